import type { Kysely, Transaction } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import './usage-data.tables.ts'

const own = ownTables<'usage_sharing'>()

const row = (db: Kysely<Tables>) => own(db).selectFrom('usage_sharing').select(['site', 'sent_at as sentAt'])

export const sharingOf = (db: Kysely<Tables>) => row(db).executeTakeFirstOrThrow()

export const lockSharing = (tx: Transaction<Tables>) => row(tx).forUpdate().executeTakeFirstOrThrow()

export const writeSharing = (tx: Transaction<Tables>, site: string | null) =>
  own(tx).updateTable('usage_sharing').set({ site, sent_at: null }).execute()

/** Unless it was ended, or begun anew, meanwhile. */
export const noteSent = (db: Kysely<Tables>, site: string, at: Date) =>
  own(db).updateTable('usage_sharing').set({ sent_at: at }).where('site', '=', site).execute()
