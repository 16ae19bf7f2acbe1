/** How long the whole evaluation of a request takes, while others wait in the queue. */
import type { Benchmark } from './benchmark.ts'
import { startLoadClient } from './load-client.ts'
import { openSiteDatabase } from './many-users.ts'
import { summarize } from './measure.ts'
import { insertQueue } from './queued-sessions.ts'
import { askBytes, makeAskers } from './session-askers.ts'
import { startSignedIn } from './signed-in-site.ts'

const clients = 2
const warmUpMs = 1000
const ms = 5000
const queues = [0, 1_000, 10_000]

export const explain: Benchmark = {
  name: 'explain',
  measures: `POST /sessions/explain with ${queues.join(', ')} sessions in the queue`,
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(['--engine', 'mock']), (one) => one.remove())
    const database = held.use(await openSiteDatabase(site))
    const askers = await makeAskers(site, clients)
    const load = held.use(startLoadClient())
    const port = Number(new URL(site.origin).port)
    const request = askers.map((headers) => askBytes(site, headers, '/api/v1/sessions/explain'))
    const rows = []
    let present = 0
    for (const waiting of queues) {
      say(`${waiting} waiting`)
      await insertQueue(database, {
        waiting: waiting - present,
        engine: 'other',
        group: 'default',
        cpuTenths: [10, 100],
      })
      present = waiting
      await database.pool.query('VACUUM ANALYZE sessions')
      const { latencies, perSecond } = await load.run({ port, request, connections: clients, warmUpMs, ms })
      rows.push({ waiting, perSecond, ...summarize(latencies) })
    }
    return {
      tables: [
        {
          title: `explain: ${clients} clients in a closed loop, milliseconds by length of the queue`,
          columns: ['waiting', 'a second', 'p50', 'p95', 'p99'],
          rows: rows.map(({ waiting, perSecond, p50, p95, p99 }) => [
            waiting.toLocaleString('en-US'),
            perSecond,
            p50,
            p95,
            p99,
          ]),
        },
      ],
      targets: rows.map(({ waiting, p95 }) => ({
        what: `explain with ${waiting.toLocaleString('en-US')} waiting, p95 ms`,
        measured: p95,
        bound: 'at most',
        goal: 20,
      })),
      figures: { clients, rows },
    }
  },
}
