/** What sessions use and whether they are used, as people see it. */
import { MiB, type Session, type SessionCreate } from '@berth/contract/sessions.ts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../../test/make.ts'
import { problemOf } from '../../../../test/problem-of.ts'
import { openSocket } from '../../../../test/socket.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'
import { createTestClock } from '../../../platform/time.ts'
import { EngineProblem } from '../../../engines/engine.ts'
import { createMockEngine } from '../../../engines/mock/mock.engine.ts'
import { forgetOldPoints } from '../metrics/metrics.store.ts'

const clock = createTestClock(new Date())
const engine = createMockEngine({ capacity: { cpu: 64, memory: 64 * 1024 ** 3, gpus: 2 }, now: clock.now })
const minute = 60_000
let app: TestApp
let admin: string
let user: MadeUser

beforeAll(async () => {
  app = await testApp({ engine, clock })
  admin = await makeAdmin(app)
})
beforeEach(async () => {
  user = await makeUser(app)
})

const mine = () => app.as(user.token)
const policy = (idleTimeout: number, lifetime = 0) =>
  app.database.pool.query(`UPDATE policies SET idle_timeout = $1, max_session_lifetime = $2 WHERE name = 'default'`, [
    idleTimeout,
    lifetime,
  ])
const reach = (id: string, status: Session['status']) =>
  eventually(
    () => app.as(admin).sessions.show({ params: { id } }),
    (session) => session.status === status,
  )
const start = async (change: Partial<SessionCreate> = {}): Promise<Session> => {
  const body = { type: 'interactive' as const, resources: { cpu: 1, memory: 64 * MiB }, ...change }
  const { id } = await mine().sessions.create({ body })
  return reach(id, 'RUNNING')
}
const idleOf = async ({ id }: Session) => (await mine().activity.idle({ params: { id } })).idle
const metricsOf = ({ id }: Session, query: { last?: number } = {}) => mine().activity.metrics({ params: { id }, query })
/** So many minutes, looked at as often as the server would, but not as long. */
const pass = async (minutes: number) => {
  app.clock.advance(minutes * minute)
  await app.site.watch.look()
}
/** What the owner was told but of the start. */
const told = async () =>
  (await mine().notifications.list({ query: {} })).items
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'session-start')

describe('a session that nobody uses', () => {
  beforeAll(() => policy(3600))

  test('is ended after its time, its owner warned ten minutes before, in the terminal too', async () => {
    const session = await start()
    expect(session.idle).toMatchObject({ timeout: 3600, warned: false, keptUntil: null, keepUntilAtMost: null })
    const { id: terminal } = await mine().terminals.open({
      params: { id: session.id },
      body: { cols: 80, rows: 24 },
    })
    const view = await openSocket(app.origin, `/sessions/${session.id}/terminals/${terminal}/stream`, user.token)
    await pass(0)
    await pass(48)
    expect(await idleOf(session)).toMatchObject({ warned: false })
    await pass(3)
    expect(await idleOf(session)).toMatchObject({ warned: true })
    await view.shows('it ends in 10 minutes')
    expect(await eventually(told, (kinds) => kinds.length === 1)).toEqual(['session-idle-soon'])
    await pass(9)
    expect(await reach(session.id, 'RUNNING')).toMatchObject({ idle: { warned: true } })
    await pass(2)
    expect(await reach(session.id, 'TERMINATED')).toMatchObject({ reason: 'idle', idle: null })
    expect(await eventually(told, (kinds) => kinds.length === 2)).toEqual(['session-idle-ended', 'session-idle-soon'])
  })

  test('goes on when a key is pressed, and its warning is taken back', async () => {
    const session = await start()
    const { id } = session
    const { id: terminal } = await mine().terminals.open({ params: { id }, body: { cols: 80, rows: 24 } })
    await pass(55)
    expect(await idleOf(session)).toMatchObject({ warned: true })
    const view = await openSocket(app.origin, `/sessions/${id}/terminals/${terminal}/stream`, user.token)
    await view.shows('$ ')
    // Looking, asking and what an emulator answers by itself are no use.
    view.socket.send(Buffer.from('\x1b[24;80R'))
    await mine().terminals.list({ params: { id } })
    await metricsOf(session)
    await pass(0)
    expect(await idleOf(session)).toMatchObject({ warned: true })
    view.socket.send(Buffer.from('x'))
    await view.shows('x')
    await pass(0)
    const idle = await idleOf(session)
    expect(idle).toMatchObject({ warned: false, signals: { terminal: app.clock.now().toISOString(), cpu: null } })
    expect(idle?.endsAt).toBe(new Date(app.clock.now().getTime() + 60 * minute).toISOString())
    await pass(30)
    expect(await reach(id, 'RUNNING')).toMatchObject({ idle: { warned: false } })
  })

  test('is used while its processor works, whoever watches', async () => {
    const session = await start()
    await pass(0)
    // A tenth of a core is the least that counts.
    for (let minutes = 10; minutes <= 120; minutes += 10) {
      engine.mock.setUse(session.id, { cpuSeconds: minutes * 60 * 0.11 })
      await pass(10)
    }
    expect(await reach(session.id, 'RUNNING')).toMatchObject({ idle: { warned: false } })
    expect((await idleOf(session))?.signals.cpu).not.toBeNull()
    for (let minutes = 10; minutes <= 60; minutes += 10) {
      engine.mock.setUse(session.id, { cpuSeconds: 120 * 60 * 0.11 + minutes * 60 * 0.05 })
      await pass(10)
    }
    expect(await idleOf(session)).toMatchObject({ warned: true })
  })

  test('each sign counts', async () => {
    const session = await start()
    for (const signal of ['ssh', 'app', 'kernel'] as const) {
      await pass(1)
      app.site.sessions.noteActivity(session.id, signal)
      await pass(0)
      expect((await idleOf(session))?.signals[signal]).toBe(app.clock.now().toISOString())
    }
    // What is no session does not keep the others from being written down.
    app.site.sessions.noteActivity('01900000-0000-7000-8000-00000000dead', 'app')
    app.site.sessions.noteActivity(session.id, 'app')
    await pass(0)
    expect((await idleOf(session))?.signals.app).toBe(app.clock.now().toISOString())
  })

  test('is never ended without a warning, also when nobody looked for hours', async () => {
    const session = await start()
    await pass(600)
    const soon = await idleOf(session)
    expect(soon).toMatchObject({ warned: true })
    expect(Date.parse(soon?.endsAt ?? '') - app.clock.now().getTime()).toBe(10 * minute)
    await pass(9)
    await reach(session.id, 'RUNNING')
    await pass(2)
    expect(await reach(session.id, 'TERMINATED')).toMatchObject({ reason: 'idle' })
  })

  test('batch sessions are never idle', async () => {
    const session = await start({ type: 'batch', command: 'sleep 60' })
    expect(session.idle).toBeNull()
    await pass(6000)
    await pass(60)
    expect(await reach(session.id, 'RUNNING')).toMatchObject({ idle: null })
    await mine().sessions.terminate({ params: { id: session.id } })
  })
})

