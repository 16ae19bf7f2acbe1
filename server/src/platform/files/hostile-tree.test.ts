/** Nothing outside a tree is read, written or removed, whatever it is asked for and whoever changes it meanwhile. */
import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hostileTexts } from '../../../test/hostile-values.ts'
import { makeOutside, secret, swapLinks, type Outside } from '../../../test/link-swapper.ts'
import { openDirectory, openFile, openPlace, openTop } from './beneath.ts'
import { createBeside, makeDirectory, move, newNameBeside, settle, takeOut, type ChangedTree } from './change-tree.ts'
import { copyBeside } from './copy-tree.ts'
import { FileRefusal } from './file-refusal.ts'
import { createLister } from './list-directory.ts'
import { namesOf } from './path-names.ts'
import { removeTree } from './remove-tree.ts'
import { walkTree } from './walk-tree.ts'

let base: string
let outside: Outside
let tree: ChangedTree
let folder: string
let made = 0

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'berth-tree-'))
  outside = await makeOutside()
})
beforeEach(async () => {
  folder = join(base, `folder-${++made}`)
  const beside = join(base, `beside-${made}`)
  await mkdir(folder)
  await mkdir(beside)
  tree = { top: await openTop(folder), beside, owner: null }
  return () => tree.top.close()
})
afterAll(async () => {
  await outside[Symbol.asyncDispose]()
  await rm(base, { recursive: true, force: true })
})

/** What it was refused with; anything else that goes wrong is a fault. */
async function outcome<Value>(work: () => Promise<Value>): Promise<Value | string> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FileRefusal) return error.code
    throw error
  }
}

const read = (path: string) =>
  outcome(async () => {
    await using file = await openFile(tree.top, namesOf(path))
    return await file.handle.readFile('utf8')
  })

async function write(path: string, text: string) {
  const staged = newNameBeside(tree)
  await using file = await createBeside(tree, staged)
  await file.writeFile(text)
  return outcome(async () => {
    await settle(tree, staged, namesOf(path), { kind: 'file', overwrite: true })
    return 'written'
  })
}

test('a name that is written is the name that is there, or it is refused', async () => {
  const texts = hostileTexts.filter((text) => text.length < 5000)
  const before = await outside.everything()
  for (const text of texts) {
    const name = text.replaceAll('/', '∕')
    const done = await outcome(() => write(name, text))
    if (done !== 'written') {
      expect(done, JSON.stringify(text)).toBe('bad-path')
      continue
    }
    expect(await read(name)).toBe(Buffer.from(text).toString())
    expect(await takeOut(tree, namesOf(name), 'none')).toBeNull()
  }
  // As they are, slashes too: below the folder or not at all.
  for (const text of texts) {
    const done = await outcome(async () => {
      await makeDirectory(tree, namesOf(text), true)
      return 'made'
    })
    expect(['made', 'bad-path', 'exists', 'too-deep', 'not-a-directory'], JSON.stringify(text)).toContain(done)
  }
  expect(await outside.everything()).toEqual(before)
})

test.each(['..', '.', 'a/../b', '../x', 'a/..', '/..', 'a\0b', 'x'.repeat(256), 'é'.repeat(128)])(
  'the path %j is refused',
  (path) => {
    expect(() => namesOf(path)).toThrow(FileRefusal)
  },
)

test('links lead on within the folder when reading, and never when writing', async () => {
  await mkdir(join(folder, 'a/b'), { recursive: true })
  await writeFile(join(folder, 'a/b/x.txt'), 'inside')
  await symlink('b', join(folder, 'a/to-b'))
  await symlink('../a/./b/../to-b/x.txt', join(folder, 'a/to-x'))
  await symlink(join(outside.path, 'inner'), join(folder, 'away'))
  await symlink(`${'../'.repeat(20)}${outside.path.slice(1)}/inner/secret.txt`, join(folder, 'climbs'))
  await symlink('around', join(folder, 'around'))
  await symlink(folder, join(folder, 'absolute'))
  expect(await read('a/to-x')).toBe('inside')
  expect(await read('a/to-b/x.txt')).toBe('inside')
  expect(await read('around')).toBe('too-many-links')
  for (const path of ['away/secret.txt', 'climbs', 'absolute/a/b/x.txt', 'away'])
    expect(await read(path), path).toBe('link-leads-out')
  expect(await read('a')).toBe('is-a-directory')
  expect(await read('a/b/x.txt/more')).toBe('not-a-directory')
  expect(await read('a/none')).toBe('not-found')

  expect(await write('a/to-b/y.txt', 'x')).toBe('is-a-link')
  expect(await write('away/secret.txt', 'x')).toBe('is-a-link')
  expect(await outcome(() => makeDirectory(tree, namesOf('away/new'), true))).toBe('is-a-link')
  expect(await outcome(() => takeOut(tree, namesOf('away/secret.txt'), 'none'))).toBe('is-a-link')
  expect(await outcome(() => move(tree, namesOf('away/secret.txt'), namesOf('mine'), true))).toBe('is-a-link')
  // What replaces a link takes its place, and leaves alone what it led to.
  expect(await write('climbs', 'mine now')).toBe('written')
  expect(await read('climbs')).toBe('mine now')
  expect(await takeOut(tree, namesOf('away'), 'none')).toBeNull()
  expect(Object.values(await outside.everything())).toContain(secret)
})

