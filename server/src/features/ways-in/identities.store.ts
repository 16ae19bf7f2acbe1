import type { Insertable, Kysely } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { IdentitiesTable } from './ways-in.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'identities' | 'passkeys'>()

export const identityBySubject = (db: Db, issuer: string, subject: string) =>
  own(db)
    .selectFrom('identities')
    .selectAll()
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()

export const identitiesOf = (db: Db, user: string) =>
  own(db).selectFrom('identities').selectAll().where('user_id', '=', user).orderBy('id').execute()

export const insertIdentity = (db: Db, row: Insertable<IdentitiesTable>) =>
  own(db).insertInto('identities').values(row).execute()

export const noteIdentityUse = (db: Db, id: string, at: Date) =>
  own(db).updateTable('identities').set({ last_used_at: at }).where('id', '=', id).execute()

export const deleteIdentity = (db: Db, user: string, id: string) =>
  own(db)
    .deleteFrom('identities')
    .where('id', '=', id)
    .where('user_id', '=', user)
    .returning(['id', 'email'])
    .executeTakeFirst()

/** Whatever this user was to the provider before. */
export const deleteIdentitiesAt = (db: Db, user: string, issuer: string) =>
  own(db).deleteFrom('identities').where('user_id', '=', user).where('issuer', '=', issuer).execute()

/** Besides a password. */
export async function hasOtherWayIn(db: Db, user: string): Promise<boolean> {
  const passkey = await own(db).selectFrom('passkeys').select('id').where('user_id', '=', user).executeTakeFirst()
  const identity = await own(db).selectFrom('identities').select('id').where('user_id', '=', user).executeTakeFirst()
  return passkey !== undefined || identity !== undefined
}
