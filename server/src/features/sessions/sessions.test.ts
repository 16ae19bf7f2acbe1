import { GiB, MiB, type Session, type SessionCreate } from '@berth/contract/sessions.ts'
import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import { EngineProblem } from '../../engines/engine.ts'
import { createMockEngine, type MockEngine } from '../../engines/mock/mock.engine.ts'

let app: TestApp
let engine: MockEngine
let admin: string
let owner: MadeUser
let other: MadeUser

beforeAll(async () => {
  engine = createMockEngine({ capacity: { cpu: 4, memory: 8 * GiB, gpus: 2 } })
  app = await testApp({ engine })
  admin = await makeAdmin(app)
  owner = await makeUser(app)
  other = await makeUser(app)
})

const resources = { cpu: 0.5, memory: 128 * MiB }
const interactive: SessionCreate = { type: 'interactive', resources }
const batch = (command: string): SessionCreate => ({ type: 'batch', resources, command })

const reach = (id: string, status: Session['status'], token = owner.token) =>
  eventually(
    () => app.as(token).sessions.show({ params: { id } }),
    (session) => session.status === status,
  )
const start = (body: SessionCreate = interactive, token = owner.token) => app.as(token).sessions.create({ body })
const end = (session: Session) => app.as(owner.token).sessions.terminate({ params: { id: session.id } })
const historyOf = async ({ id }: Session) =>
  (await app.as(owner.token).sessions.history({ params: { id } })).items.map(
    ({ status, reason }) => `${status} ${reason}`,
  )

test('an interactive session runs until its owner ends it, and its history says so', async () => {
  const created = await start()
  expect(created.name).toMatch(/^[a-z]+-[a-z]+-\d\d$/)
  const running = await reach(created.id, 'RUNNING')
  expect(running).toMatchObject({ owner: owner.id, node: 'mock', tier: 'mock', result: null, queue: null })
  expect(running.startedAt).not.toBeNull()

  await end(created)
  const ended = await reach(created.id, 'TERMINATED')
  expect(ended).toMatchObject({ reason: 'ended-by-owner', result: null, exitCode: null })
  expect(await historyOf(created)).toEqual([
    'PENDING asked',
    'SCHEDULED resources-reserved',
    'PREPARING preparing',
    'RUNNING started',
    'TERMINATING ended-by-owner',
    'TERMINATED ended-by-owner',
  ])
  await eventually(
    () => engine.mock.world.sessions.has(created.id),
    (left) => !left,
  )
  expect((await end(created)).status).toBe('TERMINATED')
})

test('a batch session ends with the result and exit code of its command, and keeps its output', async () => {
  const good = await start(batch('echo hello'))
  const bad = await start(batch('exit 3'))
  expect(await reach(good.id, 'TERMINATED')).toMatchObject({
    reason: 'command-succeeded',
    result: 'success',
    exitCode: 0,
  })
  expect(await reach(bad.id, 'TERMINATED')).toMatchObject({ reason: 'command-failed', result: 'failure', exitCode: 3 })
  const logs = await fetch(`${app.origin}/api/v1/sessions/${good.id}/logs`, bearer(owner.token))
  expect(await logs.text()).toBe('hello\n')
  expect(logs.headers.get('log-offset')).toBe('0')
  expect(logs.headers.get('content-type')).toBe('text/plain; charset=utf-8')
})

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

test('what ended by itself says why: out of memory, lost', async () => {
  const [full, gone] = [await start(), await start()]
  await Promise.all([reach(full.id, 'RUNNING'), reach(gone.id, 'RUNNING')])
  engine.mock.endSession(full.id, { cause: 'out-of-memory', exitCode: 137 })
  engine.mock.endSession(gone.id, { cause: 'lost', exitCode: null })
  expect(await reach(full.id, 'TERMINATED')).toMatchObject({ reason: 'out-of-memory', exitCode: 137 })
  expect(await reach(gone.id, 'ERROR')).toMatchObject({ reason: 'lost' })
})

test('the values of the environment are shown as their owner wants it', async () => {
  const session = await start({ ...interactive, env: { AWS_SECRET_ACCESS_KEY: 'hunter2-hunter2', MODE: 'fast' } })
  await reach(session.id, 'RUNNING')
  expect(session.env).toEqual({ AWS_SECRET_ACCESS_KEY: '********', MODE: 'fast' })
  expect(engine.mock.world.sessions.get(session.id)?.spec.env).toMatchObject({
    AWS_SECRET_ACCESS_KEY: 'hunter2-hunter2',
  })
  expect(app.logged.join('\n')).not.toContain('hunter2-hunter2')
  await end(session)
})

