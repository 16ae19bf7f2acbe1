import { GiB, MiB, type Session, type SessionCreate } from '@berth/contract/sessions.ts'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../../test/make.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'
import { EngineProblem } from '../../../engines/engine.ts'
import { createMockEngine, type MockEngine } from '../../../engines/mock/mock.engine.ts'

let app: TestApp
let engine: MockEngine
let admin: string
let users: MadeUser[]

beforeAll(async () => {
  engine = createMockEngine({ capacity: { cpu: 4, memory: 8 * GiB, gpus: 2 } })
  app = await testApp({ engine })
  admin = await makeAdmin(app)
  users = [await makeUser(app), await makeUser(app), await makeUser(app)]
})

const all = () => app.as(admin).sessions
const live = async () =>
  (await all().list({ query: { owner: 'all', limit: 200 } })).items.filter((one) => one.endedAt === null)

beforeEach(async () => {
  for (const { id } of await live()) await all().terminate({ params: { id } })
  await eventually(live, (left) => left.length === 0)
})

const body = (cpu: number, more: Partial<SessionCreate> = {}): SessionCreate => ({
  type: 'interactive',
  resources: { cpu, memory: 128 * MiB },
  ...more,
})
const start = (cpu: number, more?: Partial<SessionCreate>, user = users[0]) =>
  app.as(user?.token ?? '').sessions.create({ body: body(cpu, more) })
const show = ({ id }: Session) => all().show({ params: { id } })
const reach = (session: Session, status: Session['status']) =>
  eventually(
    () => show(session),
    (now) => now.status === status,
  )
const end = ({ id }: Session) => all().terminate({ params: { id } })

test('what does not fit waits in order, and starts when there is room', async () => {
  const first = await start(4)
  const second = await start(3, {}, users[1])
  const third = await start(1, {}, users[2])
  expect([second, third].map(({ status, reason, queue }) => [status, reason, queue?.position])).toEqual([
    ['PENDING', 'waiting-for-resources', 1],
    ['PENDING', 'waiting-for-resources', 2],
  ])
  await reach(first, 'RUNNING')
  await end(first)
  await Promise.all([reach(second, 'RUNNING'), reach(third, 'RUNNING')])
})

/** The scheduler has looked at the queue with all of these in it. */
const lookedAt = (...sessions: Session[]) =>
  eventually(
    async () =>
      (await app.database.pool.query<{ ids: string[] }>('SELECT sessions AS ids FROM queue_orders')).rows[0]?.ids,
    (ids) => sessions.every(({ id }) => ids?.includes(id)),
  )
const holdAfter = (seconds: number) => app.database.pool.query('UPDATE resource_groups SET hold_after = $1', [seconds])

test('a small one goes around a large one, until that has waited too long', async () => {
  const holder = await start(2)
  const large = await start(4, {}, users[1])
  const around = await start(0.5)
  await reach(around, 'RUNNING')
  await end(around)
  await holdAfter(0)
  const small = await start(0.1)
  await lookedAt(large, small)
  expect([(await show(large)).status, (await show(small)).status]).toEqual(['PENDING', 'PENDING'])
  // The large one gives up; then the small one is the first.
  expect((await end(large)).status).toBe('CANCELLED')
  await reach(small, 'RUNNING')
  expect((await show(holder)).status).toBe('RUNNING')
  await holdAfter(600)
})

test('who had less goes first, and administrators may let one go before all', async () => {
  const holder = await start(4)
  const again = await start(2)
  const other = await start(2, {}, users[1])
  const last = await start(2, {}, users[2])
  await lookedAt(again, other, last)
  const places = async () => Promise.all([again, other, last].map(async (one) => (await show(one)).queue?.position))
  await eventually(places, (now) => now.join() === '3,1,2')
  const own = app.as(users[0]?.token ?? '').sessions.update({ params: { id: again.id }, body: { priority: 1 } })
  await expect(own).rejects.toMatchObject({ body: { type: 'not-allowed' } })
  expect(await all().update({ params: { id: again.id }, body: { priority: 1 } })).toMatchObject({ priority: 1 })
  await eventually(places, (now) => now.join() === '1,2,3')
  await end(holder)
  await Promise.all([reach(again, 'RUNNING'), reach(other, 'RUNNING')])
})

