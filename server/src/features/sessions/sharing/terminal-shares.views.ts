/** What is shown of terminals that others may look at. */
import type { SharedTerminal, sharedTerminalSorts, TerminalShare } from '@berth/contract/terminal-shares.ts'
import { sql, type Kysely } from 'kysely'
import { pageOf } from '../../../platform/database/keyset.ts'
import { listOrder, textKey, timeKey, type KeyTexts, type ListColumns } from '../../../platform/database/list-order.ts'
import type { Tables } from '../../../platform/database/tables.ts'

type Db = Kysely<Tables>

const nameOf = (table: string) =>
  sql<string>`CASE WHEN ${sql.ref(`${table}.full_name`)} = '' THEN ${sql.ref(`${table}.username`)}
                   ELSE ${sql.ref(`${table}.full_name`)} END`

export interface ShareRow {
  readonly id: string
  readonly terminal: string
  readonly user: string
  readonly username: string
  readonly name: string
  readonly created_at: Date
}

const shares = (db: Db, session: string) =>
  db
    .selectFrom('terminal_shares')
    .innerJoin('users', 'users.id', 'terminal_shares.user_id')
    .select(['terminal_shares.id', 'terminal', 'users.id as user', 'users.username', 'terminal_shares.created_at'])
    .select(nameOf('users').as('name'))
    .where('session_id', '=', session)
    .orderBy('terminal_shares.created_at')
    .orderBy('terminal_shares.id')

export const sharesOf = async (db: Db, session: string): Promise<TerminalShare[]> =>
  (await shares(db, session).execute()).map(shown)

export async function shareWith(
  db: Db,
  session: string,
  terminal: string,
  user: string,
): Promise<TerminalShare | null> {
  const row = await shares(db, session).where('terminal', '=', terminal).where('users.id', '=', user).executeTakeFirst()
  return row ? shown(row) : null
}

const shown = ({ id, terminal, user, username, name, created_at: at }: ShareRow): TerminalShare => ({
  id,
  terminal,
  with: { id: user, username, name },
  createdAt: at.toISOString(),
})

/** Of a workspace, by username or email; whoever cannot sign in cannot look. */
export async function memberByName(db: Db, workspace: string, name: string) {
  return db
    .selectFrom('users')
    .innerJoin('members', 'members.user_id', 'users.id')
    .select(['users.id', 'users.username'])
    .where('members.workspace_id', '=', workspace)
    .where('users.active', '=', true)
    .where(sql<boolean>`lower(${name}) IN (lower(users.username), lower(users.email))`)
    .executeTakeFirst()
}

interface SharedRow {
  readonly id: string
  readonly terminal: string
  readonly created_at: Date
  readonly session: string
  readonly name: string
  readonly status: string
  readonly workspace: string
  readonly owner: string
  readonly username: string
  readonly owner_name: string
}

/** What this user may look at, as long as they belong to the workspace of the session. */
const sharedRows = (user: string, workspace: string | null) => sql`
  SELECT t.id, t.terminal, t.created_at, s.id AS session, s.name, s.status, s.workspace_id AS workspace,
         o.id AS owner, o.username, ${nameOf('o')} AS owner_name
    FROM terminal_shares t JOIN sessions s ON s.id = t.session_id JOIN users o ON o.id = s.owner_id
    JOIN members m ON m.workspace_id = s.workspace_id AND m.user_id = t.user_id
   WHERE t.user_id = ${user} AND o.active AND s.status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR')
     AND (${workspace}::uuid IS NULL OR s.workspace_id = ${workspace}::uuid)`

const sharedOf = (row: SharedRow): SharedTerminal => ({
  id: row.id,
  terminal: row.terminal,
  session: { id: row.session, name: row.name },
  owner: { id: row.owner, username: row.username, name: row.owner_name },
  live: row.status === 'RUNNING',
  createdAt: row.created_at.toISOString(),
})

const sharedColumns: ListColumns<(typeof sharedTerminalSorts)[number]> = {
  fields: { session: textKey('p.name'), owner: textKey('p.owner_name'), createdAt: timeKey('p.created_at') },
  id: { sql: 'p.id', type: 'uuid' },
}

export interface SharedQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
  readonly sort?: string | undefined
}

export async function listSharedWith(db: Db, user: string, workspace: string | null, query: SharedQuery) {
  const order = listOrder(sharedColumns, query.sort ?? '-createdAt', query.cursor)
  const { rows } = await sql<SharedRow & KeyTexts>`
    SELECT p.*, ${order.keys} FROM (${sharedRows(user, workspace)}) p
     WHERE strpos(lower(concat_ws(' ', p.name, p.username, p.owner_name)), lower(${query.q?.trim() ?? ''})) > 0
       AND ${order.behind}
     ORDER BY ${order.by} LIMIT ${query.limit + 1}`.execute(db)
  return pageOf(rows, query.limit, sharedOf, order.cursorOf)
}

export async function oneSharedWith(db: Db, user: string, workspace: string | null, id: string) {
  const { rows } = await sql<SharedRow>`${sharedRows(user, workspace)} AND t.id = ${id}`.execute(db)
  return rows[0] && { ...sharedOf(rows[0]), workspace: rows[0].workspace }
}

/** Those of them that there are, and whose owner may sign in. */
export async function liveSharesAmong(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('terminal_shares as t')
    .innerJoin('sessions as s', 's.id', 't.session_id')
    .innerJoin('users as o', 'o.id', 's.owner_id')
    .select('t.id')
    .where('t.id', 'in', [...ids])
    .where('o.active', '=', true)
    .execute()
  return rows.map(({ id }) => id)
}

/** What somebody lets others look at. */
export async function sharesByOwner(db: Db, owner: string): Promise<string[]> {
  const rows = await db
    .selectFrom('terminal_shares as t')
    .innerJoin('sessions as s', 's.id', 't.session_id')
    .select('t.id')
    .where('s.owner_id', '=', owner)
    .execute()
  return rows.map(({ id }) => id)
}

/** What somebody may look at in a workspace. */
export async function sharesInWorkspace(db: Db, workspace: string, user: string): Promise<string[]> {
  const rows = await db
    .selectFrom('terminal_shares as t')
    .innerJoin('sessions as s', 's.id', 't.session_id')
    .select('t.id')
    .where('t.user_id', '=', user)
    .where('s.workspace_id', '=', workspace)
    .execute()
  return rows.map(({ id }) => id)
}
