/**
 * The reconciler is killed at any of its steps, its successor too, and every session becomes what it should. Failing
 * runs name their seed: `BERTH_SEED=… vitest run recovery` repeats one.
 */
import { sessionSteps, type SessionStatus } from '@berth/contract/session-states.ts'
import { MiB, sessionCreateBody, type SessionCreate } from '@berth/contract/sessions.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crashAt } from '../../../../test/crash.ts'
import { testDatabase } from '../../../../test/database.ts'
import { eventually } from '../../../../test/eventually.ts'
import type { Engine } from '../../../engines/engine.ts'
import { createMockWorld, type MockSession } from '../../../engines/mock/mock-world.ts'
import { createMockEngine } from '../../../engines/mock/mock.engine.ts'
import type { Database } from '../../../platform/database/database.ts'
import { createNotifications, type Notifications } from '../../../platform/database/notifications.ts'
import { createEventFeed, type EventFeed } from '../../../platform/events/event-feed.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { createLog } from '../../../platform/log/log.ts'
import { systemClock } from '../../../platform/time.ts'
import { createEnvironments } from '../../environments/environments.service.ts'
import { createNodes } from '../../nodes/nodes.service.ts'
import { createProjects } from '../../projects/projects.service.ts'
import { createWorkspaces } from '../../workspaces/workspaces.service.ts'
import { createReconciler } from './sessions.reconciler.ts'
import { noFiles } from './session-files.ts'
import { createSessions } from '../sessions.service.ts'

const log = createLog({ format: 'pretty', write: () => {} })
const clock = systemClock
const capacity = { cpu: 2, memory: 1024 * MiB, gpus: 2 }
const viewer = { user: uuidv7(), role: 'user' as const, workspace: null }
let database: Database
let notifications: Notifications
let events: EventFeed

beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  notifications = await createNotifications({ connection: database.connection })
  events = await createEventFeed({ db, notifications })
  await sql`INSERT INTO users (id, email, username, role, created_at)
            VALUES (${viewer.user}, 'a@example.org', 'a', 'user', now())`.execute(db)
  await sql`INSERT INTO members (workspace_id, user_id, role) SELECT id, ${viewer.user}, 'member' FROM workspaces`.execute(
    db,
  )
})
afterAll(async () => {
  await events[Symbol.asyncDispose]()
  await notifications[Symbol.asyncDispose]()
})

/** What is asked, with how it has to end up whatever happens in between. */
const asked: readonly { body: SessionCreate; end?: true; becomes: [SessionStatus, string, number | null] }[] = [
  { body: interactive(0.5, 1), becomes: ['RUNNING', 'started', null] },
  { body: batch('exit 3'), becomes: ['TERMINATED', 'command-failed', 3] },
  { body: interactive(1, 1), end: true, becomes: ['TERMINATED', 'ended-by-owner', null] },
  { body: batch('sleep 0.03; exit 0'), becomes: ['TERMINATED', 'command-succeeded', 0] },
  // Has to wait for others.
  { body: interactive(1.5, 1), end: true, becomes: ['TERMINATED', 'ended-by-owner', null] },
  { body: batch('exit 0'), becomes: ['TERMINATED', 'command-succeeded', 0] },
]

function interactive(cpu: number, gpu: number): SessionCreate {
  return { type: 'interactive', resources: { cpu, memory: 64 * MiB, gpu } }
}
function batch(command: string): SessionCreate {
  return { type: 'batch', resources: { cpu: 0.5, memory: 64 * MiB }, command }
}

