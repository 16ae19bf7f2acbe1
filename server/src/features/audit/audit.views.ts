/** What people see of the audit log: the rows about themselves. */
import type pg from 'pg'
import { decodeCursor, pageOf } from '../../platform/database/keyset.ts'

interface Query {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
}

interface Row {
  readonly id: number
  readonly at: Date
  readonly action: string
  readonly by: string | null
  readonly address: string | null
  readonly device: string | null
  readonly method: string | null
  readonly result: 'success' | 'failure'
  readonly reason: string | null
  readonly name: string | null
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
}

/** The newest first. A search looks at what is shown as text. */
async function rowsAbout(pool: pg.Pool, user: string, query: Query, kind: 'sign-in' | null): Promise<Row[]> {
  const [before] = query.cursor === undefined ? [null] : decodeCursor(query.cursor, 1, Number.isSafeInteger)
  const search = query.q?.trim() === '' ? null : (query.q?.trim() ?? null)
  const { rows } = await pool.query<Row>(
    `SELECT a.id, a.at, a.action, coalesce(nullif(actor.full_name, ''), actor.username) AS by, a.address, a.device,
            a.method, a.result, a.reason, a.name, a.before, a.after
       FROM audit_log a LEFT JOIN users actor ON actor.id = a.actor_id
      WHERE a.user_id = $1 ${kind === null ? '' : `AND a.action = '${kind}'`}
        AND ($2::bigint IS NULL OR a.id < $2)
        AND ($3::text IS NULL OR strpos(lower(concat_ws(' ', a.action, a.address, a.device, a.method, a.reason,
             actor.username, actor.full_name)), lower($3)) > 0)
      ORDER BY a.id DESC LIMIT $4`,
    [user, before, search, query.limit + 1],
  )
  return rows
}

export const activityOf = async (pool: pg.Pool, user: string, query: Query) =>
  pageOf(await rowsAbout(pool, user, query, null), query.limit, activity, ({ id }) => [id])

export const signInsOf = async (pool: pg.Pool, user: string, query: Query) =>
  pageOf(await rowsAbout(pool, user, query, 'sign-in'), query.limit, signIn, ({ id }) => [id])

const signIn = ({ id, at, address, device, method, result, reason }: Row) => ({
  id,
  at: at.toISOString(),
  address,
  device,
  method,
  result,
  reason,
})

const activity = ({ id, at, action, by, address, result, reason, ...rest }: Row) => {
  const { device, method, name, before, after } = rest
  const detail = Object.entries({ device, method, name, before, after }).filter(([, value]) => value !== null)
  return { id, at: at.toISOString(), action, by, address, result, reason, detail: Object.fromEntries(detail) }
}
