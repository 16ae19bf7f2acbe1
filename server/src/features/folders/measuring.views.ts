import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { capacityColumn } from './folder-limits.views.ts'

type Db = Kysely<Tables>

export interface RoomRow {
  readonly host: string
  readonly quota_project: number
  readonly has_quota: boolean
  readonly capacity: number | null
  readonly used: number | null
  /** All that uploads will take which have begun and are not in their place, whatever has come of them. */
  readonly coming: number
}

/** As much as a number can say. */
const most = sql`${String(Number.MAX_SAFE_INTEGER)}::bigint`

export async function roomRow(db: Db, id: string): Promise<RoomRow | undefined> {
  const { rows } = await sql<RoomRow>`
    SELECT f.host, f.quota_project, f.has_quota, ${capacityColumn} AS capacity, ms.used,
           (SELECT least(coalesce(sum(u.size), 0), ${most})::bigint FROM folder_uploads u
             WHERE u.folder_id = f.id AND u.finished_at IS NULL) AS coming
      FROM folders f LEFT JOIN folder_measures ms ON ms.folder_id = f.id
     WHERE f.id = ${id} AND f.purged_at IS NULL`.execute(db)
  return rows[0]
}

/** On a host, not looked at since, longest ago first; the trash changes no more. */
export async function dueForMeasure(db: Db, host: string, before: Date): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT f.id FROM folders f LEFT JOIN folder_measures ms ON ms.folder_id = f.id
     WHERE f.host = ${host} AND f.purged_at IS NULL AND (f.trashed_at IS NULL OR ms.folder_id IS NULL)
       AND (ms.measured_at IS NULL OR ms.measured_at < ${before})
     ORDER BY ms.measured_at NULLS FIRST LIMIT 10000`.execute(db)
  return rows
}
