/** Users as CSV, read with a cursor of the database: a million rows need no more memory than a thousand. */
import { Readable } from 'node:stream'
import type pg from 'pg'
import { byteOrderMark, csvRecord } from '../../platform/csv.ts'
import { exportStatement, hasSecondFactor, type UserFilters } from './user-list-statement.ts'

const utc = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** By the names that the API uses. */
export const exportColumns = {
  id: 'u.id',
  email: 'u.email',
  username: 'u.username',
  fullName: 'u.full_name',
  description: 'u.description',
  role: 'u.role',
  active: 'u.active',
  requirePasswordChange: 'u.require_password_change',
  allowedClientIps: `array_to_string(u.allowed_client_ips, ' ')`,
  twoFactor: hasSecondFactor,
  workspaces: `(SELECT string_agg(w.name, ', ' ORDER BY w.name) FROM members m JOIN workspaces w ON w.id = m.workspace_id
                 WHERE m.user_id = u.id)`,
  createdAt: utc('u.created_at'),
  lastSignInAt: utc('u.last_sign_in_at'),
} as const
export type ExportColumn = keyof typeof exportColumns

const rowsAtOnce = 1_000
/** However slowly it is read: longer than this, and the connection is needed for others. */
const longestMs = 10 * 60_000

export const exportUsers = (pool: pg.Pool, filters: UserFilters, columns: readonly ExportColumn[]): Readable =>
  Readable.from(records(pool, filters, columns), { objectMode: false, highWaterMark: 256 * 1024 })

async function* records(pool: pg.Pool, filters: UserFilters, columns: readonly ExportColumn[]) {
  const selected = columns.map((name) => `${exportColumns[name]} AS "${name}"`).join(', ')
  const { text, values } = exportStatement(filters, selected)
  const client = await pool.connect()
  const until = Date.now() + longestMs
  try {
    await client.query('BEGIN READ ONLY ISOLATION LEVEL REPEATABLE READ')
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0')
    await client.query(`DECLARE exported NO SCROLL CURSOR FOR ${text}`, [...values])
    yield byteOrderMark + csvRecord(columns)
    for (;;) {
      const { rows } = await client.query<(string | boolean | null)[]>({
        text: `FETCH ${rowsAtOnce} FROM exported`,
        rowMode: 'array',
      })
      if (rows.length > 0) yield rows.map(csvRecord).join('')
      if (rows.length < rowsAtOnce) return
      if (Date.now() > until) throw new Error('The export was read too slowly')
    }
  } finally {
    await client.query('ROLLBACK').then(
      () => client.release(),
      (error: Error) => client.release(error),
    )
  }
}
