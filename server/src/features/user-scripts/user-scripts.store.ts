import { sql, type Kysely } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import './user-scripts.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'config_scripts' | 'bootstrap_scripts'>()
const bytes = sql<number>`octet_length(content)`.as('bytes')

/** Without their contents. */
export const configScriptsOf = (db: Db, user: string) =>
  own(db)
    .selectFrom('config_scripts')
    .select(['name', bytes, 'updated_at'])
    .where('user_id', '=', user)
    .orderBy(sql`name COLLATE "C"`)
    .execute()

/** What a session gets. */
export const configFilesOf = (db: Db, user: string) =>
  own(db).selectFrom('config_scripts').select(['name', 'content']).where('user_id', '=', user).orderBy('name').execute()

export const findConfigScript = (db: Db, user: string, name: string) =>
  own(db)
    .selectFrom('config_scripts')
    .select(['name', 'content', bytes, 'updated_at'])
    .where('user_id', '=', user)
    .where('name', '=', name)
    .executeTakeFirst()

/** Holds back who else changes scripts of this user, until the transaction ends. */
export const lockScriptsOf = (db: Db, user: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`user-scripts ${user}`}, 0))`.execute(db)

export const writeConfigScript = (db: Db, user: string, name: string, content: string, at: Date) =>
  own(db)
    .insertInto('config_scripts')
    .values({ user_id: user, name, content, updated_at: at })
    .onConflict((conflict) => conflict.columns(['user_id', 'name']).doUpdateSet({ content, updated_at: at }))
    .execute()

export const deleteConfigScript = (db: Db, user: string, name: string) =>
  own(db)
    .deleteFrom('config_scripts')
    .where('user_id', '=', user)
    .where('name', '=', name)
    .returning('name')
    .executeTakeFirst()

export const findBootstrapScript = (db: Db, user: string) =>
  own(db)
    .selectFrom('bootstrap_scripts')
    .select(['content', bytes, 'updated_at'])
    .where('user_id', '=', user)
    .executeTakeFirst()

export const writeBootstrapScript = (db: Db, user: string, content: string, at: Date) =>
  own(db)
    .insertInto('bootstrap_scripts')
    .values({ user_id: user, content, updated_at: at })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ content, updated_at: at }))
    .execute()

export const deleteBootstrapScript = (db: Db, user: string) =>
  own(db).deleteFrom('bootstrap_scripts').where('user_id', '=', user).returning('user_id').executeTakeFirst()
