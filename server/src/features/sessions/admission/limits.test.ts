import { GiB, MiB, type Session, type SessionCreate } from '@berth/contract/sessions.ts'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../../test/make.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'
import { createMockEngine } from '../../../engines/mock/mock.engine.ts'

let app: TestApp
let admin: string
let user: MadeUser
let other: MadeUser
/** Of the shared project: its workspace. */
let place: { project: string; workspace: string }

beforeAll(async () => {
  app = await testApp({
    engine: createMockEngine({ capacity: { cpu: 8, memory: 16 * GiB, gpus: 2, fractionalGpus: true } }),
  })
  admin = await makeAdmin(app)
  user = await makeUser(app)
  other = await makeUser(app)
  const { items } = await app.as(admin).projects.list()
  const shared = items.find(({ name }) => name === 'default')
  place = { project: shared?.id ?? '', workspace: shared?.workspace ?? '' }
})

const all = () => app.as(admin).sessions
const mine = () => app.as(user.token)
const live = async () =>
  (await all().list({ query: { owner: 'all', limit: 200 } })).items.filter((one) => one.endedAt === null)

beforeEach(async () => {
  for (const { id } of await live()) await all().terminate({ params: { id } })
  await eventually(live, (left) => left.length === 0)
  await app.database.pool.query(
    `UPDATE policies SET cpu_tenths = NULL, memory = NULL, gpus = NULL, gpu_share_tenths = NULL,
       concurrent_sessions = NULL, pending_sessions = NULL, max_session_lifetime = 0 WHERE name = 'default'`,
  )
  await app.database.pool.query('UPDATE projects SET cpu_tenths = NULL')
})

const policy = (columns: string) => app.database.pool.query(`UPDATE policies SET ${columns} WHERE name = 'default'`)
const body = (cpu: number, more: Partial<SessionCreate> = {}): SessionCreate => ({
  type: 'interactive',
  project: place.project,
  resources: { cpu, memory: 128 * MiB },
  ...more,
})
const start = (cpu: number, more: Partial<SessionCreate> = {}, who = mine()) =>
  who.sessions.create({ body: body(cpu, more) })
const refusal = (violations: object[], largest: unknown = expect.anything()) => ({
  body: { type: 'quota-exceeded', violations: violations.map((one) => expect.objectContaining(one)), largest },
})
const reach = (session: Session, status: Session['status']) =>
  eventually(
    () => all().show({ params: { id: session.id } }),
    (now) => now.status === status,
  )
const end = ({ id }: Session) => all().terminate({ params: { id } })

test('a second key adds no quota: what counts is all of the user, and all of the key', async () => {
  await policy('cpu_tenths = 30')
  const { credential, secretKey } = await mine().credentials.create({ body: { workspace: place.workspace } })
  const program = app.withKeys(credential.accessKey, secretKey)
  const own = await start(2)
  const second = await start(0.5, {}, program)
  expect(second.credential).toBe(credential.accessKey)
  expect(own.credential).not.toBe(credential.accessKey)
  await expect(start(0.6, {}, program)).rejects.toMatchObject(
    refusal([{ limit: 'user', resource: 'cpu', used: 2.5, asked: 0.6, max: 3 }], expect.objectContaining({ cpu: 0.5 })),
  )
  await start(0.5, {}, program)
})

test('the least of user, project and machines binds, and the report and the evaluation say which', async () => {
  await policy('cpu_tenths = 60')
  await app.database.pool.query('UPDATE projects SET cpu_tenths = 40 WHERE id = $1', [place.project])
  await start(1, {}, app.as(other.token))
  const report = await mine().resources.report({ query: { project: place.project } })
  expect(report.cpu).toEqual({ limit: 4, used: 1, free: 3, max: 3, boundBy: 'project' })
  expect(report.memory).toMatchObject({ boundBy: 'hardware' })
  expect(report.gpuShares).toMatchObject({ max: 2, boundBy: 'hardware' })
  expect(report.fractionalGpus).toBe(true)
  const explained = await mine().sessions.explain({ body: body(3.1) })
  expect(explained).toMatchObject({
    verdict: 'refused',
    violations: [{ limit: 'project', resource: 'cpu', used: 1, asked: 3.1, max: 4 }],
    largest: { cpu: 3 },
  })
  expect((await mine().sessions.explain({ body: body(3) })).verdict).toBe('starts')
  await expect(start(3.1)).rejects.toMatchObject(refusal([{ limit: 'project', resource: 'cpu' }]))
  await start(3)
})

