import { sql, type Kysely } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'setup_token'>()

/** The newest link is the only one that counts. */
export const replaceToken = async (db: Db, hash: Buffer, at: Date) => {
  await own(db)
    .insertInto('setup_token')
    .values({ token_hash: hash, created_at: at })
    .onConflict((conflict) => conflict.column('only_one').doUpdateSet({ token_hash: hash, created_at: at }))
    .execute()
}

/** Takes the token away; of two who come at the same time, one gets true. */
export const useToken = async (db: Db, hash: Buffer) =>
  (await own(db).deleteFrom('setup_token').where('token_hash', '=', hash).returning('only_one').executeTakeFirst()) !==
  undefined

export const dropToken = (db: Db) => own(db).deleteFrom('setup_token').execute()

/** Of two processes that find no administrator, one creates one and the other then sees it. */
export const lockSetup = (db: Db) => sql`SELECT pg_advisory_xact_lock(hashtext('berth set-up'))`.execute(db)
