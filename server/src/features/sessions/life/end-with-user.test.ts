import { GiB, MiB, type SessionCreate } from '@berth/contract/sessions.ts'
import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../../test/make.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'
import { createMockEngine, type MockEngine } from '../../../engines/mock/mock.engine.ts'

let app: TestApp
let engine: MockEngine
let admin: ReturnType<TestApp['as']>
let token: string

beforeAll(async () => {
  engine = createMockEngine({ capacity: { cpu: 2, memory: 8 * GiB, gpus: 0 } })
  app = await testApp({ engine })
  token = await makeAdmin(app)
  admin = app.as(token)
})

const resources = { cpu: 0.5, memory: 128 * MiB }
const start = async (user: MadeUser, over: Partial<SessionCreate> = {}) =>
  (await app.as(user.token).sessions.create({ body: { type: 'interactive', resources, ...over } })).id
const show = (id: string) => admin.sessions.show({ params: { id } })
const reach = (id: string, status: string) =>
  eventually(
    () => show(id),
    (session) => session.status === status,
  )
const deactivate = (user: MadeUser, terminateSessions: boolean) =>
  admin.users.deactivate({ params: { id: user.id }, body: { terminateSessions } })
const end = async (id: string) => {
  await admin.sessions.terminate({ params: { id } })
  await reach(id, 'TERMINATED')
}

test('what runs is terminated, what waits is cancelled, and it says who did it; what has ended stays as it was', async () => {
  const [user, other] = [await makeUser(app), await makeUser(app)]
  const ended = await start(user, { type: 'batch', command: 'exit 3' })
  const was = await reach(ended, 'TERMINATED')
  const [running, theirs] = [await start(user), await start(other)]
  await Promise.all([reach(running, 'RUNNING'), reach(theirs, 'RUNNING')])
  // More than is left: it waits.
  const waiting = await start(user, { resources: { ...resources, cpu: 2 } })
  expect((await show(waiting)).status).toBe('PENDING')

  await deactivate(user, true)
  expect(await reach(running, 'TERMINATED')).toMatchObject({ reason: 'ended-by-administrator', exitCode: null })
  // A look at the queue may come first: nothing waits by credentials that are inactive.
  expect(['ended-by-administrator', 'credential-ended']).toContain((await reach(waiting, 'CANCELLED')).reason)
  expect(await show(ended)).toEqual(was)
  await eventually(
    () => [...engine.mock.world.sessions.keys()],
    (left) => left.length === 1 && left[0] === theirs,
  )
  expect(await show(theirs)).toMatchObject({ status: 'RUNNING' })
  await end(theirs)
})

test('where the administrator did not say so, the sessions go on; what is asked for one user ends nobody else’s', async () => {
  const [kept, cut] = [await makeUser(app), await makeUser(app)]
  const [stays, goes] = [await start(kept), await start(cut)]
  await Promise.all([reach(stays, 'RUNNING'), reach(goes, 'RUNNING')])
  await deactivate(kept, false)
  // Events are read in their order: once this one is done, the one before it was passed over.
  await deactivate(cut, true)
  await reach(goes, 'TERMINATED')
  expect(await show(stays)).toMatchObject({ status: 'RUNNING' })
  await end(stays)
})

test('one deactivation ends what there was then: nothing that was started later, nor after the server’s restart', async () => {
  const user = await makeUser(app)
  const before = await start(user)
  await reach(before, 'RUNNING')
  await deactivate(user, true)
  await reach(before, 'TERMINATED')
  await admin.users.reactivate({ params: { id: user.id } })
  const again = { ...user, token: await app.signIn(user.username, 'user password 1!') }
  const later = await start(again)
  await reach(later, 'RUNNING')

  await app.close()
  app = await testApp({ engine, database: app.database, clock: app.clock })
  admin = app.as(token)
  const other = await makeUser(app)
  const theirs = await start(other)
  await reach(theirs, 'RUNNING')
  await deactivate(other, true)
  await reach(theirs, 'TERMINATED')
  expect(await show(later)).toMatchObject({ status: 'RUNNING' })
})

test('two servers end a session once', async () => {
  const beside = await testApp({ engine, database: app.database, clock: app.clock })
  const user = await makeUser(app)
  const id = await start(user)
  await reach(id, 'RUNNING')
  await beside.as(token).users.deactivate({ params: { id: user.id }, body: { terminateSessions: true } })
  await reach(id, 'TERMINATED')
  const { items } = await admin.sessions.history({ params: { id } })
  expect(items.map(({ status, reason }) => `${status} ${reason}`).slice(-2)).toEqual([
    'TERMINATING ended-by-administrator',
    'TERMINATED ended-by-administrator',
  ])
  expect(items.filter(({ status }) => status === 'TERMINATING')).toHaveLength(1)
})