test('nothing but plain files is opened', async () => {
  const { execFileSync } = await import('node:child_process')
  execFileSync('mkfifo', [join(folder, 'pipe')])
  expect(await read('pipe')).toBe('not-a-file')
  expect(await outcome(() => openFile(tree.top, namesOf('')))).toBe('is-a-directory')
})

test('a move takes nothing into itself, and overwrites only what it may', async () => {
  await mkdir(join(folder, 'a/b'), { recursive: true })
  await writeFile(join(folder, 'x'), 'x')
  await writeFile(join(folder, 'y'), 'y')
  const go = (from: string, to: string, overwrite = false) =>
    outcome(() => move(tree, namesOf(from), namesOf(to), overwrite))
  expect(await go('a', 'a/b/c')).toBe('into-itself')
  expect(await go('x', 'y')).toBe('exists')
  expect(await go('a', 'y', true)).toBe('not-a-directory')
  expect(await go('x', 'a', true)).toBe('is-a-directory')
  expect(await go('x', 'none/x')).toBe('not-found')
  expect(await go('none', 'z')).toBe('not-found')
  expect(await go('x', 'x')).toBeUndefined()
  expect(await go('x', 'y', true)).toBeUndefined()
  expect(await read('y')).toBe('x')
  expect(await go('a/b', 'b')).toBeUndefined()
  expect((await stat(join(folder, 'b'))).isDirectory()).toBe(true)
})

test('a directory nested deeper than handles last is removed, with names that are no text', async () => {
  const doomed = join(base, 'deep')
  await mkdir(doomed)
  let at = Buffer.from(doomed)
  for (let level = 0; level < 90; level++) {
    at = Buffer.concat([at, Buffer.from('/'), Buffer.from([0x66, 0xff, 0xfe])])
    await mkdir(at)
  }
  await writeFile(Buffer.concat([at, Buffer.from('/'), Buffer.from([0xc3, 0x28])]), 'x')
  await symlink(outside.path, join(doomed, 'away'))
  const before = await outside.everything()
  await removeTree(doomed)
  await expect(stat(doomed)).rejects.toThrow('ENOENT')
  await removeTree(doomed)
  expect(await outside.everything()).toEqual(before)
})

test('names that are no text are listed, and found by what stands for them', async () => {
  await writeFile(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x61, 0xff])]), 'odd')
  await using directory = await openDirectory(tree.top, [])
  const { items } = await createLister().list(tree.top, directory, { order: 'name', descending: false, limit: 10 })
  expect(items.map(({ name }) => name)).toEqual(['a�'])
})

test('while a session swaps links as fast as it can, nothing outside is read, written or removed', async () => {
  const before = await outside.everything()
  const seen = new Set<string>()
  const lister = createLister()
  const steps: readonly (() => Promise<unknown>)[] = [
    () => read('file.txt'),
    () => read('swapped/inner/secret.txt'),
    () => write('swapped/inner/new.txt', 'mine'),
    () => write('swapped/file.txt', 'mine'),
    () => write('file.txt', 'harmless'),
    () => outcome(() => makeDirectory(tree, namesOf('swapped/inner/deep/er'), true)),
    () => outcome(() => takeOut(tree, namesOf('swapped/inner/secret.txt'), 'none')),
    () => outcome(() => move(tree, namesOf('swapped/inner/secret.txt'), namesOf('swapped/moved.txt'), true)),
    () => outcome(() => move(tree, namesOf('swapped/secret.txt'), namesOf('stolen.txt'), true)),
    async () => {
      const out = await outcome(() => takeOut(tree, namesOf('swapped/inner/deep'), `doomed-${++made}`))
      if (typeof out === 'string' && out.startsWith('/')) await removeTree(out)
    },
    () =>
      outcome(async () => {
        await using directory = await openDirectory(tree.top, namesOf('swapped'), true)
        const { items } = await lister.list(tree.top, directory, { order: 'size', descending: false, limit: 50 })
        // As long as what is outside, and nothing of ours is.
        expect(items.filter(({ size }) => size === secret.length)).toEqual([])
      }),
    () =>
      outcome(async () => {
        for await (const { directory, name, kind } of walkTree(tree.top, { onBeyond: () => {} })) {
          if (kind !== 'file') continue
          const place = await openPlace(directory, [name], false).catch(() => null)
          await place?.[Symbol.asyncDispose]()
        }
      }),
    async () => {
      const to = newNameBeside(tree)
      await outcome(async () => {
        await using from = await openPlace(tree.top, namesOf('swapped'), false)
        if (!from.stats.isSymbolicLink()) await copyBeside(tree, from, to)
      })
      // What was a link right then is one in the copy, and says the same: whoever reads there follows none that leads out.
      const copied = await outcome(async () => {
        await using at = await openTop(to)
        await using file = await openFile(at, namesOf('inner/secret.txt'))
        return await file.handle.readFile('utf8')
      })
      expect(copied).not.toBe(secret)
      await removeTree(to)
    },
  ]
  {
    await using _swapper = await swapLinks(folder, outside.path)
    for (let round = 0; round < 150; round++)
      for (const answer of await Promise.all(steps.map((step) => step())))
        if (typeof answer === 'string') seen.add(answer)
  }
  expect([...seen]).not.toContain(secret)
  expect(await outside.everything()).toEqual(before)
  // It was swapped while it was used, and used nevertheless.
  expect([...seen]).toEqual(expect.arrayContaining(['harmless', 'written', 'is-a-link', 'link-leads-out']))
}, 120_000)