test('only the owner and administrators see a session', async () => {
  const session = await start()
  const at = { params: { id: session.id } }
  const stranger = app.as(other.token)
  for (const call of [
    () => stranger.sessions.show(at),
    () => stranger.sessions.history(at),
    () => stranger.sessions.terminate(at),
    () => stranger.sessions.update({ ...at, body: { name: 'mine-now' } }),
    () => stranger.terminals.list(at),
    () => stranger.terminals.open({ ...at, body: { cols: 80, rows: 24 } }),
  ])
    await expect(call()).rejects.toMatchObject({ body: { type: 'not-found' } })
  expect((await fetch(`${app.origin}/api/v1/sessions/${session.id}/logs`, bearer(other.token))).status).toBe(404)
  expect((await stranger.sessions.list({ query: { owner: 'all' } })).items).toEqual([])
  expect((await app.as(admin).sessions.list()).items).toEqual([])
  expect((await app.as(admin).sessions.list({ query: { owner: 'all' } })).items.map((one) => one.id)).toContain(
    session.id,
  )
  // One that has not begun to start would be cancelled.
  await reach(session.id, 'RUNNING')
  await app.as(admin).sessions.terminate(at)
  expect(await reach(session.id, 'TERMINATED')).toMatchObject({ reason: 'ended-by-administrator' })
})

test('a name is the owner’s alone while the session lives', async () => {
  const first = await start({ ...interactive, name: 'train-1' })
  await expect(start({ ...interactive, name: 'train-1' })).rejects.toMatchObject({
    body: { type: 'name-taken', name: 'train-1' },
  })
  const theirs = await start({ ...interactive, name: 'train-1' }, other.token)
  const second = await start()
  const rename = (id: string, name: string) => app.as(owner.token).sessions.update({ params: { id }, body: { name } })
  await expect(rename(second.id, 'train-1')).rejects.toMatchObject({ body: { type: 'name-taken' } })
  expect((await rename(second.id, 'train-2')).name).toBe('train-2')
  // One that has not begun to start would be cancelled.
  await reach(first.id, 'RUNNING')
  await end(first)
  await reach(first.id, 'TERMINATED')
  await expect(rename(first.id, 'train-3')).rejects.toMatchObject({ body: { type: 'session-state' } })
  const again = await start({ ...interactive, name: 'train-1' })
  await app.as(other.token).sessions.terminate({ params: { id: theirs.id } })
  for (const session of [second, again]) await reach(session.id, 'RUNNING')
  for (const session of [second, again]) await end(session)
  for (const session of [second, again]) await reach(session.id, 'TERMINATED')
})

test('the same key makes one session, another request with it is refused', async () => {
  const headers = { 'idempotency-key': 'once' }
  const create = (body: SessionCreate) => app.as(owner.token).sessions.create({ body }, { headers })
  const made = await Promise.all([create(interactive), create(interactive), create(interactive)])
  expect(new Set(made.map((session) => session.id)).size).toBe(1)
  await expect(create(batch('true'))).rejects.toMatchObject({ body: { type: 'invalid-input' } })
  await app.as(other.token).sessions.create({ body: batch('true') }, { headers })
  await end(made[0])
})

test('more than the machine has is refused with every limit that is passed', async () => {
  const tooMuch = start({ type: 'interactive', resources: { cpu: 4.1, memory: 9 * GiB, gpu: 3, gpuShares: 0.5 } })
  await expect(tooMuch).rejects.toMatchObject({
    body: {
      type: 'quota-exceeded',
      violations: [
        { limit: 'hardware', resource: 'cpu', asked: 4.1, max: 4 },
        { limit: 'hardware', resource: 'memory', max: 8 * GiB },
        { limit: 'hardware', resource: 'gpu', asked: 3, max: 2 },
        { limit: 'hardware', resource: 'gpuShares', asked: 0.5, max: 0 },
      ],
    },
  })
})

test('a batch session is ended at its time limit', async () => {
  const session = await start({ ...batch('sleep 1000'), timeLimit: 60 })
  await reach(session.id, 'RUNNING')
  app.clock.advance(61_000)
  await end(await start())
  expect(await reach(session.id, 'TERMINATED')).toMatchObject({ reason: 'time-limit', result: 'failure' })
})

test('a start that the engine refuses is an error with its words', async () => {
  engine.mock.failNext('start', new EngineProblem('start-failed', 'no space left'))
  const session = await start()
  await reach(session.id, 'ERROR')
  const { items } = await app.as(owner.token).sessions.history({ params: { id: session.id } })
  expect(items.map((entry) => entry.detail)).toContain('no space left')
})