/** Small and good enough; the same seed gives the same numbers. */
function randomOf(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

class CountingMap extends Map<string, MockSession> {
  readonly starts: string[] = []
  override set(id: string, session: MockSession): this {
    this.starts?.push(id)
    return super.set(id, session)
  }
}

/** Nothing here is about being used. */
const activity = { note: () => {} }
const deps = (engine: Engine, { db }: Database) => {
  const nodes = createNodes({ db, engine, clock })
  const workspaces = createWorkspaces({ db, onEnded: async () => {} })
  const projects = createProjects({ db, workspaces, leases: { reconsider: async () => {} } })
  return {
    database,
    engine,
    nodes,
    environments: createEnvironments({ db: database.db, engine, clock }),
    filesOf: noFiles,
    mounts: { resolve: async () => [], hold: async () => new Map() },
    placeOf: async () => null,
    projects,
    clock,
    activity,
  }
}

const lifeOf = (engine: Engine, ground: Database, sessions: ReturnType<typeof createSessions>) =>
  createReconciler({ ...deps(engine, ground), database: ground, sessions, events, log, parallelStarts: 3 })

async function scenario(crashes: readonly number[]): Promise<number> {
  const started = new CountingMap()
  const world = { ...createMockWorld(), sessions: started }
  const engine = () => createMockEngine({ capacity, world })
  const sessions = createSessions(deps(engine(), database))
  const before = await lastNumber()
  const make = () => Promise.all(asked.map(({ body }) => sessions.create(viewer, sessionCreateBody.parse(body), null)))
  const ask = (ids: readonly string[]) => Promise.all(ids.map((id) => sessions.show(viewer, id)))

  let ids: string[] = []
  let over = false
  const people = (async () => {
    ids = (await make()).map((session) => session.id)
    while (!over) {
      const now = await ask(ids)
      for (const [index, { status }] of now.entries())
        if (asked[index]?.end && status === 'RUNNING') await sessions.terminate(viewer, ids[index] ?? '')
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  })()
  const seen = async () => (await ask(ids)).map(({ status, reason, exitCode }) => [status, reason, exitCode])
  const isAsWanted = (now: unknown) =>
    ids.length > 0 && JSON.stringify(now) === JSON.stringify(asked.map((one) => one.becomes))

  let steps = 0
  for (const step of crashes) {
    await using crash = crashAt(step, engine(), database)
    void lifeOf(crash.engine, crash.database, sessions)
    await Promise.race([crash.died, eventually(seen, isAsWanted)])
    steps = crash.steps()
  }
  {
    await using _last = lifeOf(engine(), database, sessions)
    await eventually(seen, isAsWanted, 8000)
    over = true
    await people
    // What has ended leaves nothing in the engine, and nothing was started twice.
    await eventually(
      () => [...world.sessions.keys()],
      (left) => left.length === 1 && left[0] === ids[0],
    )
    expect(started.starts.toSorted()).toEqual([...ids].toSorted())
    await checkHistory(before)
    await sessions.terminate(viewer, ids[0] ?? '')
    await eventually(
      () => world.sessions.size,
      (left) => left === 0,
    )
  }
  return steps
}

async function lastNumber(): Promise<number> {
  const { rows } = await database.pool.query('SELECT coalesce(max(number), 0)::bigint AS last FROM session_history')
  return (rows[0] as { last: number }).last
}

const held: readonly SessionStatus[] = ['SCHEDULED', 'PREPARING', 'RUNNING', 'TERMINATING']

/** Every step is one that exists, and at no time was more held than there is. */
async function checkHistory(after: number): Promise<void> {
  const { rows } = await database.pool.query<{ id: string; status: SessionStatus; cpu: number; gpus: number }>(
    `SELECT h.session_id AS id, h.status, s.cpu_tenths AS cpu, s.gpus
       FROM session_history h JOIN sessions s ON s.id = h.session_id WHERE h.number > $1 ORDER BY h.number`,
    [after],
  )
  const now = new Map<string, (typeof rows)[number]>()
  for (const row of rows) {
    const was = now.get(row.id)?.status
    if (was !== undefined && was !== row.status) expect(sessionSteps[was]).toContain(row.status)
    now.set(row.id, row)
    const holding = [...now.values()].filter((one) => held.includes(one.status))
    expect(holding.reduce((sum, one) => sum + one.cpu, 0)).toBeLessThanOrEqual(capacity.cpu * 10)
    expect(holding.reduce((sum, one) => sum + one.gpus, 0)).toBeLessThanOrEqual(capacity.gpus)
  }
}

const seeds = process.env['BERTH_SEED']
  ? [Number(process.env['BERTH_SEED'])]
  : Array.from({ length: Number(process.env['BERTH_RUNS'] ?? 15) }, () => Math.floor(Math.random() * 1e9))

test('without a crash every session becomes what it should', async () => {
  expect(await scenario([1e9])).toBeGreaterThan(100)
})

test.each(seeds)('killed at any step, seed %i', { timeout: 60_000 }, async (seed) => {
  const random = randomOf(seed)
  await scenario(Array.from({ length: 1 + random(3) }, () => 1 + random(160)))
})
