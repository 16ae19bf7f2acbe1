/** What administrators see of users. */
import type { User } from '@berth/contract/users.ts'
import type pg from 'pg'
import { decodeCursor, pageOf, type CursorValue } from '../../platform/database/keyset.ts'
import { hasSecondFactor, pageStatement, userOrder, type TextField, type UserFilters } from './user-list-statement.ts'

export interface UserQuery extends UserFilters {
  readonly limit: number
  readonly cursor?: string | undefined
}

interface UserRow {
  readonly id: string
  readonly email: string
  readonly username: string
  readonly full_name: string
  readonly description: string
  readonly role: 'superadmin' | 'user'
  readonly active: boolean
  readonly require_password_change: boolean
  readonly allowed_client_ips: string[]
  readonly two_factor: boolean
  readonly created_at: Date
  readonly last_sign_in_at: Date | null
  readonly workspaces: User['workspaces'] | null
  readonly projects: User['projects'] | null
  readonly policies: User['policies'] | null
}

/** First the ids of the page, then what is shown of them: nothing is computed for rows that are not on it. */
export async function listUsers(pool: pg.Pool, query: UserQuery, rare: ReadonlySet<TextField>) {
  const after = query.cursor === undefined ? null : checkedCursor(query.cursor, query)
  const { text, values } = pageStatement(query, { after, limit: query.limit + 1, rare })
  const { rows: keys } = await pool.query<Record<string, string>>(text, [...values])
  const users = await usersById(
    pool,
    keys.slice(0, query.limit).map(({ id = '' }) => id),
  )
  const shown = keys.map((row) => ({ user: users.get(row['id'] ?? ''), keys: row }))
  const { items, nextCursor } = pageOf(
    shown,
    query.limit,
    ({ user }) => user,
    ({ keys }) => [
      ...userOrder(query.sort)
        .slice(0, -1)
        .map((_, index) => keys[`k${index}`] ?? ''),
      keys['id'] ?? '',
    ],
  )
  return { items: items.filter((user) => user !== undefined), nextCursor }
}

export async function usersById(pool: pg.Pool, ids: readonly string[]): Promise<Map<string, User>> {
  const { rows } = await pool.query<UserRow>({
    name: 'users-by-id',
    text: `SELECT u.id, u.email, u.username, u.full_name, u.description, u.role, u.active, u.require_password_change,
                  u.allowed_client_ips, ${hasSecondFactor} AS two_factor, u.created_at, u.last_sign_in_at, ws.workspaces,
                  ps.projects, cs.policies
             FROM users u
             LEFT JOIN (SELECT m.user_id, json_agg(json_build_object('id', w.id, 'name', w.name, 'role', m.role)
                               ORDER BY w.personal_of IS NOT NULL, lower(w.name), w.id) AS workspaces
                          FROM members m JOIN workspaces w ON w.id = m.workspace_id
                         WHERE m.user_id = ANY($1) GROUP BY m.user_id) ws ON ws.user_id = u.id
             LEFT JOIN (SELECT m.user_id, json_agg(json_build_object('id', p.id, 'name', p.name, 'example', p.example)
                               ORDER BY p.example, lower(p.name), p.id) AS projects
                          FROM members m JOIN projects p ON p.workspace_id = m.workspace_id AND p.active
                         WHERE m.user_id = ANY($1)
                           AND (p.everyone OR (p.id, m.user_id) IN (SELECT project_id, user_id FROM project_members))
                         GROUP BY m.user_id) ps ON ps.user_id = u.id
             LEFT JOIN (SELECT user_id, array_agg(DISTINCT policy ORDER BY policy) AS policies FROM credentials
                         WHERE user_id = ANY($1) AND main AND revoked_at IS NULL GROUP BY user_id) cs
                    ON cs.user_id = u.id
            WHERE u.id = ANY($1)`,
    values: [ids],
  })
  return new Map(rows.map((row) => [row.id, representation(row)]))
}

const representation = (row: UserRow): User => ({
  id: row.id,
  email: row.email,
  username: row.username,
  fullName: row.full_name,
  description: row.description,
  role: row.role,
  active: row.active,
  requirePasswordChange: row.require_password_change,
  allowedClientIps: row.allowed_client_ips,
  twoFactor: row.two_factor,
  createdAt: row.created_at.toISOString(),
  lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
  workspaces: row.workspaces ?? [],
  projects: row.projects ?? [],
  policies: row.policies ?? [],
})

/** A cursor of another order, or a made-up one, is refused before it reaches the database. */
function checkedCursor(cursor: string, { sort }: UserFilters): string[] {
  const keys = userOrder(sort)
  const fits = (value: CursorValue, index: number) =>
    typeof value === 'string' && (forms[keys[index]?.type ?? ''] ?? /^$/).test(value)
  return decodeCursor(cursor, keys.length, fits) as string[]
}

const forms: Readonly<Record<string, RegExp>> = {
  text: /^.{0,200}$/su,
  // As PostgreSQL writes them.
  timestamptz: /^(-infinity|[12]\d{3}-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,6})?[+-][01]\d(:[0-5]\d){0,2})$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
}

/** Which of these names somebody has already; in lower case, as they are compared. */
export async function takenNames(pool: pg.Pool, wanted: readonly { email: string; username: string }[]) {
  const { rows } = await pool.query<{ email: string; username: string }>(
    `SELECT lower(email) AS email, lower(username) AS username FROM users
      WHERE lower(email) = ANY($1) OR lower(username) = ANY($2)`,
    [wanted.map(({ email }) => email.toLowerCase()), wanted.map(({ username }) => username.toLowerCase())],
  )
  return { emails: rows.map(({ email }) => email), usernames: rows.map(({ username }) => username) }
}
