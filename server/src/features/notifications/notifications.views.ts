import type { Notification } from '@berth/contract/notifications.ts'
import { sql, type Transaction } from 'kysely'
import type pg from 'pg'
import { decodeCursor, pageOf } from '../../platform/database/keyset.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { KeptNotification } from './notifications.store.ts'
import type { Start } from './start-progress.ts'
import type { Batch } from './upload-progress.ts'

type Kept = Omit<KeptNotification, 'user'>

/** What is kept of a kind are its parameters: the contract says which. */
export const shown = ({ id, kind, parameters, at, readAt, ...work }: Kept): Notification =>
  ({ id, kind, parameters, at: at.toISOString(), read: readAt !== null, progress: progressOf(work) }) as Notification

/** Whatever goes on can be cancelled. */
const progressOf = ({ state, step, share, startedAt }: Pick<Kept, 'state' | 'step' | 'share' | 'startedAt'>) =>
  state === null ? null : { state, step, share, startedAt: startedAt?.toISOString(), canCancel: state === 'going' }

const isId = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
const isTime = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value))

export interface NotificationQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly show: 'all' | 'in-progress'
}

export async function listNotifications(pool: pg.Pool, user: string, query: NotificationQuery) {
  const [beforeAt, beforeId] =
    query.cursor === undefined
      ? [null, null]
      : decodeCursor(query.cursor, 2, (value, index) => (index === 0 ? isTime(value) : isId(value)))
  // One statement, so that the counts are of the same moment as the rows.
  const { rows } = await pool.query<Kept & { id: string | null; unread: number; inProgress: number }>(
    `SELECT counted.unread, counted."inProgress", n.*
       FROM (SELECT count(*) FILTER (WHERE read_at IS NULL)::int AS unread,
                    count(*) FILTER (WHERE state = 'going')::int AS "inProgress"
               FROM notifications
              WHERE user_id = $1 AND cleared_at IS NULL AND (read_at IS NULL OR state = 'going')) counted
       LEFT JOIN (SELECT id, kind, parameters, at, read_at AS "readAt", state, step, share, started_at AS "startedAt"
                    FROM notifications
                   WHERE user_id = $1 AND cleared_at IS NULL AND ($2::timestamptz IS NULL OR (at, id) < ($2, $3::uuid))
                     AND ($5 OR state = 'going')
                   ORDER BY at DESC, id DESC LIMIT $4) n ON true
      ORDER BY n.at DESC, n.id DESC`,
    [user, beforeAt, beforeId, query.limit + 1, query.show === 'all'],
  )
  const kept = rows.filter((row) => row.id !== null)
  const { unread = 0, inProgress = 0 } = rows[0] ?? {}
  return { ...pageOf(kept, query.limit, shown, ({ at, id }) => [at.toISOString(), id]), unread, inProgress }
}

/** How people know these users; whoever is no user is left out. */
export async function namesOf(tx: Transaction<Tables>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('users')
    .select(['id', 'full_name', 'username'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.full_name === '' ? row.username : row.full_name]))
}

export interface KnownStart extends Start {
  readonly id: string
  readonly name: string
  readonly owner: string
  /** Of it; null: none is there yet. */
  readonly notification: string | null
  readonly step: string | null
  readonly share: number | null
  readonly startedAt: Date | null
}

/** How these sessions are, but of those whose notification says its last already. */
export async function startsOf(tx: Transaction<Tables>, sessions: readonly string[]): Promise<KnownStart[]> {
  if (sessions.length === 0) return []
  return tx
    .selectFrom('sessions as s')
    .leftJoin('notifications as n', (join) =>
      join
        .on('n.kind', '=', 'session-start')
        .on('n.about', '=', sql<string>`s.id::text`)
        .onRef('n.user_id', '=', 's.owner_id'),
    )
    .select((s) => [
      's.id',
      's.name',
      's.owner_id as owner',
      's.status',
      's.reason',
      s('s.started_at', 'is not', null).$castTo<boolean>().as('ran'),
      'n.id as notification',
      'n.step',
      'n.share',
      'n.started_at as startedAt',
    ])
    .where(sql<boolean>`s.id = ANY(${sessions}::uuid[])`)
    .where((or) => or.or([or('n.id', 'is', null), or('n.state', '=', 'going')]))
    .execute()
}

/** Of these sessions those whose start is told already, come to its end or not. */
export async function followedStarts(tx: Transaction<Tables>, sessions: readonly string[]): Promise<string[]> {
  if (sessions.length === 0) return []
  const rows = await tx
    .selectFrom('notifications')
    .select('about')
    .where('kind', '=', 'session-start')
    .where(sql<boolean>`about = ANY(${sessions}::text[])`)
    .execute()
  return rows.flatMap(({ about }) => about ?? [])
}

export interface KnownUpload extends Batch {
  readonly id: string
  readonly owner: string
  readonly folder: string
  readonly name: string
  /** Of it; null: none is there yet. */
  readonly notification: string | null
  readonly startedAt: Date | null
}

/** How these batches are; what failed may go on. */
export async function uploadsOf(tx: Transaction<Tables>, batches: readonly string[]): Promise<KnownUpload[]> {
  if (batches.length === 0) return []
  return tx
    .selectFrom('upload_batches as b')
    .leftJoin('notifications as n', (join) =>
      join
        .on('n.kind', '=', 'upload')
        .on('n.about', '=', sql<string>`b.id::text`)
        .onRef('n.user_id', '=', 'b.user_id'),
    )
    .select([
      ...(['b.id', 'b.user_id as owner', 'b.folder_id as folder', 'b.folder_name as name', 'b.state'] as const),
      ...(['b.files', 'b.bytes', 'b.sent', 'b.done', 'b.skipped', 'b.failed'] as const),
      ...(['n.id as notification', 'n.started_at as startedAt'] as const),
    ])
    .where(sql<boolean>`b.id = ANY(${batches}::uuid[])`)
    .where((or) => or.or([or('n.id', 'is', null), or('n.state', 'in', ['going', 'failed'])]))
    .execute()
}
