import type { Notification } from '@berth/contract/notifications.ts'
import type { Transaction } from 'kysely'
import type pg from 'pg'
import { decodeCursor, pageOf } from '../../platform/database/keyset.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { KeptNotification } from './notifications.store.ts'

/** What is kept of a kind are its parameters: the contract says which. */
export const shown = ({ id, kind, parameters, at, readAt }: Omit<KeptNotification, 'user'>): Notification =>
  ({ id, kind, parameters, at: at.toISOString(), read: readAt !== null }) as Notification

const isId = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

export async function listNotifications(
  pool: pg.Pool,
  user: string,
  query: { readonly limit: number; readonly cursor?: string | undefined },
) {
  const [before] = query.cursor === undefined ? [null] : decodeCursor(query.cursor, 1, isId)
  // One statement, so that the count is of the same moment as the rows.
  const { rows } = await pool.query<Omit<KeptNotification, 'user'> & { id: string | null; unread: number }>(
    `SELECT counted.unread, n.*
       FROM (SELECT count(*)::int AS unread FROM notifications WHERE user_id = $1 AND read_at IS NULL) counted
       LEFT JOIN (SELECT id, kind, parameters, at, read_at AS "readAt" FROM notifications
                   WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3) n ON true
      ORDER BY n.id DESC`,
    [user, before, query.limit + 1],
  )
  const kept = rows.filter((row) => row.id !== null)
  return { ...pageOf(kept, query.limit, shown, ({ id }) => [id]), unread: rows[0]?.unread ?? 0 }
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
