import { sql, type Insertable, type Kysely, type Selectable, type Transaction, type Updateable } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { UsersTable } from './accounts.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'users'>()
export type UserRow = Selectable<UsersTable>
export type UserChanges = Omit<Updateable<UsersTable>, 'id' | 'email'>

export const insertUser = (db: Db, row: Insertable<UsersTable>) =>
  own(db).insertInto('users').values(row).returningAll().executeTakeFirstOrThrow()

export const userById = (db: Db, id: string) =>
  own(db).selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()

/**
 * Whoever changes an account, or lets somebody sign in to it, waits for who else does. Who only refers to it does not
 * wait: an admission does that while a deactivation waits for the admission.
 */
export const lockUser = (tx: Transaction<Tables>, id: string) =>
  own(tx).selectFrom('users').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()

/** By email or username; both are unique without regard to case, and an email is nobody's username by its `@`. */
export const userByLogin = (db: Db, login: string) =>
  own(db)
    .selectFrom('users')
    .selectAll()
    .where((or) =>
      or.or([or(sql`lower(email)`, '=', sql`lower(${login})`), or(sql`lower(username)`, '=', sql`lower(${login})`)]),
    )
    .orderBy(sql`lower(email) = lower(${login})`, 'desc')
    .executeTakeFirst()

export const hasSuperadmin = async (db: Db) =>
  (await own(db).selectFrom('users').select('id').where('role', '=', 'superadmin').limit(1).executeTakeFirst()) !==
  undefined

/**
 * The active administrators, locked in one order: of two who take the right away from each other, the second sees what
 * the first has done.
 */
export const lockActiveSuperadmins = async (tx: Transaction<Tables>) =>
  (
    await own(tx)
      .selectFrom('users')
      .select('id')
      .where('role', '=', 'superadmin')
      .where('active', '=', true)
      .orderBy('id')
      .forNoKeyUpdate()
      .execute()
  ).map(({ id }) => id)

export const updateUser = (tx: Transaction<Tables>, id: string, changes: UserChanges) =>
  own(tx).updateTable('users').set(changes).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

/** Where it is the email of the account. */
export const proveEmail = (tx: Transaction<Tables>, id: string, email: string) =>
  own(tx)
    .updateTable('users')
    .set({ email_proven: true })
    .where('id', '=', id)
    .where(sql`lower(email)`, '=', sql`lower(${email})`)
    .where('email_proven', '=', false)
    .execute()

/** Unless the password was changed meanwhile. */
export const replaceHash = (db: Db, id: string, before: string, after: string) =>
  own(db)
    .updateTable('users')
    .set({ password_hash: after })
    .where('id', '=', id)
    .where('password_hash', '=', before)
    .execute()

export const noteSignIn = (db: Db, id: string, at: Date) =>
  own(db).updateTable('users').set({ last_sign_in_at: at }).where('id', '=', id).execute()
