/** Shares as the owner sees them, invitations as the invited do, and members of a group folder's project. */
import type { FolderInvitation, FolderMember, FolderShare } from '@berth/contract/folder-shares.ts'
import { sql, type Kysely } from 'kysely'
import { decodeCursor, pageOf } from '../../platform/database/keyset.ts'
import type { Tables } from '../../platform/database/tables.ts'

type Db = Kysely<Tables>

export interface ListQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
}

const afterOf = (query: ListQuery) =>
  query.cursor === undefined ? null : decodeCursor(query.cursor, 2, (value) => typeof value === 'string')
const asked = (query: ListQuery) => query.q?.trim() ?? ''

interface ShareRow {
  readonly id: string
  readonly email: string
  readonly user_id: string | null
  readonly user_name: string | null
  readonly permission: 'ro' | 'rw'
  readonly created_at: Date
  readonly accepted_at: Date | null
}

/** Whose account an email is of is not said before they accept. */
const shareColumns = sql`
  s.id, s.email, s.permission, s.created_at, s.accepted_at, CASE WHEN s.accepted_at IS NOT NULL THEN s.user_id END AS user_id,
  CASE WHEN s.accepted_at IS NOT NULL THEN coalesce(nullif(u.full_name, ''), u.username) END AS user_name
  FROM folder_shares s LEFT JOIN users u ON u.id = s.user_id`

const shareIn = (row: ShareRow): FolderShare => ({
  id: row.id,
  email: row.email,
  user: row.user_id,
  userName: row.user_name,
  permission: row.permission,
  status: row.accepted_at === null ? 'pending' : 'accepted',
  createdAt: row.created_at.toISOString(),
  acceptedAt: row.accepted_at?.toISOString() ?? null,
})

export async function sharesOf(db: Db, folder: string, query: ListQuery) {
  const after = afterOf(query)
  const { rows } = await sql<ShareRow & { key: string }>`
    SELECT lower(s.email) AS key, ${shareColumns}
     WHERE s.folder_id = ${folder} AND strpos(lower(s.email), lower(${asked(query)})) > 0
       AND ${after === null ? sql`true` : sql`(lower(s.email) COLLATE "C", s.id::text) > (${after[0]}::text, ${after[1]}::text)`}
     ORDER BY lower(s.email) COLLATE "C", s.id::text LIMIT ${query.limit + 1}`.execute(db)
  return pageOf(rows, query.limit, shareIn, (row) => [row.key, row.id])
}

export async function shareById(db: Db, id: string): Promise<FolderShare | undefined> {
  const { rows } = await sql<ShareRow>`SELECT ${shareColumns} WHERE s.id = ${id}`.execute(db)
  return rows[0] && shareIn(rows[0])
}

export async function countShares(db: Db, folder: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM folder_shares WHERE folder_id = ${folder}`.execute(db)
  return rows[0]?.count ?? 0
}

/** The active account of an email that is known to be its owner's. */
export async function holderOfEmail(db: Db, email: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM users WHERE lower(email) = lower(${email}) AND email_proven`.execute(db)
  return rows[0]?.id ?? null
}

/** An open one for this person, or for their email before they had an account. */
const isFor = (user: string) => sql`
  s.accepted_at IS NULL AND (s.user_id = ${user} OR (s.user_id IS NULL AND lower(s.email) = (
    SELECT lower(email) FROM users WHERE id = ${user} AND email_proven)))`

export async function invitationFor(db: Db, user: string, id: string): Promise<{ folder: string } | undefined> {
  const { rows } = await sql<{ folder: string }>`
    SELECT s.folder_id AS folder FROM folder_shares s WHERE s.id = ${id} AND ${isFor(user)}`.execute(db)
  return rows[0]
}

interface InvitationRow {
  readonly id: string
  readonly name: string
  readonly permission: 'ro' | 'rw'
  readonly owner_id: string
  readonly owner_name: string
  readonly created_at: Date
}

/** The newest first. */
export async function invitationsOf(db: Db, user: string, query: ListQuery) {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, 1, (value) => typeof value === 'string')
  const { rows } = await sql<InvitationRow>`
    SELECT s.id, f.name, s.permission, f.owner_id, coalesce(nullif(u.full_name, ''), u.username) AS owner_name, s.created_at
      FROM folder_shares s JOIN folders f ON f.id = s.folder_id JOIN users u ON u.id = f.owner_id
     WHERE ${isFor(user)} AND f.trashed_at IS NULL AND f.purged_at IS NULL
       AND strpos(lower(f.name), lower(${asked(query)})) > 0
       AND ${after === null ? sql`true` : sql`s.id::text < ${after[0]}::text`}
     ORDER BY s.id::text DESC LIMIT ${query.limit + 1}`.execute(db)
  const invitationIn = (row: InvitationRow): FolderInvitation => ({
    id: row.id,
    name: row.name,
    permission: row.permission,
    owner: row.owner_id,
    ownerName: row.owner_name,
    createdAt: row.created_at.toISOString(),
  })
  return pageOf(rows, query.limit, invitationIn, (row) => [row.id])
}

const isIn = sql`(p.everyone OR EXISTS (
  SELECT FROM project_members pm WHERE pm.project_id = p.id AND pm.user_id = m.user_id))`

/** Somebody's in the project of a group folder, if there is one, until the transaction is over: its end comes after that. */
export const holdMembership = (db: Db, folder: string, user: string) =>
  sql`
    SELECT FROM folders f JOIN projects p ON p.id = f.project_id JOIN members m ON m.workspace_id = p.workspace_id
     WHERE f.id = ${folder} AND m.user_id = ${user} FOR SHARE OF p, m`.execute(db)

export async function isMemberOf(db: Db, project: string, user: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM projects p JOIN members m ON m.workspace_id = p.workspace_id
     WHERE p.id = ${project} AND m.user_id = ${user} AND ${isIn}`.execute(db)
  return rows.length > 0
}

interface MemberRow {
  readonly id: string
  readonly email: string
  readonly username: string
  readonly full_name: string
  readonly permission: 'ro' | 'rw'
  readonly own: boolean
}

export async function folderMembers(db: Db, folder: string, query: ListQuery) {
  const after = afterOf(query)
  const { rows } = await sql<MemberRow & { key: string }>`
    SELECT u.id, u.email, u.username, u.full_name, coalesce(fm.permission, f.permission) AS permission,
           fm.user_id IS NOT NULL AS own, lower(u.email) AS key
      FROM folders f JOIN projects p ON p.id = f.project_id JOIN members m ON m.workspace_id = p.workspace_id
      JOIN users u ON u.id = m.user_id
      LEFT JOIN folder_members fm ON fm.folder_id = f.id AND fm.user_id = u.id
     WHERE f.id = ${folder} AND ${isIn}
       AND strpos(lower(u.email || ' ' || u.username || ' ' || u.full_name), lower(${asked(query)})) > 0
       AND ${after === null ? sql`true` : sql`(lower(u.email) COLLATE "C", u.id::text) > (${after[0]}::text, ${after[1]}::text)`}
     ORDER BY lower(u.email) COLLATE "C", u.id::text LIMIT ${query.limit + 1}`.execute(db)
  const memberIn = (row: MemberRow): FolderMember => ({
    user: row.id,
    email: row.email,
    username: row.username,
    fullName: row.full_name,
    permission: row.permission,
    own: row.own,
  })
  return pageOf(rows, query.limit, memberIn, (row) => [row.key, row.id])
}
