/** Those who change the same place at the same time take nothing from each other. */
import { link, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { openTop } from './beneath.ts'
import {
  createBeside,
  directoryMode,
  makeDirectory,
  move,
  newNameBeside,
  settle,
  type ChangedTree,
} from './change-tree.ts'
import { FileRefusal } from './file-refusal.ts'
import { namesOf } from './path-names.ts'

let base: string
let folder: string
let tree: ChangedTree
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'berth-change-'))
  folder = join(base, 'folder')
  await mkdir(folder)
  await mkdir(join(base, 'beside'))
  tree = { top: await openTop(folder), beside: join(base, 'beside'), owner: null }
  return async () => {
    await tree.top.close()
    await rm(base, { recursive: true })
  }
})

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof FileRefusal) return error.code
      throw error
    },
  )
const textOf = (path: string) => readFile(join(folder, path), 'utf8')

async function stage(text: string): Promise<string> {
  const path = newNameBeside(tree)
  await using file = await createBeside(tree, path)
  await file.writeFile(text)
  return path
}

const eight = ['1', '2', '3', '4', '5', '6', '7', '8']
const once = ['done', ...Array.from({ length: 7 }, () => 'exists')]

test('of those that put a new file at the same place, one does', async () => {
  for (let round = 0; round < 20; round++) {
    const staged = await Promise.all(eight.map(stage))
    const to = namesOf(`new-${round}`)
    const done = await Promise.all(
      staged.map((path) => outcome(settle(tree, path, to, { kind: 'file', overwrite: false }))),
    )
    expect(done.toSorted()).toEqual(once)
    expect(await textOf(`new-${round}`)).toBe(eight[done.indexOf('done')])
  }
})

test('of those that move something to the same place, one does, and the others keep what they have', async () => {
  for (let round = 0; round < 20; round++) {
    for (const name of eight) await writeFile(join(folder, name), name)
    const to = `moved-${round}`
    const done = await Promise.all(eight.map((name) => outcome(move(tree, namesOf(name), namesOf(to), false))))
    expect(done.toSorted()).toEqual(once)
    const moved = eight[done.indexOf('done')]
    expect(await textOf(to)).toBe(moved)
    for (const name of eight) expect(await textOf(name).catch(() => null)).toBe(name === moved ? null : name)
  }
  expect(await readdir(tree.beside)).toEqual([])
})

test('what somebody puts where something is moved away is not lost', async () => {
  for (let round = 0; round < 100; round++) {
    await writeFile(join(folder, 'from'), 'first')
    await writeFile(join(folder, 'next'), 'second')
    await Promise.all([
      move(tree, namesOf('from'), namesOf('to'), false),
      rename(join(folder, 'next'), join(folder, 'from')),
    ])
    const left = await Promise.all(['from', 'to'].map((name) => textOf(name).catch(() => null)))
    expect(left).toContain('second')
    await rm(join(folder, 'to'))
  }
})

test('links are moved as links', async () => {
  await symlink('/etc/passwd', join(folder, 'link'))
  expect(await outcome(move(tree, namesOf('link'), namesOf('moved'), false))).toBe('done')
  expect((await lstat(join(folder, 'moved'))).isSymbolicLink()).toBe(true)
  expect(await readdir(folder)).toEqual(['moved'])
})

test('what has its place already, and the server ended before that was said, is settled again', async () => {
  const staged = await stage('mine')
  await link(staged, join(folder, 'a'))
  const again = () => outcome(settle(tree, staged, namesOf('a'), { kind: 'file', overwrite: false }))
  expect(await again()).toBe('done')
  expect([await textOf('a'), await readdir(tree.beside)]).toEqual(['mine', []])
  const other = await stage('other')
  expect(await outcome(settle(tree, other, namesOf('a'), { kind: 'file', overwrite: false }))).toBe('exists')
  expect(await textOf('a')).toBe('mine')
})

test('a directory is there as those who use it need it, or not at all', async () => {
  const seen = async (path: string) => {
    for (;;) {
      const found = await stat(path).catch(() => null)
      if (found) return found.mode & 0o7777
    }
  }
  for (let round = 0; round < 30; round++)
    for (const [path, parents] of [
      [`d${round}`, false],
      [`d${round}/e/f`, true],
    ] as const) {
      const [mode] = await Promise.all([seen(join(folder, path)), makeDirectory(tree, namesOf(path), parents)])
      expect(mode).toBe(directoryMode)
    }
  expect(await readdir(tree.beside)).toEqual([])
})

test('a directory that is there is not made again, and what is in the way stays', async () => {
  await mkdir(join(folder, 'there'))
  await writeFile(join(folder, 'file'), 'x')
  const { ino } = await stat(join(folder, 'there'))
  expect(await outcome(makeDirectory(tree, namesOf('there'), false))).toBe('exists')
  expect(await outcome(makeDirectory(tree, namesOf('file'), false))).toBe('exists')
  expect(await outcome(makeDirectory(tree, namesOf('file/x'), true))).toBe('not-a-directory')
  expect(await makeDirectory(tree, namesOf('there'), true)).toBe(false)
  expect((await stat(join(folder, 'there'))).ino).toBe(ino)
})

test('those that make the same directories at the same time share them', async () => {
  for (let round = 0; round < 20; round++) {
    const path = `r${round}/a/b`
    await Promise.all(
      eight.map(async (name) => {
        await makeDirectory(tree, namesOf(path), true)
        await settle(tree, await stage(name), namesOf(`${path}/${name}`), { kind: 'file', overwrite: false })
      }),
    )
    expect((await readdir(join(folder, path))).toSorted()).toEqual(eight)
  }
})
