/**
 * Sixteen clients start and end sessions, change policies and limits of projects and add keys, against two servers, of which
 * one is killed again and again. Each change of a session is checked by the database itself when it commits, one commit after
 * the other, with sums of its own: whatever two decisions that raced have made together is seen by the second check.
 */
import { setImmediate as turn } from 'node:timers/promises'
import { MiB, sessionCreateBody, type SessionCreate } from '@berth/contract/sessions.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crashAt } from '../../../../test/crash.ts'
import { testDatabase } from '../../../../test/database.ts'
import { eventually } from '../../../../test/eventually.ts'
import type { Engine } from '../../../engines/engine.ts'
import { createMockEngine } from '../../../engines/mock/mock.engine.ts'
import { createMockWorld } from '../../../engines/mock/mock-world.ts'
import type { Database } from '../../../platform/database/database.ts'
import { createNotifications, type Notifications } from '../../../platform/database/notifications.ts'
import { createEventFeed } from '../../../platform/events/event-feed.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { createLog } from '../../../platform/log/log.ts'
import { systemClock as clock } from '../../../platform/time.ts'
import { createEnvironments } from '../../environments/environments.service.ts'
import { createNodes } from '../../nodes/nodes.service.ts'
import { createProjects } from '../../projects/projects.service.ts'
import { createWorkspaces } from '../../workspaces/workspaces.service.ts'
import { createReconciler } from '../life/sessions.reconciler.ts'
import { noFiles } from '../life/session-files.ts'
import { createSessions, type Viewer } from '../sessions.service.ts'

const clients = 16
const stepsOfClient = 30
const capacity = { cpu: 12, memory: 4096 * MiB, gpus: 3 }

const workspace = '00000000-0000-7000-8000-000000000001'
const project = '00000000-0000-7000-8000-000000000002'
const users = [1, 2, 3].map((number) => `00000000-0000-7000-8000-0000000000a${number}`)

let database: Database
let notifications: Notifications
let events: Awaited<ReturnType<typeof createEventFeed>>
const log = createLog({ format: 'json', level: 'error', write: () => {} })

/** Sums and limits as the specification says them, in other words than the product's. */
const checks = `
CREATE TABLE broken (what text, used numeric, most numeric, session uuid, at timestamptz DEFAULT clock_timestamp());
CREATE FUNCTION over(what text, used numeric, most numeric, session uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO broken (what, used, most, session) SELECT what, used, most, session WHERE used > most
$$;
CREATE FUNCTION check_limits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  admitted boolean := TG_OP = 'INSERT';
  starts boolean := NEW.status = 'SCHEDULED' AND (TG_OP = 'INSERT' OR OLD.status = 'PENDING');
  layer record;
  sums record;
BEGIN
  IF NOT admitted AND NOT starts THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(42);
  FOR layer IN
    SELECT 'credential' AS name, p.cpu_tenths, p.memory, p.gpus, p.concurrent_sessions, p.pending_sessions
      FROM credentials c JOIN policies p ON p.name = c.policy WHERE c.access_key = NEW.credential
    UNION ALL SELECT 'user', p.cpu_tenths, p.memory, p.gpus, p.concurrent_sessions, p.pending_sessions
      FROM credentials c JOIN policies p ON p.name = c.policy
     WHERE c.user_id = NEW.owner_id AND c.workspace_id = NEW.workspace_id AND c.main
    UNION ALL SELECT 'project', cpu_tenths, memory, gpus, concurrent_sessions, NULL
      FROM projects WHERE id = NEW.project_id
  LOOP
    SELECT coalesce(sum(cpu_tenths), 0) AS cpu, coalesce(sum(memory), 0) AS memory, coalesce(sum(gpus), 0) AS gpus,
           count(*) FILTER (WHERE status <> 'PENDING') AS held, count(*) FILTER (WHERE status = 'PENDING') AS pending
      INTO sums FROM sessions s
     WHERE status IN ('PENDING', 'SCHEDULED', 'PREPARING', 'RUNNING', 'TERMINATING')
       -- What starts is compared with what is held, what is asked for with everything that lives.
       AND (admitted OR status <> 'PENDING')
       AND CASE layer.name WHEN 'credential' THEN credential = NEW.credential
             WHEN 'user' THEN owner_id = NEW.owner_id AND workspace_id = NEW.workspace_id
             ELSE project_id = NEW.project_id END;
    PERFORM over(layer.name || ' cpu', sums.cpu, layer.cpu_tenths, NEW.id),
            over(layer.name || ' memory', sums.memory, layer.memory, NEW.id),
            over(layer.name || ' gpus', sums.gpus, CASE WHEN NEW.gpus > 0 THEN layer.gpus END, NEW.id),
            over(layer.name || ' sessions', sums.held, CASE WHEN starts THEN layer.concurrent_sessions END, NEW.id),
            over(layer.name || ' queue', sums.pending, CASE WHEN NEW.status = 'PENDING' THEN layer.pending_sessions END, NEW.id);
  END LOOP;
  PERFORM over('machine cpu', sum(cpu_tenths), ${capacity.cpu * 10}, NEW.id),
          over('machine memory', sum(memory), ${capacity.memory}, NEW.id),
          over('machine gpus', sum(gpus), ${capacity.gpus}, NEW.id)
     FROM sessions WHERE status IN ('SCHEDULED', 'PREPARING', 'RUNNING', 'TERMINATING');
  PERFORM over('device ' || device, count(*), 1, NEW.id) FROM sessions, unnest(gpu_devices) device
    WHERE status IN ('SCHEDULED', 'PREPARING', 'RUNNING', 'TERMINATING') GROUP BY device;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER check_limits AFTER INSERT OR UPDATE OF status ON sessions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_limits();`

