import { GiB, type Session, type SessionCreate } from '@berth/contract/sessions.ts'
import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { problemOf } from '../../../test/problem-of.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import { createMockEngine } from '../../engines/mock/mock.engine.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
let users: MadeUser[]

beforeAll(async () => {
  app = await testApp({ engine: createMockEngine({ capacity: { cpu: 4, memory: 8 * GiB, gpus: 2 } }) })
  admin = app.as(await makeAdmin(app))
  users = [await makeUser(app), await makeUser(app)]
})

const params = { name: 'default' }
const body = (cpu: number, more: Partial<SessionCreate> = {}): SessionCreate => ({
  type: 'interactive',
  resources: { cpu, memory: GiB },
  ...more,
})
const start = (user: number, cpu: number) => app.as(users[user]?.token ?? '').sessions.create({ body: body(cpu) })
const queue = async () =>
  (await admin.sessions.list({ query: { owner: 'all', state: 'queued' } })).items
    .toSorted((a, b) => (a.queue?.position ?? 0) - (b.queue?.position ?? 0))
    .map(({ id }) => id)

test('its list says what its machines have, what sessions hold and how many wait', async () => {
  const { items } = await app.as(users[0]?.token ?? '').resourceGroups.list()
  expect(items).toMatchObject([
    {
      ...{ name: 'default', scheduler: 'fair-share', holdAfter: 600, available: true, nodes: 1, availableNodes: 1 },
      capacity: { cpu: 4, memory: 8 * GiB, gpu: 2, gpuShares: 0 },
      ...{ allocated: { cpu: 0, memory: 0, gpu: 0, gpuShares: 0 }, sessions: 0, queued: 0 },
    },
  ])
})

test('its scheduler decides the order at once: who had least goes first, or who waits longest', async () => {
  const full = await start(0, 4)
  const second = await start(0, 3)
  const third = await start(0, 3)
  const other = await start(1, 3)
  const fair = [other.id, second.id, third.id]
  const inOrder = [second.id, third.id, other.id]
  expect(await eventually(queue, (ids) => ids.join() === fair.join())).toEqual(fair)
  expect(await admin.resourceGroups.show({ params })).toMatchObject({
    ...{ sessions: 1, queued: 3, allocated: { cpu: 4, memory: GiB, gpu: 0, gpuShares: 0 } },
  })
  expect(await admin.resourceGroups.update({ params, body: { scheduler: 'fifo' } })).toMatchObject({
    ...{ scheduler: 'fifo', holdAfter: 600 },
  })
  expect(await eventually(queue, (ids) => ids.join() === inOrder.join())).toEqual(inOrder)
  await admin.sessions.terminate({ params: { id: full.id } })
  const running = (one: Session) => one.status === 'RUNNING'
  expect(await eventually(() => admin.sessions.show({ params: { id: second.id } }), running)).toMatchObject({
    status: 'RUNNING',
  })
  expect(await queue()).toEqual([third.id, other.id])
})

test('of two who edit the same version, the second is told', async () => {
  const { version } = await admin.resourceGroups.show({ params })
  const headers = { 'if-match': `"${version}"` }
  const first = await admin.resourceGroups.update({ params, body: { holdAfter: 60 } }, { headers })
  expect(first).toMatchObject({ holdAfter: 60, scheduler: 'fifo' })
  const second = admin.resourceGroups.update({ params, body: { scheduler: 'fair-share' } }, { headers })
  expect(await problemOf(second)).toMatchObject({ type: 'changed-meanwhile', status: 412 })
  expect(await admin.resourceGroups.show({ params })).toEqual(first)
})

test('the change is in the audit log; what is out of range and what does not exist is refused', async () => {
  const rows = async () =>
    (
      await app.database.pool.query<{ before: object; after: object }>(
        `SELECT payload->'before' AS before, payload->'after' AS after FROM events
          WHERE kind = 'audit' AND payload->>'action' = 'resource-group.updated' ORDER BY id DESC LIMIT 1`,
      )
    ).rows
  await admin.resourceGroups.update({ params, body: { holdAfter: 90 } })
  expect(await rows()).toEqual([{ before: { holdAfter: 60 }, after: { holdAfter: 90 } }])
  for (const holdAfter of [-1, 604_801, 1.5])
    expect(await problemOf(admin.resourceGroups.update({ params, body: { holdAfter } }))).toMatchObject({
      errors: [{ path: 'body.holdAfter' }],
    })
  const none = admin.resourceGroups.update({ params: { name: 'nowhere' }, body: {} })
  expect(await problemOf(none)).toMatchObject({ type: 'not-found' })
})
