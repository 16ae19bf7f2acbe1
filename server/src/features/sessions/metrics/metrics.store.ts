/** Points of what sessions used: written together, forgotten the sooner the finer they are. */
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'
import { levels, type MetricPoint } from './metric-meter.ts'

export async function insertPoints(db: Kysely<Tables>, points: readonly MetricPoint[]): Promise<void> {
  if (points.length === 0) return
  await sql`
    INSERT INTO session_metrics (session_id, seconds, at, cpu, memory, network_received, network_sent, disk_read,
                                 disk_written, gpu, gpu_memory)
    SELECT given.id, given.seconds, given.at, given.cpu, given.memory, given."networkReceived", given."networkSent",
           given."diskRead", given."diskWritten", given.gpu, given."gpuMemory"
      FROM json_to_recordset(${JSON.stringify(points)}::json) AS given(
             id uuid, seconds integer, at timestamptz, cpu real, memory bigint, "networkReceived" real,
             "networkSent" real, "diskRead" real, "diskWritten" real, gpu real, "gpuMemory" bigint)
    ON CONFLICT DO NOTHING`.execute(db)
}

/** More than is promised, so that what a page asks for is whole. */
const slack = 120

/** Of sessions that run. */
export async function forgetFinePoints(db: Kysely<Tables>, ids: readonly string[], now: Date): Promise<void> {
  for (const { seconds, kept } of levels) {
    if (ids.length === 0 || kept === Infinity) continue
    const before = new Date(now.getTime() - (kept + slack) * 1000)
    await sql`
      DELETE FROM session_metrics
       WHERE session_id = ANY(${ids}::uuid[]) AND seconds = ${seconds} AND at < ${before}`.execute(db)
  }
}

/** Of sessions that ended. */
export async function forgetOldPoints(db: Kysely<Tables>, now: Date): Promise<void> {
  for (const { seconds, keptAfterEnd } of levels)
    await sql`
      DELETE FROM session_metrics m USING sessions s
       WHERE s.id = m.session_id AND m.seconds = ${seconds}
         AND s.ended_at < ${new Date(now.getTime() - keptAfterEnd * 1000)}`.execute(db)
}