test('sessions at one time and places in the queue are counted apart', async () => {
  await policy('concurrent_sessions = 2, pending_sessions = 1')
  const holder = await start(8, {}, app.as(other.token))
  const queued = await start(2)
  expect(queued.queue?.position).toBe(1)
  await expect(start(1)).rejects.toMatchObject(
    refusal(
      [
        { limit: 'credential', resource: 'pendingSessions' },
        { limit: 'user', resource: 'pendingSessions' },
      ],
      null,
    ),
  )
  await end(holder)
  await reach(queued, 'RUNNING')
  await start(1)
  await expect(start(1)).rejects.toMatchObject(
    refusal(
      [
        { limit: 'credential', resource: 'concurrentSessions', used: 2, max: 2 },
        { limit: 'user', resource: 'concurrentSessions', used: 2, max: 2 },
      ],
      null,
    ),
  )
})

test('a lowered limit cuts nothing that runs, and what waits starts only within it', async () => {
  const holder = await start(6, {}, app.as(other.token))
  const running = await start(2)
  const waiting = await start(2)
  await policy('cpu_tenths = 30')
  await end(holder)
  await eventually(
    () => all().show({ params: { id: waiting.id } }),
    ({ reason }) => reason === 'waiting-for-limit',
  )
  expect(await mine().sessions.explainOne({ params: { id: waiting.id } })).toMatchObject({
    verdict: 'waits',
    reason: 'waiting-for-limit',
    comparisons: expect.arrayContaining([expect.objectContaining({ limit: 'user', resource: 'cpu', used: 2, max: 3 })]),
  })
  await reach(running, 'RUNNING')
  await end(running)
  await reach(waiting, 'RUNNING')
  await expect(mine().sessions.explainOne({ params: { id: waiting.id } })).rejects.toMatchObject({
    body: { type: 'session-state' },
  })
})

test('a policy ends sessions after their lifetime, and refuses a longer time limit', async () => {
  await policy('max_session_lifetime = 600')
  const session = await start(1)
  expect(session.lifetime).toBe(600)
  await reach(session, 'RUNNING')
  const long = { type: 'batch', command: 'sleep 1', timeLimit: 601 } as const
  await expect(start(1, long)).rejects.toMatchObject(
    refusal(
      [
        { limit: 'credential', resource: 'lifetime' },
        { limit: 'user', resource: 'lifetime' },
      ],
      expect.objectContaining({ timeLimit: 600 }),
    ),
  )
  await policy('max_session_lifetime = 0')
  app.clock.advance(601_000)
  await end(await start(0.1))
  expect(await reach(session, 'TERMINATED')).toMatchObject({ reason: 'lifetime' })
})

test('fractions of GPUs share devices', async () => {
  const share = (gpuShares: number) => ({ resources: { cpu: 0.5, memory: 128 * MiB, gpuShares } })
  const [first, second] = [await start(0, share(0.6)), await start(0, share(1.4))]
  await Promise.all([reach(first, 'RUNNING'), reach(second, 'RUNNING')])
  const third = await start(0, share(0.1))
  expect(third.status).toBe('PENDING')
  await end(first)
  await reach(third, 'RUNNING')
  await expect(start(0, { resources: { cpu: 0.5, memory: 128 * MiB, gpu: 1 } })).rejects.toMatchObject(
    refusal([{ limit: 'hardware', resource: 'gpu', max: 0 }]),
  )
})

test('who leaves a workspace has nothing running there, and starts nothing any more', async () => {
  const session = await start(1)
  await reach(session, 'RUNNING')
  await mine().workspaces.leave({ params: { id: place.workspace } })
  expect(await reach(session, 'TERMINATED')).toMatchObject({ reason: 'ended-with-membership' })
  await expect(start(1)).rejects.toMatchObject({ body: { type: 'invalid-input' } })
})

test('everybody sees where sessions can run', async () => {
  expect((await mine().resourceGroups.list()).items).toMatchObject([
    { name: 'default', scheduler: 'fair-share', holdAfter: 600, available: true, nodes: 1, fractionalGpus: true },
  ])
})
