/** Sessions admitted a second by a whole server: authenticated, decided under locks, committed, answered. */
import type { Benchmark } from './benchmark.ts'
import { startLoadClient } from './load-client.ts'
import { openSiteDatabase } from './many-users.ts'
import { median, summarize } from './measure.ts'
import { askBytes, makeAskers } from './session-askers.ts'
import { startSignedIn } from './signed-in-site.ts'

const clients = 8
const rounds = 5
const warmUpMs = 500
const ms = 3000

export const admission: Benchmark = {
  name: 'admission',
  measures: `sessions admitted a second by ${clients} clients, and how long each waits for its answer`,
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(['--engine', 'mock']), (one) => one.remove())
    const database = held.use(await openSiteDatabase(site))
    const askers = await makeAskers(site, clients)
    const load = held.use(startLoadClient())
    const port = Number(new URL(site.origin).port)
    const request = askers.map((headers) => askBytes(site, headers, '/api/v1/sessions'))
    // Limits that are there, and wide enough.
    await database.pool.query(
      `UPDATE policies SET cpu_tenths = 5120, memory = 1024 * 1024::bigint ^ 3, gpus = 64, concurrent_sessions = NULL`,
    )
    say('warming up')
    await load.run({ port, request, connections: clients, warmUpMs, ms: 1000 })
    await clear(database)

    const runs = []
    const waiting: number[] = []
    for (let round = 1; round <= rounds; round++) {
      say(`${round} of ${rounds}`)
      runs.push(await load.run({ port, request, connections: clients, warmUpMs, ms }))
      waiting.push(await clear(database))
    }
    const perSecond = median(runs.map((run) => run.perSecond))
    const { p50, p95, p99 } = summarize(runs.flatMap(({ latencies }) => latencies))
    return {
      tables: [
        {
          title: `admission: ${clients} users in a closed loop, milliseconds until answered`,
          columns: ['', 'a second', 'p50', 'p95', 'p99'],
          rows: [['POST /sessions', perSecond, p50, p95, p99]],
          note: `Median of ${rounds} runs. 160 start at once, the others queue: ${waiting.join(', ')} waited at the end of the runs. The scheduler and the engine's starts run beside it.`,
        },
      ],
      targets: [{ what: 'admissions a second', measured: perSecond, bound: 'at least', goal: 300 }],
      figures: { clients, perSecond, runs: runs.map((run) => run.perSecond), p50, p95, p99, waiting },
    }
  },
}

/** Nothing is left of the run before. Answers how many waited. */
async function clear({ pool }: Awaited<ReturnType<typeof openSiteDatabase>>): Promise<number> {
  const { rows } = await pool.query<{ waited: number }>(
    `SELECT count(*)::integer AS waited FROM sessions WHERE status = 'PENDING'`,
  )
  // The last requests of the run may still be decided about.
  for (let left = 1; left > 0;) {
    await pool.query(
      `UPDATE sessions SET status = 'CANCELLED', ended_at = greatest(now(), created_at), deadline_at = NULL
        WHERE status IN ('PENDING', 'SCHEDULED')`,
    )
    await pool.query(
      `UPDATE sessions SET status = 'TERMINATING', deadline_at = now() + interval '30 s'
        WHERE status IN ('PREPARING', 'RUNNING')`,
    )
    await pool.query('NOTIFY events')
    await new Promise((resolve) => setTimeout(resolve, 100))
    const { rowCount } = await pool.query('SELECT FROM sessions WHERE ended_at IS NULL LIMIT 1')
    left = rowCount ?? 0
  }
  await pool.query('VACUUM ANALYZE sessions')
  return rows[0]?.waited ?? 0
}
