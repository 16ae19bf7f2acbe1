/** What is shown of terminals that others may look at. */
import type { SharedTerminal, TerminalShare } from '@berth/contract/terminal-shares.ts'
import { sql, type Kysely } from 'kysely'
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

/** What this user may look at, as long as they belong to the workspace of the session. */
export async function sharedWith(
  db: Db,
  user: string,
  workspace: string | null,
  id?: string,
): Promise<(SharedTerminal & { readonly workspace: string })[]> {
  const rows = await db
    .selectFrom('terminal_shares as t')
    .innerJoin('sessions as s', 's.id', 't.session_id')
    .innerJoin('users as o', 'o.id', 's.owner_id')
    .innerJoin('members as m', (join) =>
      join.onRef('m.workspace_id', '=', 's.workspace_id').onRef('m.user_id', '=', 't.user_id'),
    )
    .select(['t.id', 't.terminal', 't.created_at', 's.id as session', 's.name', 's.status'])
    .select(['s.workspace_id as workspace', 'o.id as owner', 'o.username'])
    .select(nameOf('o').as('ownerName'))
    .where('t.user_id', '=', user)
    .where('o.active', '=', true)
    .where('s.status', 'not in', ['TERMINATED', 'CANCELLED', 'ERROR'])
    .$if(workspace !== null, (some) => some.where('s.workspace_id', '=', workspace ?? ''))
    .$if(id !== undefined, (some) => some.where('t.id', '=', id ?? ''))
    .orderBy('t.created_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    terminal: row.terminal,
    session: { id: row.session, name: row.name },
    owner: { id: row.owner, username: row.username, name: row.ownerName },
    live: row.status === 'RUNNING',
    createdAt: row.created_at.toISOString(),
    workspace: row.workspace,
  }))
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
