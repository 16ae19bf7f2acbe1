import { sql, type Insertable, type Kysely, type Transaction } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { LoginsTable } from './logins.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'logins'>()

export const insertLogin = (db: Db, row: Insertable<LoginsTable>) => own(db).insertInto('logins').values(row).execute()

export const lockLogin = (tx: Transaction<Tables>, id: string) =>
  own(tx).selectFrom('logins').select('user_id').where('id', '=', id).forUpdate().executeTakeFirst()

export const endLogin = async (db: Db, id: string, at: Date, reason: string) =>
  (
    await own(db)
      .updateTable('logins')
      .set({ ended_at: at, end_reason: reason })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
  )?.id

/** Every login of a user, or all but one; answers which. */
export const endLoginsOf = async (db: Db, user: string, at: Date, reason: string, except?: string) =>
  (
    await own(db)
      .updateTable('logins')
      .set({ ended_at: at, end_reason: reason })
      .where('user_id', '=', user)
      .where('ended_at', 'is', null)
      .$if(!!except, (some) => some.where('id', '<>', except ?? ''))
      .returning('id')
      .execute()
  ).map(({ id }) => id)

/** Every token derived from a credential. */
export const endDerivedFrom = (db: Db, credential: string, at: Date, reason: string) =>
  own(db)
    .updateTable('logins')
    .set({ ended_at: at, end_reason: reason })
    .where('credential', '=', credential)
    .where('ended_at', 'is', null)
    .execute()

/** Only forward, so that two processes never set it back. */
/** `everyMs`: not when it was seen less than that before. */
export const touchLogin = (db: Db, id: string, at: Date, everyMs = 0) =>
  own(db)
    .updateTable('logins')
    .set({ last_seen_at: at })
    .where('id', '=', id)
    .where('last_seen_at', '<', new Date(at.getTime() - everyMs))
    .execute()

export const deleteOldLogins = (db: Db, before: Date) =>
  own(db)
    .deleteFrom('logins')
    .where(sql`coalesce(ended_at, expires_at)`, '<', before)
    .execute()
