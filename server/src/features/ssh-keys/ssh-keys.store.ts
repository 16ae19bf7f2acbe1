import { sql, type Insertable, type Kysely } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { SshKeysTable } from './ssh-keys.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'ssh_keys'>()

export const keysOf = (db: Db, user: string) =>
  own(db).selectFrom('ssh_keys').selectAll().where('user_id', '=', user).orderBy('id').execute()

/** Holds back who else adds a key for this user, until the transaction ends. */
export const lockKeysOf = (db: Db, user: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`ssh-keys ${user}`}, 0))`.execute(db)

export const insertKey = (db: Db, row: Insertable<SshKeysTable>) =>
  own(db).insertInto('ssh_keys').values(row).returningAll().executeTakeFirstOrThrow()

const one = (db: Db, user: string, id: string) =>
  own(db).updateTable('ssh_keys').where('id', '=', id).where('user_id', '=', user).returningAll()

export const lockKey = (db: Db, user: string, id: string) =>
  own(db)
    .selectFrom('ssh_keys')
    .selectAll()
    .where('id', '=', id)
    .where('user_id', '=', user)
    .forUpdate()
    .executeTakeFirst()

export const changeKey = (db: Db, user: string, id: string, set: { name?: string; private_key?: null }) =>
  one(db, user, id).set(set).executeTakeFirstOrThrow()

export const noteKeyUse = (db: Db, user: string, fingerprint: string, at: Date) =>
  own(db)
    .updateTable('ssh_keys')
    .set({ last_used_at: sql<Date>`greatest(last_used_at, ${at})` })
    .where('user_id', '=', user)
    .where('fingerprint', '=', fingerprint)
    .execute()

export const deleteKey = (db: Db, user: string, id: string) =>
  own(db)
    .deleteFrom('ssh_keys')
    .where('id', '=', id)
    .where('user_id', '=', user)
    .returning(['id', 'name', 'fingerprint'])
    .executeTakeFirst()
