import { sql, type Insertable, type Kysely, type Transaction, type Updateable } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { PoliciesTable } from './policies.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'policies'>()

export const policyByName = (db: Db, name: string) =>
  own(db).selectFrom('policies').selectAll().where('name', '=', name).executeTakeFirst()

/**
 * Waits for decisions about sessions, which are all made by policies; later ones see what is changed here. A trigger does
 * so, too (0015_admission.sql), but by then the row is locked, which who deletes it wants, and has what decisions wait for.
 */
export const waitForAdmissions = (tx: Transaction<Tables>) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended('admission policies', 0))`.execute(tx)

/** Who gives it to a credential does not wait. */
export const lockPolicyToEdit = (tx: Transaction<Tables>, name: string) =>
  own(tx).selectFrom('policies').selectAll().where('name', '=', name).forNoKeyUpdate().executeTakeFirst()

/** Who gives it to a credential waits, and learns that it is no more. */
export const lockPolicyToDelete = (tx: Transaction<Tables>, name: string) =>
  own(tx).selectFrom('policies').selectAll().where('name', '=', name).forUpdate().executeTakeFirst()

export const insertPolicy = (tx: Db, row: Insertable<PoliciesTable>) =>
  own(tx).insertInto('policies').values(row).returningAll().executeTakeFirstOrThrow()

export const updatePolicy = (tx: Db, name: string, changes: Updateable<PoliciesTable>) =>
  own(tx).updateTable('policies').set(changes).where('name', '=', name).returningAll().executeTakeFirstOrThrow()

export const deletePolicy = (tx: Db, name: string) => own(tx).deleteFrom('policies').where('name', '=', name).execute()