test('a start time is waited for, and others pass meanwhile', async () => {
  const at = new Date(app.clock.now().getTime() + 3_600_000).toISOString()
  const later = await start(4, { type: 'batch', command: 'sleep 1000', startsAt: at })
  expect(later).toMatchObject({ status: 'PENDING', reason: 'waiting-for-start-time', startsAt: at })
  const sooner = await start(4)
  await reach(sooner, 'RUNNING')
  app.clock.advance(3_600_000)
  const last = await start(0.5)
  // Due before the last one came, so it is before it in the queue, and waits for the same.
  expect(
    (
      await eventually(
        () => show(later),
        (now) => now.reason === 'waiting-for-resources',
      )
    ).queue,
  ).toMatchObject({
    position: 1,
  })
  expect((await show(last)).queue).toMatchObject({ position: 2 })
  await end(sooner)
  await reach(later, 'RUNNING')
})

test('each GPU is handed to one session at a time', async () => {
  const gpus = (count: number) => ({ resources: { cpu: 0.5, memory: 128 * MiB, gpu: count } })
  const [first, second] = [await start(0, gpus(1)), await start(0, gpus(1))]
  const third = await start(0, gpus(2))
  await Promise.all([reach(first, 'RUNNING'), reach(second, 'RUNNING')])
  const devices = (session: Session) => engine.mock.world.sessions.get(session.id)?.spec.resources.gpus
  expect(new Set([devices(first), devices(second)].flat())).toEqual(new Set([0, 1]))
  expect(third.status).toBe('PENDING')
  await end(first)
  await end(second)
  await reach(third, 'RUNNING')
  expect(devices(third)).toEqual([0, 1])
})

test('while the engine is away sessions wait for it, and start by themselves when it is back', async () => {
  engine.mock.setReport({ available: false, remedy: 'plug it in' })
  const waiting = await start(1)
  expect(
    await eventually(
      () => show(waiting),
      (now) => now.reason === 'waiting-for-engine',
    ),
  ).toMatchObject({
    status: 'PENDING',
  })
  expect((await app.as(admin).resources.report()).cpu).toMatchObject({ free: 0, max: 4 })
  const refused = start(5)
  await expect(refused).rejects.toMatchObject({ body: { type: 'quota-exceeded' } })
  engine.mock.setReport({ available: true, remedy: null })
  await reach(waiting, 'RUNNING')
})

test('a start that was lost on the way to the engine is begun again, once', async () => {
  engine.mock.failNext('start', new EngineProblem('unavailable', 'connection reset'))
  const session = await start(1)
  await reach(session, 'RUNNING')
  const { items } = await all().history({ params: { id: session.id } })
  expect(items.find((entry) => entry.reason === 'waiting-for-engine')?.detail).toBe('connection reset')
})

test('a start that hangs can be ended, and ends by itself when its time is up', async () => {
  const release = engine.mock.hold('start')
  const [ended, late] = [await start(1), await start(1)]
  await Promise.all([reach(ended, 'PREPARING'), reach(late, 'PREPARING')])
  await end(ended)
  expect(await reach(ended, 'TERMINATED')).toMatchObject({ reason: 'ended-by-administrator' })
  app.clock.advance(11 * 60_000)
  await end(await start(0.1))
  expect(await reach(late, 'ERROR')).toMatchObject({ reason: 'start-timeout' })
  release()
})

test('a stop that hangs is given up, and what is left is removed later', async () => {
  const session = await start(1)
  await reach(session, 'RUNNING')
  const release = engine.mock.hold('stop')
  await end(session)
  await reach(session, 'TERMINATING')
  app.clock.advance(31_000)
  const next = await start(0.1)
  expect(await reach(session, 'ERROR')).toMatchObject({ reason: 'stop-timeout' })
  release()
  await end(next)
})

test('racing requests never hold more than there is', async () => {
  const asked = Array.from({ length: 40 }, (_, index) => start(0.3 + (index % 5) / 10, {}, users[index % 3]))
  const watching = new AbortController()
  let most = 0
  const watch = (async () => {
    while (!watching.signal.aborted) {
      const { cpu } = await app.as(admin).resources.report()
      most = Math.max(most, cpu.used)
    }
  })()
  await Promise.all(asked)
  await eventually(
    async () => {
      const left = await live()
      for (const session of left) if (session.status === 'RUNNING') await end(session)
      return left.length
    },
    (left) => left === 0,
  )
  watching.abort()
  await watch
  expect(most).toBeLessThanOrEqual(4)
  expect(most).toBeGreaterThan(3)
})
