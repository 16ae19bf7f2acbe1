/** What of their owner's scripts and keys is in sessions, and what comes of a bootstrap script. */
import { MiB, type Session, type SessionCreate } from '@berth/contract/sessions.ts'
import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../../test/make.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'
import { createMockEngine, type MockEngine } from '../../../engines/mock/mock.engine.ts'

let app: TestApp
let engine: MockEngine
let owner: MadeUser
let admin: string

beforeAll(async () => {
  engine = createMockEngine()
  app = await testApp({ engine })
  admin = await makeAdmin(app)
  owner = await makeUser(app)
})

const resources = { cpu: 0.1, memory: 64 * MiB }
const start = (body: Partial<SessionCreate> = {}, token = owner.token) =>
  app.as(token).sessions.create({ body: { type: 'interactive', resources, ...body } })
const reach = (id: string, status: Session['status'], token = owner.token) =>
  eventually(
    () => app.as(token).sessions.show({ params: { id } }),
    (session) => session.status === status,
  )
const specOf = (id: string) => engine.mock.world.sessions.get(id)?.spec
const scripts = (token = owner.token) => app.as(token).userScripts
const withBootstrap = async (content: string) => {
  const user = await makeUser(app)
  await scripts(user.token).saveBootstrap({ body: { content } })
  return user
}
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
const logOf = async (id: string, token: string, query = 'source=bootstrap') =>
  (await fetch(`${app.origin}/api/v1/sessions/${id}/logs?${query}`, bearer(token))).text()
const historyOf = async (id: string, token: string) =>
  (await app.as(token).sessions.history({ params: { id } })).items.map(({ status, reason }) => `${status} ${reason}`)

test('config scripts and keys are files of every new session, kept private keys too', async () => {
  await scripts().save({ params: { name: '.config/tool' }, body: { content: 'a = 1\n' } })
  const { publicKey, privateKey } = await app
    .as(owner.token)
    .sshKeys.generate({ body: { name: 'laptop', keepPrivateKey: true } })
  const second = await app.as(owner.token).sshKeys.generate({ body: { name: 'desk', type: 'rsa' } })
  const session = await start()
  await reach(session.id, 'RUNNING')
  expect(specOf(session.id)?.files).toEqual([
    { path: '.config/tool', mode: 0o644, content: 'a = 1\n' },
    { path: '.ssh/authorized_keys', mode: 0o600, content: `${publicKey}\n${second.publicKey}\n` },
    { path: '.ssh/id_ed25519', mode: 0o600, content: privateKey },
    { path: '.ssh/id_ed25519.pub', mode: 0o644, content: `${publicKey}\n` },
  ])
  expect(session).toMatchObject({ skipUserScripts: false, warning: null })
  expect(app.logged.join('\n')).not.toContain('PRIVATE KEY')

  const without = await start({ skipUserScripts: true })
  expect(without.skipUserScripts).toBe(true)
  await reach(without.id, 'RUNNING')
  expect(specOf(without.id)?.files.map(({ path }) => path)).toEqual([
    '.ssh/authorized_keys',
    '.ssh/id_ed25519',
    '.ssh/id_ed25519.pub',
  ])
})

test('a session is PREPARING while its bootstrap script runs, which is seen live, and RUNNING after', async () => {
  const { token } = await withBootstrap('echo begun; sleep 0.6; echo done')
  const { id } = await start({ type: 'batch', command: 'sleep 60' }, token)
  const live = logOf(id, token, 'source=bootstrap&follow=1')
  const preparing = await eventually(
    () => app.as(token).sessions.show({ params: { id } }),
    ({ reason }) => reason === 'bootstrap-running',
  )
  expect(preparing.status).toBe('PREPARING')
  await eventually(
    () => logOf(id, token),
    (text) => text === 'begun\n',
  )
  expect(await reach(id, 'RUNNING', token)).toMatchObject({ warning: null })
  expect(await live).toBe('begun\ndone\n')
  expect(await historyOf(id, token)).toEqual([
    'PENDING asked',
    'SCHEDULED resources-reserved',
    'PREPARING preparing',
    'PREPARING bootstrap-running',
    'RUNNING started',
  ])
  await app.as(token).sessions.terminate({ params: { id } })
})

test('one that fails leaves a warning with its exit code, and its output', async () => {
  const { token } = await withBootstrap('echo no >&2; exit 7')
  const { id } = await start({}, token)
  expect(await reach(id, 'RUNNING', token)).toMatchObject({ warning: { code: 'bootstrap-failed', exitCode: 7 } })
  expect(await logOf(id, token)).toBe('no\n')
  const rescue = await start({ skipUserScripts: true }, token)
  expect(await reach(rescue.id, 'RUNNING', token)).toMatchObject({ warning: null })
  expect(specOf(rescue.id)?.bootstrap).toBeNull()
})

test('the site says how long one may take; then the session runs, with a warning', async () => {
  await app.as(admin).settings.update({ body: { bootstrapTimeLimit: 10 } })
  const { token } = await withBootstrap('sleep 60')
  const { id } = await start({}, token)
  await reach(id, 'PREPARING', token)
  expect(await eventually(async () => specOf(id)?.bootstrap, Boolean)).toMatchObject({ timeLimitSeconds: 10 })
  await app.as(admin).settings.update({ body: { bootstrapTimeLimit: 600 } })
  await app.as(token).sessions.terminate({ params: { id } })
  expect(await reach(id, 'TERMINATED', token)).toMatchObject({ reason: 'ended-by-owner' })
})

test('its time does not count against the start: it is given up a minute after the limit', async () => {
  const { token } = await withBootstrap('sleep 60')
  const { id } = await start({}, token)
  await eventually(
    () => app.as(token).sessions.show({ params: { id } }),
    ({ reason }) => reason === 'bootstrap-running',
  )
  app.clock.advance(610_000)
  await start({}, token)
  expect(await app.as(token).sessions.show({ params: { id } })).toMatchObject({ status: 'PREPARING' })
  app.clock.advance(60_000)
  await start({}, token)
  expect(await reach(id, 'ERROR', token)).toMatchObject({ reason: 'start-timeout' })
})

test('scripts that take their time do not hold up other starts', async () => {
  const { token } = await withBootstrap('sleep 60')
  const slow = await Promise.all(Array.from({ length: 12 }, () => start({}, token)))
  const other = await makeUser(app)
  const quick = await start({}, other.token)
  await reach(quick.id, 'RUNNING', other.token)
  for (const { id } of slow) await app.as(token).sessions.terminate({ params: { id } })
})

test('a new server waits for the script that already runs', async () => {
  const { token } = await withBootstrap('echo once; sleep 1; exit 3')
  const world = engine.mock.world
  const first = await testApp({ engine: createMockEngine({ world }), database: app.database, clock: app.clock })
  await app.close()
  const client = first.as(token)
  const { id } = await client.sessions.create({ body: { type: 'interactive', resources } })
  await eventually(
    () => client.sessions.show({ params: { id } }),
    ({ reason }) => reason === 'bootstrap-running',
  )
  await first.close()
  const second = await testApp({ engine: createMockEngine({ world }), database: app.database, clock: app.clock })
  const ended = await eventually(
    () => second.as(token).sessions.show({ params: { id } }),
    ({ status }) => status === 'RUNNING',
  )
  expect(ended).toMatchObject({ warning: { code: 'bootstrap-failed', exitCode: 3 } })
  expect(
    await (await fetch(`${second.origin}/api/v1/sessions/${id}/logs?source=bootstrap`, bearer(token))).text(),
  ).toBe('once\n')
})
