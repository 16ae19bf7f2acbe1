/** One look at a queue of 10,000 sessions of 100 users over 1,000 machines: read, planned, written. */
import { createMockEngine } from '../server/src/engines/mock/mock.engine.ts'
import { createNodes } from '../server/src/features/nodes/nodes.service.ts'
import { planOf, scheduleSessions } from '../server/src/features/sessions/queue/schedule-sessions.ts'
import { readQueue } from '../server/src/features/sessions/queue/queue.views.ts'
import { openDatabase, type Database } from '../server/src/platform/database/database.ts'
import { reachRunningPostgres } from '../server/src/platform/database/running-postgres.ts'
import { systemClock as clock } from '../server/src/platform/time.ts'
import { join } from 'node:path'
import type { Benchmark } from './benchmark.ts'
import { median, timed } from './measure.ts'
import { insertQueue } from './queued-sessions.ts'
import { startSignedIn } from './signed-in-site.ts'

const waiting = 10_000
const machines = 1_000
const rounds = 7
const group = 'cluster'

export const scheduler: Benchmark = {
  name: 'scheduler',
  measures: `a look at ${waiting.toLocaleString('en-US')} waiting sessions over ${machines.toLocaleString('en-US')} machines`,
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(['--engine', 'mock']), (one) => one.remove())
    const { connection } = await reachRunningPostgres(join(site.dataDir, 'postgres'))
    const database = held.use(openDatabase({ connection, applicationName: 'bench', statementTimeoutMs: 120_000 }))
    const { db } = database
    say('writing machines and sessions')
    await insertMachines(database)
    await insertQueue(database, { waiting, engine: 'cluster', group, cpuTenths: [10, 320] })
    for (const table of ['nodes', 'sessions', 'users', 'credentials'])
      await database.pool.query(`VACUUM ANALYZE ${table}`)
    const ground = {
      db,
      clock,
      nodes: createNodes({ db, engine: createMockEngine(), clock }),
    } as unknown as Parameters<typeof scheduleSessions>[0]
    const plan = async () => {
      const at = clock.now()
      return planOf(ground, group, await readQueue(db, group), at)
    }

    say('planning on empty machines')
    const empty = []
    for (let round = 0; round < rounds; round++) empty.push(await timed(plan))
    say('starting what fits')
    const first = await timed(() => scheduleSessions(ground, group))
    await database.pool.query('VACUUM ANALYZE sessions')
    // As many wait as before.
    const started = empty[0]?.result?.starts.length ?? 0
    await insertQueue(database, { waiting: started, engine: 'cluster', group, cpuTenths: [10, 320] })
    await scheduleSessions(ground, group)
    say('looking at full machines')
    const full = []
    for (let round = 0; round < rounds; round++) full.push(await timed(() => scheduleSessions(ground, group)))
    const times = {
      plan: median(empty.map(({ ms }) => ms)),
      first: first.ms,
      full: median(full.map(({ ms }) => ms)),
    }
    return {
      tables: [
        {
          title: `scheduler: ${waiting.toLocaleString('en-US')} waiting, ${machines.toLocaleString('en-US')} machines, 100 users, milliseconds`,
          columns: ['', 'median'],
          rows: [
            ['read and planned, machines empty', times.plan],
            ['a whole look, machines full, order written', times.full],
            [`a whole look that starts ${started.toLocaleString('en-US')}`, times.first],
          ],
          note: `Reservations are committed some hundreds at a time, so that nobody waits long for their locks.`,
        },
      ],
      targets: [
        { what: 'scheduler, read and planned, ms', measured: times.plan, bound: 'at most', goal: 1000 },
        { what: 'scheduler, a look at full machines, ms', measured: times.full, bound: 'at most', goal: 1000 },
      ],
      figures: { waiting, machines, started, ...times },
    }
  },
}

/** 64 cores and 256 GiB each, a quarter of them with 8 GPUs. */
async function insertMachines({ pool }: Database): Promise<void> {
  await pool.query(`INSERT INTO resource_groups (name) VALUES ($1)`, [group])
  await pool.query(
    `INSERT INTO nodes (engine, name, resource_group, available, version, tier, facts, cpu_tenths, memory, gpus,
       probed_at, last_available_at)
     SELECT 'cluster', 'node-' || n, $1::text, true, '1', 'full', '{}', 640, 256 * 1024::bigint ^ 3,
            CASE WHEN n % 4 = 0 THEN 8 ELSE 0 END, now(), now()
       FROM generate_series(1, $2::integer) n`,
    [group, machines],
  )
}
