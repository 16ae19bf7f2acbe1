import { expect, test } from 'vitest'
import { readEntries } from './dropped-files.ts'

type Tree = { readonly [name: string]: string | Tree }

/** As browsers give folders: at most 100 entries at a time. */
const entryOf = (name: string, inside: string | Tree): FileSystemEntry =>
  (typeof inside === 'string'
    ? { name, isFile: true, file: (take: (file: File) => void) => take(new File([inside], name)) }
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
