import type { Folder } from '@berth/contract/folders.ts'
import { sessionCreateBody } from '@berth/contract/sessions.ts'
import { expect, test } from 'vitest'
import { sessionOf } from '../../../api/session-sample.ts'
import { emptyValues, toBody } from './start-form.ts'
import { canMount, comesByItself, known, mountsOf, mountsOfTemplate } from './start-mounts.ts'

const id = '01900000-0000-7000-8000-000000000009'
const folderOf = (changes: Partial<Folder> = {}): Folder => ({
  ...{ id, name: 'datasets', host: 'local', type: 'group', project: null, projectName: null, workspace: null },
  ...{ owner: null, ownerName: null, relation: 'member', permission: 'ro', projectPermission: 'ro', capacity: null },
  ...{ enforcement: 'measured', used: null, files: null, measuredAt: null, state: 'ready', trashedAt: null },
  ...{ purgesAt: null, autoMount: false, sessions: 0, example: false, createdAt: '2026-01-01T00:00:00Z', version: '1' },
  ...changes,
})

test('what is chosen passes the schema of the server', () => {
  const mounts = [
    { folder: id, name: 'datasets', mode: 'ro' as const, path: '' },
    { folder: id, name: 'home', mode: 'rw' as const, path: ' work/here ' },
  ]
  expect(sessionCreateBody.parse(toBody({ ...emptyValues, mounts }, {})).mounts).toEqual([
    { folder: id, mode: 'ro' },
    { folder: id, mode: 'rw', path: 'work/here' },
  ])
  expect(toBody(emptyValues, {}).mounts).toBeUndefined()
})

test('the same again, without those that come by themselves', () => {
  const session = sessionOf({
    mounts: [
      { folder: id, name: 'datasets', path: '/home/work/datasets', mode: 'ro', auto: false },
      { folder: id, name: 'set', path: '/home/work/in/put', mode: 'rw', auto: false },
      { folder: id, name: '.cache', path: '/home/work/.cache', mode: 'rw', auto: true },
    ],
  })
  expect(mountsOf(session)).toEqual([
    { folder: id, name: 'datasets', mode: 'ro', path: '' },
    { folder: id, name: 'set', mode: 'rw', path: 'in/put' },
  ])
})

test('no more is asked for than a folder grants', () => {
  const [row] = mountsOfTemplate([{ folder: 'datasets' }])
  expect(row && known(row, [folderOf()])).toEqual({ folder: 'datasets', name: 'datasets', mode: 'ro', path: '' })
  expect(row && known(row, [folderOf({ permission: 'rw' })]).mode).toBe('rw')
  expect(row && known(row, [])).toBe(row)
})

test('which can be chosen', () => {
  expect(canMount(folderOf())).toBe(true)
  expect(canMount(folderOf({ state: 'unavailable' }))).toBe(false)
  expect(canMount(folderOf({ permission: null }))).toBe(false)
  const own = folderOf({ name: '.cache', autoMount: true, relation: 'owner' })
  expect([canMount(own), comesByItself(own)]).toEqual([false, true])
  // somebody else's begins with a dot for them alone
  expect(canMount(folderOf({ name: '.cache', autoMount: true, relation: 'invited' }))).toBe(true)
})
