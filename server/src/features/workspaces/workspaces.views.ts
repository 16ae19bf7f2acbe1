/** What people see of workspaces and of who is in them. */
import type { Member, MemberHoldings, memberSorts, Workspace, WorkspaceRole } from '@berth/contract/workspaces.ts'
import { sql, type Kysely } from 'kysely'
import { decodeCursor, pageOf } from '../../platform/database/keyset.ts'
import { listOrder, textKey, timeKey, type KeyTexts, type ListColumns } from '../../platform/database/list-order.ts'
import type { Tables } from '../../platform/database/tables.ts'

type Db = Kysely<Tables>

interface Query {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
}

export interface Viewer {
  readonly user: string
  /** A credential opens one workspace alone. */
  readonly only: string | null
  /** Also workspaces that they do not belong to. */
  readonly all: boolean
}

const seenBy = (db: Db, { user, only, all }: Viewer) =>
  db
    .selectFrom('workspaces')
    .leftJoin('members', (join) =>
      join.onRef('members.workspace_id', '=', 'workspaces.id').on('members.user_id', '=', user),
    )
    .select([
      'workspaces.id',
      'workspaces.name',
      'members.role',
      sql<boolean>`workspaces.personal_of is not null`.as('personal'),
    ])
    .$if(!all, (some) => some.where('members.role', 'is not', null))
    .$if(only !== null, (some) => some.where('workspaces.id', '=', only ?? ''))

/** Shared ones first by name, personal ones last. */
export async function listWorkspaces(db: Db, viewer: Viewer, query: Query) {
  const after =
    query.cursor === undefined
      ? null
      : decodeCursor(query.cursor, 3, (value, at) => typeof value === (at === 0 ? 'boolean' : 'string'))
  const rows = await seenBy(db, viewer)
    .$if(query.q !== undefined, (some) =>
      some.where(sql<boolean>`strpos(lower(workspaces.name), lower(${query.q ?? ''})) > 0`),
    )
    .$if(after !== null, (some) =>
      some.where(
        sql<boolean>`(workspaces.personal_of is not null, lower(workspaces.name), workspaces.id::text) > (${after?.[0]}::boolean, ${after?.[1]}::text, ${after?.[2]}::text)`,
      ),
    )
    .orderBy(sql`workspaces.personal_of is not null, lower(workspaces.name), workspaces.id::text`)
    .limit(query.limit + 1)
    .execute()
  return pageOf(
    rows,
    query.limit,
    (row): Workspace => row,
    (row) => [row.personal, row.name.toLowerCase(), row.id],
  )
}

export const workspaceById = (db: Db, id: string, viewer: Viewer): Promise<Workspace | undefined> =>
  seenBy(db, viewer).where('workspaces.id', '=', id).executeTakeFirst()

export async function membersAmong(db: Db, workspaces: readonly string[], users: readonly string[]) {
  const { rows } = await sql<{ workspace: string; user: string; role: WorkspaceRole }>`
    SELECT workspace_id AS workspace, user_id AS user, role FROM members
     WHERE workspace_id = ANY(${workspaces}::uuid[]) AND user_id = ANY(${users}::uuid[])`.execute(db)
  return rows
}

/** Those who can act: an admin whose account is inactive is none. */
const activeAdmins = sql`members m JOIN users u ON u.id = m.user_id AND u.active AND m.role = 'admin'`

export async function isActiveAdmin(db: Db, workspace: string, user: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM ${activeAdmins} WHERE m.workspace_id = ${workspace} AND m.user_id = ${user}`.execute(db)
  return rows.length > 0
}

/** Whether there is one besides this user, who then stays active until the transaction ends: a deactivation is waited for. */
export async function holdOtherAdmin(tx: Db, workspace: string, user: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM ${activeAdmins} WHERE m.workspace_id = ${workspace} AND m.user_id <> ${user}
     ORDER BY u.id LIMIT 1 FOR SHARE OF u`.execute(tx)
  return rows.length > 0
}

