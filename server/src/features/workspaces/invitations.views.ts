/** What is shown of invitations: to the admins of a workspace, to the invited, to the holder of a link. */
import type { Invitation, invitationSorts, MyInvitation } from '@berth/contract/invitations.ts'
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

interface InvitationRow {
  readonly id: string
  readonly email: string
  readonly role: 'admin' | 'member'
  readonly outcome: 'accepted' | 'declined' | 'revoked' | null
  readonly created_at: Date
  readonly expires_at: Date
  readonly stands: boolean
  readonly workspace_id: string
  readonly workspace_name: string
  readonly invited_by: string | null
}

/**
 * Whoever may not invite any more lets nobody in by what they sent before: else an admin who is removed would come back by
 * an invitation to another email of theirs. Another admin sends it again in their own name.
 */
const stands = sql<boolean>`EXISTS (
  SELECT FROM users s WHERE s.id = i.invited_by AND s.active AND (s.role = 'superadmin' OR EXISTS (
    SELECT FROM members a WHERE a.workspace_id = i.workspace_id AND a.user_id = s.id AND a.role = 'admin')))`

const select = sql`
  SELECT i.id, i.email, i.role, i.outcome, i.created_at, i.expires_at, ${stands} AS stands, i.workspace_id,
         w.name AS workspace_name, coalesce(nullif(u.full_name, ''), u.username) AS invited_by
    FROM invitations i JOIN workspaces w ON w.id = i.workspace_id LEFT JOIN users u ON u.id = i.invited_by`

const partsOf = (row: InvitationRow, now: Date) => ({
  id: row.id,
  email: row.email,
  role: row.role,
  status: row.outcome ?? (row.expires_at > now && row.stands ? ('pending' as const) : ('expired' as const)),
  invitedBy: row.invited_by,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
})

const columns: ListColumns<(typeof invitationSorts)[number]> = {
  fields: {
    email: textKey('p.email'),
    role: textKey('p.role'),
    invitedBy: textKey(`coalesce(p.invited_by, '')`),
    createdAt: timeKey('p.created_at'),
    expiresAt: timeKey('p.expires_at'),
  },
  id: { sql: 'p.id', type: 'uuid' },
}

export async function listInvitations(
  db: Db,
  workspace: string,
  query: Query & { readonly sort?: string | undefined },
  now: Date,
) {
  const order = listOrder(columns, query.sort ?? 'email', query.cursor)
  const { rows } = await sql<InvitationRow & KeyTexts>`
    SELECT p.*, ${order.keys} FROM (
      ${select} WHERE i.workspace_id = ${workspace} AND i.outcome IS NULL
                  AND strpos(lower(i.email), lower(${query.q?.trim() ?? ''})) > 0) p
     WHERE ${order.behind} ORDER BY ${order.by} LIMIT ${query.limit + 1}`.execute(db)
  return pageOf(
    rows,
    query.limit,
    (row): Invitation => ({ ...partsOf(row, now), workspace: row.workspace_id }),
    order.cursorOf,
  )
}

/** By the email of an account that has proved it, newest first; what has expired cannot be answered. */
export async function invitationsOfUser(db: Db, user: string, query: Query, now: Date) {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, 1, (value) => typeof value === 'string')
  const { rows } = await sql<InvitationRow>`${select}
     WHERE lower(i.email) = (SELECT lower(email) FROM users WHERE id = ${user} AND email_proven) AND i.outcome IS NULL
       AND i.expires_at > ${now} AND ${stands} AND strpos(lower(w.name), lower(${query.q?.trim() ?? ''})) > 0
       AND ${after === null ? sql`true` : sql`i.id::text < ${after[0]}::text`}
     ORDER BY i.id::text DESC LIMIT ${query.limit + 1}`.execute(db)
  return pageOf(
    rows,
    query.limit,
    (row): MyInvitation => ({
      ...partsOf(row, now),
      workspace: { id: row.workspace_id, name: row.workspace_name },
    }),
    (row) => [row.id],
  )
}

/** Looked at behind the lock of the workspace, which who changes its admins holds too. */
export async function isStanding(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM invitations i WHERE i.id = ${id} AND ${stands}`.execute(db)
  return rows.length > 0
}

export async function invitationShown(db: Db, id: string, now: Date) {
  const { rows } = await sql<InvitationRow>`${select} WHERE i.id = ${id}`.execute(db)
  const [row] = rows
  return row && { ...partsOf(row, now), workspace: row.workspace_id, workspaceName: row.workspace_name }
}

/** The account with this email, if there is one. */
export async function accountOf(db: Db, email: string) {
  const { rows } = await sql<{ id: string }>`SELECT id FROM users WHERE lower(email) = lower(${email})`.execute(db)
  return rows[0]?.id ?? null
}

export async function emailOf(db: Db, user: string) {
  const { rows } = await sql<{ email: string; proven: boolean }>`
    SELECT email, email_proven AS proven FROM users WHERE id = ${user}`.execute(db)
  return rows[0] ?? { email: '', proven: false }
}

/** Whom news of an invitation is for: the account that has proved this email. */
export async function provenAccountOf(db: Db, email: string) {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM users WHERE lower(email) = lower(${email}) AND email_proven`.execute(db)
  return rows[0]?.id ?? null
}

export async function isMemberByEmail(db: Db, workspace: string, email: string) {
  const { rows } = await sql`
    SELECT FROM members m JOIN users u ON u.id = m.user_id
     WHERE m.workspace_id = ${workspace} AND lower(u.email) = lower(${email})`.execute(db)
  return rows.length > 0
}
