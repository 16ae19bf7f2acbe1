import { expect, test } from 'vitest'
import type { NamedSession } from '../../features/sessions/sessions.service.ts'
import type { KeyHolder } from '../../features/ssh-keys/ssh-entry.service.ts'
import { chooseFolders, chooseSession } from './choose-session.ts'
import { parseSshName } from './ssh-name.ts'

const holder = (user: string, more: Partial<KeyHolder> = {}): KeyHolder => ({
  key: `key of ${user}`,
  type: 'ssh-ed25519',
  fingerprint: 'SHA256:x',
  user,
  username: user,
  role: 'user',
  allowedClientIps: [],
  mustFirst: null,
  ...more,
})
const session = (owner: string, more: Partial<NamedSession> = {}): NamedSession => ({
  id: `${owner}'s`,
  name: 'train',
  owner,
  project: 'lab',
  status: 'RUNNING',
  ...more,
})
const id = '019a0000-0000-7000-8000-000000000001'

test.each([
  ['train-1', { owner: null, session: 'train-1', isId: false }],
  ['ada+train-1', { owner: 'ada', session: 'train-1', isId: false }],
  ['a+b+train-1', { owner: 'a+b', session: 'train-1', isId: false }],
  [id, { owner: null, session: id, isId: true }],
  [`ada+${id}`, { owner: 'ada', session: id, isId: true }],
  ['', { owner: null, session: '', isId: false }],
])('%j is understood', (text, name) => {
  expect(parseSshName(text)).toEqual(name)
})

const choose = (text: string, holders: KeyHolder[], found: NamedSession[]) =>
  chooseSession(parseSshName(text), holders, found)

test('the one who has the key comes into their own session', () => {
  expect(choose('train', [holder('ada')], [session('ada')])).toMatchObject({ holder: { user: 'ada' } })
})

test('a name alone leads nobody into a session of somebody who has registered their key too', () => {
  const both = [holder('ada'), holder('mallory')]
  expect(choose('train', both, [session('mallory')])).toMatchObject({ refusal: expect.stringContaining('USER+train') })
  expect(choose('ada+train', both, [session('ada')])).toMatchObject({ holder: { user: 'ada' } })
  expect(choose(id, both, [session('ada')])).toMatchObject({ holder: { user: 'ada' } })
})

test('into another’s session comes an administrator, as whom they are, and nobody else', () => {
  const root = holder('root', { role: 'superadmin' })
  expect(choose('ada+train', [root], [session('ada')])).toMatchObject({ holder: { user: 'root' } })
  expect(choose('ada+train', [holder('bob')], [session('ada')])).toMatchObject({ refusal: expect.any(String) })
  const two = [root, holder('root2', { role: 'superadmin' })]
  expect(choose('ada+train', two, [session('ada')])).toMatchObject({ refusal: expect.any(String) })
})

test.each([
  ['it is not there', [], 'no session named train'],
  ['it is there twice', [session('ada', { id: 'first' }), session('ada', { id: 'second' })], 'first'],
  ['it waits', [session('ada', { status: 'PENDING' })], 'not running yet'],
  ['it has ended', [session('ada', { status: 'TERMINATED' })], 'has ended'],
])('why not is said when %s', (_name, found, text) => {
  expect(choose('train', [holder('ada')], found)).toMatchObject({ refusal: expect.stringContaining(text) })
})

test('who has to change their password is sent to the console', () => {
  const held = holder('ada', { mustFirst: 'password-change-required' })
  expect(choose('train', [held], [session('ada')])).toMatchObject({ refusal: expect.stringContaining('console') })
})

test('everybody comes to their own folders, and says who they are where one key is of several', () => {
  const both = [holder('ada'), holder('bob')]
  const own = (text: string, holders: KeyHolder[]) => chooseFolders(parseSshName(text), holders)
  expect(own('folders', [holder('ada')])).toMatchObject({ holder: { user: 'ada' }, session: null })
  expect(own('folders', both)).toMatchObject({ refusal: expect.stringContaining('USER+folders') })
  expect(own('BOB+folders', both)).toMatchObject({ holder: { user: 'bob' } })
  expect(own('eve+folders', both)).toMatchObject({ refusal: expect.stringContaining('eve') })
  const held = holder('ada', { mustFirst: 'second-factor-set-up-required' })
  expect(own('folders', [held])).toMatchObject({ refusal: expect.stringContaining('console') })
})
