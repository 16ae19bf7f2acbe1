/** What the reconciler and the watch look at, and what a start needs. */
import type { SessionStatus } from '@berth/contract/session-states.ts'
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'

const lookedAt = [
  'id',
  'type',
  'status',
  'reason',
  'resource_group',
  'deadline_at',
  'time_limit',
  'lifetime',
  'starts',
  'bootstrap_seconds',
] as const

/** What the reconciler looks at: every session that is not over, oldest due first; those that wait are in queues. */
export const liveSessions = (db: Kysely<Tables>, engine: string) =>
  db
    .selectFrom('sessions')
    .select(lookedAt)
    .where('engine', '=', engine)
    .where(sql<boolean>`status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR', 'PENDING')`)
    .orderBy('due_at')
    .orderBy('id')
    .execute()
export type LiveSession = Awaited<ReturnType<typeof liveSessions>>[number]

/** What runs, with what it may use. */
export const runningSessions = (db: Kysely<Tables>, engine: string) =>
  db
    .selectFrom('sessions')
    .select(['id', 'cpu_tenths', 'containers'])
    .where('engine', '=', engine)
    .where('status', '=', 'RUNNING')
    .where(sql<boolean>`status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR')`)
    .execute()

/** What waited until its deadline. */
export const overdueInQueue = (db: Kysely<Tables>, engine: string, now: Date) =>
  db
    .selectFrom('sessions')
    .select(lookedAt)
    .where('engine', '=', engine)
    .where('status', '=', 'PENDING')
    .where('deadline_at', '<=', now)
    .execute()

/** The queues that somebody waits in, and when the next start time or deadline in each comes. */
export const queuesOf = (db: Kysely<Tables>, engine: string, now: Date) =>
  db
    .selectFrom('sessions')
    .select([
      'resource_group as group',
      sql<Date | null>`min(starts_at) FILTER (WHERE starts_at > ${now})`.as('nextStart'),
      sql<Date>`min(deadline_at)`.as('deadline'),
    ])
    .where('engine', '=', engine)
    .where('status', '=', 'PENDING')
    .groupBy('resource_group')
    .execute()

/** What a session is to see, with where it is. */
export async function mountsOf(db: Kysely<Tables>, session: string) {
  const { rows } = await sql<{ folder: string; name: string; host: string; path: string; mode: 'ro' | 'rw' }>`
    SELECT m.folder_id AS folder, m.name, f.host, m.path, m.mode
      FROM session_mounts m JOIN folders f ON f.id = m.folder_id WHERE m.session_id = ${session} ORDER BY m.path`.execute(
    db,
  )
  return rows
}

export const statusOf = async (db: Kysely<Tables>, id: string): Promise<SessionStatus | null> =>
  (await db.selectFrom('sessions').select('status').where('id', '=', id).executeTakeFirst())?.status ?? null

/** What its start needs. */
export const startOf = (db: Kysely<Tables>, id: string) =>
  db
    .selectFrom('sessions')
    .select([
      'id',
      'name',
      'type',
      'environment',
      'cpu_tenths',
      'memory',
      'shared_memory',
      'gpu_devices',
      'command',
      'port',
      'env',
      'starts',
      'owner_id',
      'skip_user_scripts',
      'has_mounts',
    ])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
