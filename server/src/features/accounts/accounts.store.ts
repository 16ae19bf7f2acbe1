import { sql, type Kysely, type Selectable } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { UsersTable } from './accounts.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'users'>()
export type UserRow = Selectable<UsersTable>

export const insertUser = (db: Db, row: UsersTable) => own(db).insertInto('users').values(row).execute()

export const userById = (db: Db, id: string) =>
  own(db).selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()

/** By email or username; both are unique without regard to case, and an email is nobody's username by its `@`. */
export const userByLogin = (db: Db, login: string) =>
  own(db)
    .selectFrom('users')
    .selectAll()
    .where((or) =>
      or.or([or(sql`lower(email)`, '=', login.toLowerCase()), or(sql`lower(username)`, '=', login.toLowerCase())]),
    )
    .orderBy((order) => order(sql`lower(email)`, '=', login.toLowerCase()), 'desc')
    .executeTakeFirst()

export const hasSuperadmin = async (db: Db) =>
  (await own(db).selectFrom('users').select('id').where('role', '=', 'superadmin').limit(1).executeTakeFirst()) !==
  undefined

export const setPasswordHash = (db: Db, id: string, hash: string) =>
  own(db).updateTable('users').set({ password_hash: hash }).where('id', '=', id).execute()

export const noteSignIn = (db: Db, id: string, at: Date) =>
  own(db).updateTable('users').set({ last_sign_in_at: at }).where('id', '=', id).execute()