beforeAll(async () => {
  database = await testDatabase()
  const { pool, connection } = database
  notifications = await createNotifications({ connection, log })
  events = await createEventFeed({ db: database.db, notifications, log })
  for (const [index, id] of users.entries()) {
    await pool.query(
      `INSERT INTO users (id, username, email, role, created_at) VALUES ($1, $2, $2 || '@example.org', 'user', now())`,
      [id, `user-${index}`],
    )
    await pool.query(`INSERT INTO members (workspace_id, user_id, role) VALUES ($1, $2, 'member')`, [workspace, id])
  }
  await pool.query(`INSERT INTO policies (name) VALUES ('narrow')`)
  await pool.query(checks)
})
afterAll(async () => {
  await events[Symbol.asyncDispose]()
  await notifications[Symbol.asyncDispose]()
})

/** Nothing here is about being used. */
const activity = { note: () => {} }
const partsOn = (engine: Engine, ground: Database) => {
  const { db } = ground
  const nodes = createNodes({ db, engine, clock })
  const workspaces = createWorkspaces({ db, onEnded: async () => {} })
  const projects = createProjects({ db, workspaces, leases: { reconsider: async () => {} } })
  return {
    database: ground,
    engine,
    nodes,
    environments: createEnvironments({ db: ground.db, engine, clock }),
    filesOf: noFiles,
    mounts: { resolve: async () => [], hold: async () => new Map() },
    placeOf: async () => null,
    projects,
    clock,
    activity,
  }
}

