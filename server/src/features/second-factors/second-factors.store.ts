import type { Insertable, Kysely } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { SecondFactorOffersTable, SecondFactorsTable } from './second-factors.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'second_factors' | 'second_factor_offers' | 'recovery_codes'>()

export const factorOf = (db: Db, user: string) =>
  own(db).selectFrom('second_factors').select('secret').where('user_id', '=', user).executeTakeFirst()

export const insertFactor = (db: Db, row: Insertable<SecondFactorsTable>) =>
  own(db).insertInto('second_factors').values(row).execute()

/** Its recovery codes go with it. */
export const deleteFactor = async (db: Db, user: string) =>
  (await own(db).deleteFrom('second_factors').where('user_id', '=', user).returning('user_id').executeTakeFirst()) !==
  undefined

/** Of two who come with the same code, the second waits for the first and then gets false. */
export const spendStep = async (db: Db, user: string, step: number) =>
  (await own(db)
    .updateTable('second_factors')
    .set({ last_step: step })
    .where('user_id', '=', user)
    .where('last_step', '<', String(step))
    .returning('user_id')
    .executeTakeFirst()) !== undefined

export const insertRecoveryCodes = (db: Db, user: string, hashes: readonly Buffer[]) =>
  own(db)
    .insertInto('recovery_codes')
    .values(hashes.map((hash) => ({ user_id: user, code_hash: hash, used_at: null })))
    .execute()

export const spendRecoveryCode = async (db: Db, user: string, hash: Buffer, at: Date) =>
  (await own(db)
    .updateTable('recovery_codes')
    .set({ used_at: at })
    .where('user_id', '=', user)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst()) !== undefined

/** The newest offer is the only one that counts. */
export const replaceOffer = (db: Db, row: Insertable<SecondFactorOffersTable>) =>
  own(db)
    .insertInto('second_factor_offers')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet({ secret: row.secret, expires_at: row.expires_at }),
    )
    .execute()

/** Locked, so that it is taken up once. */
export const lockOffer = (db: Db, user: string, now: Date) =>
  own(db)
    .selectFrom('second_factor_offers')
    .select('secret')
    .where('user_id', '=', user)
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst()

export const deleteOffer = (db: Db, user: string) =>
  own(db).deleteFrom('second_factor_offers').where('user_id', '=', user).execute()

export const deleteExpiredOffers = (db: Db, now: Date) =>
  own(db).deleteFrom('second_factor_offers').where('expires_at', '<=', now).execute()
