import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { stubServer } from '../../test/run-berth.ts'
import { connectServer } from '../server.ts'
import { addLocal, addRemote, emptyFolders, isNameHere, nameFor, noJobs } from './copy-jobs.ts'

async function tree() {
  const top = await mkdtemp(join(tmpdir(), 'berth-jobs-'))
  onTestFinished(() => rm(top, { recursive: true }))
  await mkdir(join(top, 'set/empty/below'), { recursive: true })
  await mkdir(join(top, 'set/full'))
  await writeFile(join(top, 'set/full/a.txt'), 'abc')
  await symlink('a.txt', join(top, 'set/full/linked.txt'))
  await symlink('..', join(top, 'set/full/up'))
  await symlink('nowhere', join(top, 'set/full/broken'))
  return top
}

test('a folder is copied with what is in it: linked files as files, linked folders not at all', async () => {
  const top = await tree()
  const jobs = noJobs()
  await addLocal(jobs, join(top, 'set'), 'in/set')
  expect(jobs.files.map(({ to, size }) => `${to} ${size}`).toSorted()).toEqual([
    'in/set/full/a.txt 3',
    'in/set/full/linked.txt 3',
  ])
  expect(jobs.left.map(({ path }) => path).toSorted()).toEqual(
    ['broken', 'up'].map((name) => join(top, 'set/full', name)),
  )
})

test('only folders without files need to be made', async () => {
  const jobs = noJobs()
  await addLocal(jobs, join(await tree(), 'set'), 'set')
  expect(emptyFolders(jobs).toSorted()).toEqual(['set/empty', 'set/empty/below'])
})

test('a copy is named as what it is of; a place has no name', () => {
  expect([nameFor('a/b'), nameFor('a/b/'), nameFor('.'), nameFor('a/..'), nameFor('b')]).toEqual([
    'b',
    'b',
    '',
    '',
    'b',
  ])
})

test('what a server says is in a folder leads nowhere else', async () => {
  const entry = { kind: 'file', size: 1, modifiedAt: '2026-11-22T10:00:00Z', link: null } as const
  const names = ['a.txt', '..', '.', '', '../../x', 'b/c', 'd\0', '..e']
  const { origin } = await stubServer({
    'GET /folders/f/files': () => ({ body: { items: names.map((name) => ({ ...entry, name })), nextCursor: null } }),
  })
  const jobs = noJobs()
  await addRemote(jobs, connectServer(origin), 'f', { ...entry, kind: 'folder', path: 'set' }, '/tmp/here')
  expect(jobs.files.map(({ to }) => to)).toEqual(['/tmp/here/a.txt', '/tmp/here/..e'])
  expect(jobs.left).toHaveLength(names.length - 2)
  expect(new Set(jobs.left.map(({ why }) => why))).toEqual(new Set(['has a name that cannot be kept here']))
})

test('names with what separates them elsewhere are kept only where it is nothing', () => {
  for (const name of ['a\\b', '..\\x', 'C:x'])
    expect([isNameHere(name, '/'), isNameHere(name, '\\')]).toEqual([true, false])
  for (const separator of ['/', '\\'])
    for (const name of ['', '.', '..', 'a/b', '/']) expect(isNameHere(name, separator)).toBe(false)
})
