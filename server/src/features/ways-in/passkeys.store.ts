import { sql, type Insertable, type Kysely } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { PasskeyChallengesTable, PasskeysTable } from './ways-in.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'passkeys' | 'passkey_handles' | 'passkey_challenges'>()

/** The user's handle, the given one if they had none. */
export async function handleOf(db: Db, user: string, fresh: Buffer): Promise<Buffer> {
  const row = await own(db)
    .insertInto('passkey_handles')
    .values({ user_id: user, handle: fresh })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ user_id: user }))
    .returning('handle')
    .executeTakeFirstOrThrow()
  return row.handle
}

export const passkeysOf = (db: Db, user: string) =>
  own(db).selectFrom('passkeys').selectAll().where('user_id', '=', user).orderBy('id').execute()

export const insertPasskey = (db: Db, row: Insertable<PasskeysTable>) =>
  own(db).insertInto('passkeys').values(row).returningAll().executeTakeFirstOrThrow()

export const renamePasskey = (db: Db, user: string, id: string, name: string) =>
  own(db)
    .updateTable('passkeys')
    .set({ name })
    .where('id', '=', id)
    .where('user_id', '=', user)
    .returningAll()
    .executeTakeFirst()

export const deletePasskey = (db: Db, user: string, id: string) =>
  own(db)
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('user_id', '=', user)
    .returning(['id', 'name'])
    .executeTakeFirst()

export const passkeyByCredential = (db: Db, credentialId: Buffer) =>
  own(db)
    .selectFrom('passkeys')
    .innerJoin('passkey_handles', 'passkey_handles.user_id', 'passkeys.user_id')
    .selectAll('passkeys')
    .select('passkey_handles.handle')
    .where('credential_id', '=', credentialId)
    .executeTakeFirst()

/** False when the authenticator has not counted on since the last time, as a copy of it would not. */
export const advanceCounter = async (db: Db, id: string, counter: number, at: Date) =>
  (await own(db)
    .updateTable('passkeys')
    .set({ counter, last_used_at: at })
    .where('id', '=', id)
    .where(sql<boolean>`(counter < ${counter} OR (counter = 0 AND ${counter} = 0))`)
    .returning('id')
    .executeTakeFirst()) !== undefined

export const insertChallenge = (db: Db, row: Insertable<PasskeyChallengesTable>) =>
  own(db).insertInto('passkey_challenges').values(row).execute()

export const deleteExpiredChallenges = (db: Db, now: Date) =>
  own(db).deleteFrom('passkey_challenges').where('expires_at', '<=', now).execute()

export const countChallenges = async (db: Db, network: string) =>
  Number(
    (
      await own(db)
        .selectFrom('passkey_challenges')
        .select((count) => count.fn.countAll().as('open'))
        .where('network', '=', network)
        .executeTakeFirstOrThrow()
    ).open,
  )

/** Takes it away, whatever comes of it. `user` null: one for signing in. */
export const takeChallenge = (db: Db, id: string, user: string | null, now: Date) =>
  own(db)
    .deleteFrom('passkey_challenges')
    .where('id', '=', id)
    .where('user_id', user === null ? 'is' : '=', user)
    .where('expires_at', '>', now)
    .returning('challenge')
    .executeTakeFirst()