/** Shared workspaces that this user administers and nobody else who is active. */
export async function administeredAlone(db: Db, user: string) {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT w.id, w.name FROM members mine JOIN workspaces w ON w.id = mine.workspace_id
     WHERE mine.user_id = ${user} AND mine.role = 'admin' AND w.personal_of IS NULL
       AND NOT EXISTS (SELECT FROM ${activeAdmins} WHERE m.workspace_id = w.id AND m.user_id <> ${user})
     ORDER BY lower(w.name), w.id`.execute(db)
  return rows
}

interface MemberRow {
  readonly id: string
  readonly email: string
  readonly username: string | null
  readonly full_name: string | null
  readonly role: 'admin' | 'member'
  readonly status: Member['status']
  readonly added_at: Date
  readonly last_active_at: Date | null
  readonly expires_at: Date | null
}

const memberOf = (row: MemberRow): Member => ({
  id: row.id,
  email: row.email,
  username: row.username,
  fullName: row.full_name,
  role: row.role,
  status: row.status,
  addedAt: row.added_at.toISOString(),
  lastActiveAt: row.last_active_at?.toISOString() ?? null,
  expiresAt: row.expires_at?.toISOString() ?? null,
})

/** Members of the workspace, without what costs more than their rows. */
const membersOf = (workspace: string) => sql`
  SELECT u.id, u.email, u.username, u.full_name, m.role,
         CASE WHEN u.active THEN 'active' ELSE 'inactive' END AS status, m.joined_at AS added_at,
         NULL::timestamptz AS expires_at, m.workspace_id
    FROM members m JOIN users u ON u.id = m.user_id WHERE m.workspace_id = ${workspace}`
const invitedTo = (workspace: string) => sql`
  SELECT i.id, i.email, NULL AS username, NULL AS full_name, i.role, 'pending' AS status, i.created_at AS added_at,
         i.expires_at, i.workspace_id
    FROM invitations i WHERE i.workspace_id = ${workspace} AND i.outcome IS NULL`

/** Active when a login of theirs, or a credential of theirs for the workspace, was last used. */
const lastActive = `greatest(
  (SELECT max(l.last_seen_at) FROM logins l WHERE l.user_id = p.id),
  (SELECT max(c.last_used_at) FROM credentials c WHERE c.user_id = p.id AND c.workspace_id = p.workspace_id))`

const memberColumns: ListColumns<(typeof memberSorts)[number]> = {
  fields: {
    email: textKey('p.email'),
    name: textKey(`coalesce(nullif(p.full_name, ''), p.username, p.email)`),
    role: textKey('p.role'),
    status: textKey('p.status'),
    addedAt: timeKey('p.added_at'),
    lastActiveAt: timeKey(lastActive),
  },
  id: { sql: 'p.id', type: 'uuid' },
}

export interface MemberQuery extends Query {
  readonly status?: Member['status'] | undefined
  readonly sort?: string | undefined
  /** Those who are invited are for admins to see. */
  readonly withInvited: boolean
}

/** When somebody was last active is looked for only for those on the page, unless the order goes by it. */
export async function listMembers(db: Db, workspace: string, query: MemberQuery) {
  const order = listOrder(memberColumns, query.sort ?? 'email', query.cursor)
  const text = query.q?.trim() ?? ''
  const { rows } = await sql<MemberRow & KeyTexts>`
    SELECT p.*, ${sql.raw(lastActive)} AS last_active_at FROM (
      SELECT p.*, ${order.keys}
        FROM (${membersOf(workspace)} ${query.withInvited ? sql`UNION ALL ${invitedTo(workspace)}` : sql``}) p
       WHERE ${query.status === undefined ? sql`true` : sql`p.status = ${query.status}`}
         AND ${text === '' ? sql`true` : sql`strpos(lower(concat_ws(' ', p.email, p.username, p.full_name)), lower(${text})) > 0`}
         AND ${order.behind}
       ORDER BY ${order.by} LIMIT ${query.limit + 1}) p
     ORDER BY ${order.by}`.execute(db)
  return pageOf(rows, query.limit, memberOf, order.cursorOf)
}

export async function memberById(db: Db, workspace: string, user: string): Promise<Member | undefined> {
  const { rows } = await sql<MemberRow>`
    SELECT p.*, ${sql.raw(lastActive)} AS last_active_at FROM (${membersOf(workspace)} AND u.id = ${user}) p`.execute(
    db,
  )
  return rows[0] && memberOf(rows[0])
}

/** What would end with the membership. */
export async function holdingsOf(db: Db, workspace: string, user: string): Promise<MemberHoldings> {
  const { rows } = await sql<MemberHoldings>`
    SELECT (SELECT count(*)::integer FROM credentials c
             WHERE c.workspace_id = ${workspace} AND c.user_id = ${user} AND NOT c.main AND c.revoked_at IS NULL)
             AS credentials,
           (SELECT count(*)::integer FROM project_members pm JOIN projects p ON p.id = pm.project_id
             WHERE p.workspace_id = ${workspace} AND pm.user_id = ${user}) AS projects,
           (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'status', s.status)
                            ORDER BY lower(s.name)), '[]')
              FROM sessions s WHERE s.workspace_id = ${workspace} AND s.owner_id = ${user}
               AND s.status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR')) AS "computeSessions"`.execute(db)
  const [row] = rows
  if (!row) throw new Error('The database answered nothing')
  return row
}
