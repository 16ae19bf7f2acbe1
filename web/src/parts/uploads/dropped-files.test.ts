import { expect, test } from 'vitest'
import { readEntries } from './dropped-files.ts'

/** An error: it cannot be read. */
type Tree = { readonly [name: string]: string | Error | Tree }

/** As browsers give folders: at most 100 entries at a time. */
const entryOf = (name: string, inside: string | Error | Tree): FileSystemEntry =>
  (typeof inside === 'string'
    ? { name, isFile: true, file: (take: (file: File) => void) => take(new File([inside], name)) }
    : inside instanceof Error
      ? { name, isFile: true, file: (_take: unknown, fail: (error: Error) => void) => fail(inside) }
      : {
          name,
          isFile: false,
          createReader() {
            const rest = Object.entries(inside).map(([child, content]) => entryOf(child, content))
            return { readEntries: (take: (some: FileSystemEntry[]) => void) => take(rest.splice(0, 100)) }
          },
        }) as unknown as FileSystemEntry

test('folders are walked to their ends, and say where each file was', async () => {
  const many = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`${index}.bin`, 'x']))
  const { files, folders } = await readEntries([
    entryOf('a.txt', 'a'),
    entryOf('set', { train: many, empty: {}, deep: { er: { 'b.txt': 'b' } } }),
  ])
  expect(files.length).toBe(252)
  expect(files.map(({ path }) => path)).toContain('set/deep/er/b.txt')
  expect(files.find(({ path }) => path === 'set/train/249.bin')).toBeDefined()
  expect(folders).toEqual(['set/empty'])
  expect(await files[0]?.file.text()).toBe('a')
})

test('what cannot be read is named, and the rest goes on', async () => {
  const closed = {
    name: 'closed',
    isFile: false,
    createReader() {
      const tries = [[entryOf('first.txt', 'x')]]
      return {
        readEntries(take: (some: FileSystemEntry[]) => void, fail: (error: Error) => void) {
          const some = tries.shift()
          if (some === undefined) fail(new Error('closed'))
          else take(some)
        },
      }
    },
  } as unknown as FileSystemEntry
  const { files, folders, unread } = await readEntries([
    entryOf('set', { 'a.txt': 'a', 'gone.txt': new Error('gone'), 'b.txt': 'b' }),
    closed,
  ])
  expect(files.map(({ path }) => path)).toEqual(['set/a.txt', 'set/b.txt', 'closed/first.txt'])
  expect([folders, unread]).toEqual([[], ['closed', 'set/gone.txt']])
})
