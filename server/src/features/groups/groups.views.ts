/** Groups of a workspace as they are shown. `Everyone` has no rows of its own: it is the workspace's members. */
import type { Group, GroupMember, groupSorts } from '@berth/contract/groups.ts'
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

interface GroupRow {
  readonly id: string
  readonly workspace_id: string
  readonly name: string
  readonly everyone: boolean
  readonly members: number
  readonly created_at: Date
}

const select = sql`
  SELECT g.id, g.workspace_id, g.name, g.everyone, g.created_at,
         CASE WHEN g.everyone THEN (SELECT count(*)::integer FROM members m WHERE m.workspace_id = g.workspace_id)
              ELSE (SELECT count(*)::integer FROM group_members gm WHERE gm.group_id = g.id) END AS members
    FROM groups g`

const groupOf = (row: GroupRow): Group => ({
  id: row.id,
  workspace: row.workspace_id,
  name: row.name,
  everyone: row.everyone,
  members: row.members,
  createdAt: row.created_at.toISOString(),
})

const columns: ListColumns<(typeof groupSorts)[number]> = {
  first: { sql: 'NOT p.everyone', type: 'boolean' },
  fields: {
    name: textKey('p.name'),
    members: { sql: 'p.members', type: 'integer' },
    createdAt: timeKey('p.created_at'),
  },
  id: { sql: 'p.id', type: 'uuid' },
}

/** `Everyone` first, whatever the order. */
export async function listGroups(db: Db, workspace: string, query: Query & { readonly sort?: string | undefined }) {
  const order = listOrder(columns, query.sort ?? 'name', query.cursor)
  const { rows } = await sql<GroupRow & KeyTexts>`
    SELECT p.*, ${order.keys} FROM (${select}
       WHERE g.workspace_id = ${workspace} AND strpos(lower(g.name), lower(${query.q?.trim() ?? ''})) > 0) p
     WHERE ${order.behind} ORDER BY ${order.by} LIMIT ${query.limit + 1}`.execute(db)
  return pageOf(rows, query.limit, groupOf, order.cursorOf)
}

export async function groupById(db: Db, workspace: string, id: string): Promise<Group | undefined> {
  const { rows } = await sql<GroupRow>`${select} WHERE g.workspace_id = ${workspace} AND g.id = ${id}`.execute(db)
  return rows[0] && groupOf(rows[0])
}

interface MemberRow {
  readonly id: string
  readonly email: string
  readonly username: string
  readonly full_name: string
  readonly added_at: Date
}

/** By email. */
export async function listGroupMembers(db: Db, group: Group, query: Query) {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, 2, (value) => typeof value === 'string')
  const from = group.everyone
    ? sql`SELECT m.user_id, m.joined_at AS added_at FROM members m WHERE m.workspace_id = ${group.workspace}`
    : sql`SELECT gm.user_id, gm.added_at FROM group_members gm WHERE gm.group_id = ${group.id}`
  const { rows } = await sql<MemberRow>`
    SELECT u.id, u.email, u.username, u.full_name, g.added_at FROM (${from}) g JOIN users u ON u.id = g.user_id
     WHERE strpos(lower(concat_ws(' ', u.email, u.username, u.full_name)), lower(${query.q?.trim() ?? ''})) > 0
       AND ${after === null ? sql`true` : sql`(lower(u.email) COLLATE "C", u.id::text) > (${after[0]}::text, ${after[1]}::text)`}
     ORDER BY lower(u.email) COLLATE "C", u.id::text LIMIT ${query.limit + 1}`.execute(db)
  return pageOf(
    rows,
    query.limit,
    (row): GroupMember => ({
      id: row.id,
      email: row.email,
      username: row.username,
      fullName: row.full_name,
      addedAt: row.added_at.toISOString(),
    }),
    (row) => [row.email.toLowerCase(), row.id],
  )
}
