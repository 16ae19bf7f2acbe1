/** Signs of use of sessions, and what follows from their want. */
import type { IdleSignal } from '@berth/contract/idle.ts'
import { sql, type Kysely, type Transaction } from 'kysely'
import { ownTables } from '../../../platform/database/own-tables.ts'
import type { Tables } from '../../../platform/database/tables.ts'
import type { IdleFacts } from './idle-state.ts'

const own = ownTables<'sessions' | 'session_activity'>()

export interface Seen {
  readonly id: string
  readonly signal: IdleSignal
  readonly at: Date
}

/** Of sessions that end for want of use; never back in time, in one order, so that processes do not lock each other. */
export async function writeActivity(db: Kysely<Tables>, seen: readonly Seen[]): Promise<void> {
  if (seen.length === 0) return
  const rows = JSON.stringify(seen)
  await sql`
    INSERT INTO session_activity (session_id, signal, at)
    SELECT s.id, given.signal, given.at
      FROM json_to_recordset(${rows}::json) AS given(id uuid, signal text, at timestamptz)
      JOIN sessions s ON s.id = given.id AND s.idle_timeout IS NOT NULL
     ORDER BY s.id, given.signal
    ON CONFLICT (session_id, signal) DO UPDATE SET at = excluded.at WHERE excluded.at > session_activity.at`.execute(db)
}

const activity = sql<IdleFacts['activity']>`(
  SELECT jsonb_object_agg(a.signal, a.at) FROM session_activity a WHERE a.session_id = sessions.id)`.as('activity')
const columns = [
  'id',
  'name',
  'status',
  'owner_id as owner',
  'idle_timeout',
  'kept_until',
  'idle_warned_at',
  'started_at',
  'deadline_at',
  activity,
] as const

/** Those that may end for want of use. */
export const idleCandidates = (db: Kysely<Tables>, engine: string) =>
  own(db)
    .selectFrom('sessions')
    .select(columns)
    .where('engine', '=', engine)
    .where('status', '=', 'RUNNING')
    .where(sql<boolean>`status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR')`)
    .where('idle_timeout', 'is not', null)
    .execute()
export type IdleCandidate = Awaited<ReturnType<typeof idleCandidates>>[number]

/** As it is now, and stays until the transaction ends. */
export async function lockCandidate(tx: Transaction<Tables>, id: string): Promise<IdleCandidate | undefined> {
  await own(tx).selectFrom('sessions').select('id').where('id', '=', id).forUpdate().execute()
  return own(tx).selectFrom('sessions').select(columns).where('id', '=', id).executeTakeFirst()
}

/** Null: it needs none any more. */
export const setWarned = (tx: Transaction<Tables>, id: string, at: Date | null) =>
  own(tx).updateTable('sessions').set({ idle_warned_at: at }).where('id', '=', id).execute()

/** Never less than before, never longer than its lifetime. Answers until when. */
export async function setKept(tx: Transaction<Tables>, id: string, until: Date): Promise<Date | null> {
  const row = await own(tx)
    .updateTable('sessions')
    .set({
      kept_until: sql<Date>`least(greatest(kept_until, ${until}::timestamptz), deadline_at)`,
      idle_warned_at: null,
    })
    .where('id', '=', id)
    .returning('kept_until')
    .executeTakeFirst()
  return row?.kept_until ?? null
}