describe('keeping', () => {
  const keep = ({ id }: Session, hours: number, token = user.token) =>
    app.as(token).activity.keep({ params: { id }, body: { seconds: hours * 3600 } })
  const inHours = (hours: number) => new Date(app.clock.now().getTime() + hours * 60 * minute).toISOString()

  test('puts the end off for so long, takes the warning back, and never shortens what was promised', async () => {
    await policy(3600)
    const session = await start()
    await pass(55)
    const until = inHours(12)
    expect((await keep(session, 12)).idle).toMatchObject({ warned: false, keptUntil: until, endsAt: until })
    expect((await keep(session, 1)).idle).toMatchObject({ keptUntil: until })
    await pass(11 * 60)
    expect(await reach(session.id, 'RUNNING')).toMatchObject({ idle: { warned: false } })
    await pass(55)
    expect(await idleOf(session)).toMatchObject({ warned: true })
    await pass(11)
    expect(await reach(session.id, 'TERMINATED')).toMatchObject({ reason: 'idle' })
    expect(await problemOf(keep(session, 1))).toMatchObject({ type: 'session-state', action: 'keep' })
  })

  test('is within the lifetime', async () => {
    await policy(3600, 7200)
    const session = await start()
    const lifetimeEnd = inHours(2)
    expect(session.idle).toMatchObject({ keepUntilAtMost: lifetimeEnd })
    expect((await keep(session, 100)).idle).toMatchObject({ keptUntil: lifetimeEnd })
    await pass(121)
    // Looked at when something happens.
    await start()
    expect(await reach(session.id, 'TERMINATED')).toMatchObject({ reason: 'lifetime' })
  })

  test('of another’s session by an administrator stays known; others cannot', async () => {
    await policy(3600)
    const session = await start()
    const stranger = await makeUser(app)
    expect(await problemOf(keep(session, 1, stranger.token))).toMatchObject({ type: 'not-found' })
    await keep(session, 1, admin)
    await app.site.auditLog.caughtUp()
    const { items } = await mine().myAccount.activity({})
    expect(items.find(({ action }) => action === 'session.kept')).toMatchObject({ detail: { name: session.name } })
  })

  test('of one that has no limit changes nothing', async () => {
    await policy(0)
    const session = await start()
    expect((await keep(session, 1)).idle).toBeNull()
    await pass(6000)
    expect(await reach(session.id, 'RUNNING')).toMatchObject({ idle: null })
  })
})

test('nothing ends while the engine cannot say whether it works', async () => {
  await policy(3600)
  const session = await start()
  await pass(55)
  expect(await idleOf(session)).toMatchObject({ warned: true })
  // The server looks by itself in between.
  for (let looks = 0; looks < 10; looks++) engine.mock.failNext('metrics', new EngineProblem('unavailable', 'away'))
  for (let looks = 0; looks < 5; looks++) await pass(10)
  expect(await reach(session.id, 'RUNNING')).toMatchObject({ idle: { warned: true } })
  // Its owner could not use it either: the time of the warning begins anew.
  for (let looks = 0; looks < 10; looks++) await pass(0)
  expect(Date.parse((await idleOf(session))?.endsAt ?? '') - app.clock.now().getTime()).toBe(10 * minute)
  await pass(9)
  await reach(session.id, 'RUNNING')
  await pass(2)
  expect(await reach(session.id, 'TERMINATED')).toMatchObject({ reason: 'idle' })
})

