import { expect, test } from 'vitest'
import type { ReachableFolder } from '../../../features/folders/folder-files.service.ts'
import { absolute, byShownName, inFolders, normalized } from './folder-paths.ts'

const folder = (id: string, name: string): ReachableFolder => ({ id, name, granted: 'rw', created_at: new Date(0) })

test.each([
  ['', '/'],
  ['.', '/'],
  ['/a//b/./c/', '/a/b/c'],
  ['a/../../../b', '/b'],
  ['/a/...', '/a/...'],
])('%j is %j from the top', (path, whole) => {
  expect(absolute(normalized(Buffer.from(path))).toString()).toBe(whole)
})

test('a name that is no UTF-8 stays what it is', () => {
  const path = Buffer.from([0x2f, 0x61, 0x2f, 0xff, 0xfe])
  expect(absolute(normalized(path)).equals(path)).toBe(true)
})

test('folders of one name are told apart by as much of their id as it takes', () => {
  const [first, second] = [folder('019a0000-1111', 'data'), folder('019b0000-2222', 'data')]
  expect([...byShownName([first, second, folder('x', 'own')]).keys()]).toEqual([
    'data (019a0000)',
    'data (019b0000)',
    'own',
  ])
  expect([...byShownName([first, folder('019a0000-3333', 'data')]).keys()]).toEqual([
    'data (019a0000-1111)',
    'data (019a0000-3333)',
  ])
})

test('a path leads into the folder that its first name says, or nowhere', () => {
  const folders = [folder('1', 'data')]
  expect(inFolders(normalized(Buffer.from('/data/a/b')), folders)).toMatchObject({ folder: { id: '1' }, path: 'a/b' })
  expect(inFolders(normalized(Buffer.from('/other')), folders)).toBeNull()
  expect(() => inFolders(normalized(Buffer.from('/data/a\0b')), folders)).toThrow('bad-path')
})