/** Small and good enough; the same seed gives the same numbers. */
function randomOf(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
type Random = ReturnType<typeof randomOf>

function request(random: Random): SessionCreate {
  const resources = {
    cpu: (1 + random(30)) / 10,
    memory: (64 + random(600)) * MiB,
    gpu: random(4) === 0 ? 1 + random(2) : 0,
  }
  return random(2) === 0
    ? { type: 'interactive', resources }
    : { type: 'batch', command: random(2) === 0 ? 'exit 0' : 'sleep 1000', resources }
}

const maybe = (random: Random, value: number) => (random(4) === 0 ? null : value)

async function changeLimits(random: Random): Promise<void> {
  const limits = [maybe(random, 10 + random(80)), maybe(random, (300 + random(3000)) * MiB), maybe(random, random(4))]
  const count = maybe(random, 1 + random(6))
  if (random(4) === 0)
    await database.pool.query(
      'UPDATE projects SET cpu_tenths = $1, memory = $2, gpus = $3, concurrent_sessions = $4 WHERE id = $5',
      [...limits, count, project],
    )
  else
    await database.pool.query(
      `UPDATE policies SET cpu_tenths = $1, memory = $2, gpus = $3, concurrent_sessions = $4, pending_sessions = $5
        WHERE name = $6`,
      [...limits, count, maybe(random, random(5)), random(2) === 0 ? 'default' : 'narrow'],
    )
}

async function addKey(random: Random, user: string): Promise<string> {
  const letters = Array.from({ length: 16 }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[random(26)]).join('')
  const key = `BKEY${letters}`
  await database.pool.query(
    `INSERT INTO credentials (access_key, user_id, workspace_id, secret_hash, policy) VALUES ($1, $2, $3, $4, $5)`,
    [key, user, workspace, Buffer.alloc(32), random(2) === 0 ? 'default' : 'narrow'],
  )
  return key
}

async function scenario(seed: number): Promise<{ made: number; refused: number; crashes: number }> {
  const random = randomOf(seed)
  const world = createMockWorld()
  const engine = () => createMockEngine({ capacity, world })
  const keys = new Map<string, (string | null)[]>(users.map((user) => [user, [null]]))
  const told = { made: 0, refused: 0, crashes: 0 }
  let over = false
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>()

  let server: { sessions: ReturnType<typeof createSessions>; died: Promise<void> }
  const begin = () => {
    const crash = crashAt(over ? 1e9 : 100 + random(600), engine(), database)
    const parts = partsOn(crash.engine, crash.database)
    const sessions = createSessions(parts)
    const life = createReconciler({ ...parts, sessions, events, log, parallelStarts: 4 })
    server = { sessions, died: crash.died }
    return { crash, life }
  }
  let running = begin()
  const servers = (async () => {
    while (!over) {
      await Promise.race([running.crash.died, finished])
      if (over) break
      told.crashes++
      running = begin()
    }
  })()

  // A second server process, which admits beside the one that is killed.
  const beside = { sessions: createSessions(partsOn(engine(), database)), died: new Promise<void>(() => {}) }

  const step = async (ownRandom: Random) => {
    const user = users[ownRandom(users.length)] as string
    const own = keys.get(user) as (string | null)[]
    const viewer: Viewer = { user, role: 'user', credential: own[ownRandom(own.length)] ?? null, workspace: null }
    const { sessions, died } = ownRandom(2) === 0 ? server : beside
    const kind = ownRandom(20)
    const deed = async () => {
      if (kind < 10) {
        await sessions.create(viewer, sessionCreateBody.parse(request(ownRandom)), null)
        told.made++
      } else if (kind < 16) {
        const { rows } = await database.pool.query<{ id: string }>(
          `SELECT id FROM sessions WHERE owner_id = $1 AND status IN ('PENDING', 'SCHEDULED', 'PREPARING', 'RUNNING')
            ORDER BY id OFFSET $2 LIMIT 1`,
          [user, ownRandom(4)],
        )
        if (rows[0]) await sessions.terminate(viewer, rows[0].id)
      } else if (kind < 19) await changeLimits(ownRandom)
      else own.push(await addKey(ownRandom, user))
    }
    // What a killed server was asked gets no answer.
    await Promise.race([
      died,
      deed().catch(async (error: unknown) => {
        if (error instanceof Problem) told.refused++
        // The connection may be cut a moment before the server counts as dead.
        else if (/^Connection terminated|^terminating connection/.test((error as Error).message)) await died
        else throw error
      }),
    ])
    expect((await database.pool.query('SELECT what, used, most FROM broken')).rows).toEqual([])
  }
  await Promise.all(
    Array.from({ length: clients }, async (_, index) => {
      const ownRandom = randomOf(seed + index * 7919)
      for (let count = 0; count < stepsOfClient; count++) {
        await step(ownRandom)
        await turn()
      }
    }),
  )
  over = true
  finish()
  await servers
  await running.crash.kill()

  // A server that nobody kills brings everything to rest; then what rows hold is what the engine runs.
  const last = partsOn(engine(), database)
  const sessions = createSessions(last)
  await using _life = createReconciler({ ...last, sessions, events, log })
  const rowsHold = async () =>
    (
      await database.pool.query<{ id: string; cpu: number; memory: number; devices: number[] }>(
        `SELECT id, cpu_tenths AS cpu, memory, gpu_devices AS devices FROM sessions
          WHERE status IN ('SCHEDULED', 'PREPARING', 'RUNNING', 'TERMINATING') ORDER BY id`,
      )
    ).rows
  const engineRuns = () =>
    [...world.sessions.values()]
      .filter(({ end }) => end === null)
      .map(({ spec: { id, resources } }) => ({
        id,
        cpu: Math.round(resources.cpu * 10),
        memory: resources.memory,
        devices: [...resources.gpus],
      }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  await eventually(
    async () => JSON.stringify(await rowsHold()) === JSON.stringify(engineRuns()),
    (same) => same,
  )
  expect((await database.pool.query('SELECT what, used, most FROM broken')).rows).toEqual([])
  for (const { id, owner } of (
    await database.pool.query<{ id: string; owner: string }>(
      `SELECT id, owner_id AS owner FROM sessions WHERE ended_at IS NULL`,
    )
  ).rows)
    await sessions.terminate({ user: owner, role: 'user', workspace: null }, id)
  await eventually(rowsHold, (rows) => rows.length === 0)
  await database.pool.query(`UPDATE policies SET cpu_tenths = NULL, memory = NULL, gpus = NULL,
    concurrent_sessions = NULL, pending_sessions = NULL`)
  return told
}

const seeds = process.env['BERTH_SEED']
  ? [Number(process.env['BERTH_SEED'])]
  : Array.from({ length: Number(process.env['BERTH_RUNS'] ?? 4) }, () => Math.floor(Math.random() * 1e9))

test.each(seeds)('no limit is ever exceeded, seed %i', { timeout: 120_000 }, async (seed) => {
  const { made, refused, crashes } = await scenario(seed)
  expect(Math.min(made, refused)).toBeGreaterThan(5)
  expect(crashes).toBeGreaterThan(0)
})
