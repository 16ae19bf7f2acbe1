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

/** How many can still be answered, and when the first of them expires. */
export const answerable = (tx: Tx, workspace: string, now: Date) =>
  own(tx)
    .selectFrom('invitations')
    .select((of) => [of.fn.countAll<string>().as('count'), of.fn.min('expires_at').as('first_ends')])
    .where('workspace_id', '=', workspace)
    .where('outcome', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()

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
