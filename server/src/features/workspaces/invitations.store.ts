import { sql, type Insertable, type Selectable, type Kysely, type Transaction } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { InvitationsTable } from './workspaces.tables.ts'

type Db = Kysely<Tables>
type Tx = Transaction<Tables>
const own = ownTables<'invitations'>()
export type InvitationRow = Selectable<InvitationsTable>

export const insertInvitation = (tx: Tx, row: Insertable<InvitationsTable>) =>
  own(tx).insertInto('invitations').values(row).returningAll().executeTakeFirstOrThrow()

const open = (db: Db) => own(db).selectFrom('invitations').selectAll().where('outcome', 'is', null)

/** Expired ones too: a new invitation takes their place. */
export const openInvitationOf = (tx: Tx, workspace: string, email: string) =>
  open(tx)
    .where('workspace_id', '=', workspace)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .forUpdate()
    .executeTakeFirst()

/**
 * How many take up a place, and when the first of them gives it back: those that can still be answered, and for a while
 * after they were sent those that were taken back. Otherwise taking back would make room for any amount of mail.
 */
export async function placesTaken(tx: Tx, workspace: string, now: Date, keptFor: { lives: number; revoked: number }) {
  const { rows } = await sql<{ count: number; first_ends: Date }>`
    SELECT count(*)::integer AS count, min(ends) AS first_ends
      FROM (SELECT CASE WHEN outcome IS NULL THEN expires_at
                        ELSE expires_at - make_interval(secs => ${(keptFor.lives - keptFor.revoked) / 1000}) END AS ends
              FROM invitations
             WHERE workspace_id = ${workspace} AND expires_at > ${now} AND (outcome IS NULL OR outcome = 'revoked')) i
     WHERE ends > ${now}`.execute(own(tx))
  return rows[0] ?? { count: 0, first_ends: now }
}

/** The newest, by when it expires: that is put off with each mail. What was answered is no mail that nobody wanted. */
export const lastSentTo = (tx: Tx, workspace: string, email: string) =>
  own(tx)
    .selectFrom('invitations')
    .select((of) => of.fn.max('expires_at').as('expires_at'))
    .where('workspace_id', '=', workspace)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .where((of) => of.or([of('outcome', 'is', null), of('outcome', '=', 'revoked')]))
    .executeTakeFirst()

export const openInvitationById = (tx: Tx, id: string) => open(tx).where('id', '=', id).forUpdate().executeTakeFirst()

export const invitationByToken = (db: Db, hash: Buffer) => open(db).where('token_hash', '=', hash).executeTakeFirst()

export const invitationById = (db: Db, id: string) => open(db).where('id', '=', id).executeTakeFirst()

export const renewInvitation = (
  tx: Tx,
  id: string,
  changes: Pick<InvitationRow, 'token_hash' | 'expires_at' | 'invited_by' | 'role'>,
) => own(tx).updateTable('invitations').set(changes).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

export const endInvitation = (tx: Tx, id: string, outcome: 'accepted' | 'declined' | 'revoked', at: Date) =>
  own(tx).updateTable('invitations').set({ outcome, ended_at: at }).where('id', '=', id).execute()