test('a server that was killed when it had warned does not end the session when it comes back', async () => {
  await policy(3600)
  const session = await start()
  await pass(55)
  expect(await idleOf(session)).toMatchObject({ warned: true })
  // Nobody looks for three hours: a server that is gone, a laptop that slept, a clock that was set.
  await pass(180)
  await reach(session.id, 'RUNNING')
  expect(Date.parse((await idleOf(session))?.endsAt ?? '') - app.clock.now().getTime()).toBe(10 * minute)
  expect(await eventually(told, (kinds) => kinds.length === 2)).toEqual(['session-idle-soon', 'session-idle-soon'])
  app.site.sessions.noteActivity(session.id, 'kernel')
  await pass(0)
  expect(await idleOf(session)).toMatchObject({ warned: false })
  await mine().sessions.terminate({ params: { id: session.id } })
})

describe('metrics', () => {
  test('grow while it runs, are seen by its owner, and stay after its end', async () => {
    await policy(0)
    const session = await start()
    expect(await metricsOf(session)).toMatchObject({ at: [], cpu: [] })
    engine.mock.setUse(session.id, { memory: 5 * MiB, gpus: [{ busy: 0.25, memory: MiB }] })
    await pass(0)
    for (let count = 0; count < 3; count++) await pass(0.1)
    const now = await metricsOf(session, { last: 900 })
    expect(now).toMatchObject({ seconds: 5, to: app.clock.now().toISOString() })
    expect(now.at.length).toBeGreaterThanOrEqual(3)
    expect(now.at.at(-1)).toBeCloseTo(app.clock.now().getTime() / 1000, 0)
    expect(now.memory.at(-1)).toBe(5 * MiB)
    expect(now.gpu.at(-1)).toBe(0.25)
    expect(now.gpuMemory.at(-1)).toBe(MiB)
    expect(now.cpu.at(-1)).toBe(0)

    const stranger = await makeUser(app)
    const asked = app.as(stranger.token).activity.metrics({ params: { id: session.id }, query: {} })
    expect(await problemOf(asked)).toMatchObject({ type: 'not-found' })

    await mine().sessions.terminate({ params: { id: session.id } })
    const { endedAt } = await reach(session.id, 'TERMINATED')
    await pass(30)
    const after = await metricsOf(session)
    expect(after).toMatchObject({ to: endedAt })
    expect(after.memory).toContain(5 * MiB)
  })

  test('become coarser with time, and are bounded however long it runs', async () => {
    const session = await start()
    engine.mock.setUse(session.id, { memory: 7 * MiB })
    await pass(0)
    for (let hours = 0; hours < 50; hours++) {
      await pass(0.1)
      await pass(59.9)
    }
    const hour = await metricsOf(session, { last: 3600 })
    expect(hour.seconds).toBe(5)
    const life = await metricsOf(session)
    expect(life).toMatchObject({ seconds: 900, from: session.startedAt })
    expect(life.at.length).toBeGreaterThan(45)
    expect(life.at).toEqual(life.at.toSorted((a, b) => a - b))
    const { rows } = await app.database.pool.query<{ seconds: number; span: number }>(
      `SELECT seconds, extract(epoch FROM max(at) - min(at))::float8 AS span FROM session_metrics
        WHERE session_id = $1 GROUP BY seconds ORDER BY seconds`,
      [session.id],
    )
    const spans = new Map(rows.map((row) => [row.seconds, row.span]))
    expect(spans.get(5)).toBeLessThan(3600 + 300)
    expect(spans.get(60)).toBeLessThan(86_400 + 3600 + 300)
  })

  test('of an ended session are forgotten, the fine ones first', async () => {
    const session = await start()
    await pass(0)
    for (let count = 0; count < 30; count++) await pass(0.1)
    await mine().sessions.terminate({ params: { id: session.id } })
    await reach(session.id, 'TERMINATED')
    await pass(0)
    const levels = async () => {
      const { rows } = await app.database.pool.query<{ seconds: number }>(
        'SELECT DISTINCT seconds FROM session_metrics WHERE session_id = $1 ORDER BY 1',
        [session.id],
      )
      return rows.map(({ seconds }) => seconds)
    }
    expect(await levels()).toEqual([5, 60, 900, 14_400])
    for (const [days, left] of [
      [2, [60, 900, 14_400]],
      [6, [900, 14_400]],
      [23, []],
    ] as const) {
      app.clock.advance(days * 24 * 60 * minute)
      await forgetOldPoints(app.database.db, app.clock.now())
      expect(await levels()).toEqual(left)
      const shown = await app.as(await app.signIn(user.username, 'user password 1!')).activity.metrics({
        params: { id: session.id },
        query: {},
      })
      expect(shown.at.length > 0).toBe(left.length > 0)
    }
  })
})
