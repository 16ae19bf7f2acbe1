/** What a session used over time, in as many points as a chart can show. */
import type { SessionMetrics } from '@berth/contract/activity.ts'
import type pg from 'pg'
import { levels, type MetricValues } from './metric-meter.ts'

interface Row extends MetricValues {
  readonly at: number
}

const columns = `extract(epoch FROM at)::float8 AS at, cpu, memory, network_received AS "networkReceived",
  network_sent AS "networkSent", disk_read AS "diskRead", disk_written AS "diskWritten", gpu, gpu_memory AS "gpuMemory"`

export async function showMetrics(pool: pg.Pool, id: string, from: Date, to: Date): Promise<SessionMetrics> {
  const read = async (seconds: number, after: number) => {
    const { rows } = await pool.query<Row>({
      name: 'session-metrics',
      text: `SELECT ${columns} FROM session_metrics
              WHERE session_id = $1 AND seconds = $2 AND at > to_timestamp($3) AND at <= $4 ORDER BY at`,
      values: [id, seconds, after, to],
    })
    return rows
  }
  const begin = from.getTime() / 1000
  const span = to.getTime() / 1000 - begin
  let level = levels.findIndex(({ kept }) => kept >= span)
  let rows = await read(secondsOf(level), begin)
  // Of what ended some time ago the fine points are gone.
  for (; rows.length === 0 && level < levels.length - 1; rows = await read(secondsOf(level), begin)) level++
  const { seconds } = levels[level] as (typeof levels)[number]
  // What came since the last whole point is there in finer ones.
  for (let finer = level - 1; finer >= 0; finer--)
    rows.push(...(await read(secondsOf(finer), rows.at(-1)?.at ?? begin)))

  const series = (value: (row: Row) => number | null, digits = 0) =>
    rows.map((row) => {
      const it = value(row)
      return it === null ? null : Math.round(it * 10 ** digits) / 10 ** digits
    })
  return {
    seconds,
    from: from.toISOString(),
    to: to.toISOString(),
    at: rows.map(({ at }) => Math.round(at * 10) / 10),
    cpu: series(({ cpu }) => cpu, 3),
    memory: series(({ memory }) => memory),
    networkReceived: series(({ networkReceived }) => networkReceived),
    networkSent: series(({ networkSent }) => networkSent),
    diskRead: series(({ diskRead }) => diskRead),
    diskWritten: series(({ diskWritten }) => diskWritten),
    gpu: series(({ gpu }) => gpu, 3),
    gpuMemory: series(({ gpuMemory }) => gpuMemory),
  }
}

const secondsOf = (level: number) => levels[level]?.seconds ?? 0
