import { type Insertable, type Kysely, type Transaction, type Updateable } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { PoliciesTable } from './policies.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'policies'>()

export const policyByName = (db: Db, name: string) =>
  own(db).selectFrom('policies').selectAll().where('name', '=', name).executeTakeFirst()

/** Whoever edits or deletes it waits; so does who gives it to a credential while it is being deleted. */
export const lockPolicy = (tx: Transaction<Tables>, name: string) =>
  own(tx).selectFrom('policies').selectAll().where('name', '=', name).forUpdate().executeTakeFirst()

export const insertPolicy = (tx: Db, row: Insertable<PoliciesTable>) =>
  own(tx).insertInto('policies').values(row).returningAll().executeTakeFirstOrThrow()

export const updatePolicy = (tx: Db, name: string, changes: Updateable<PoliciesTable>) =>
  own(tx).updateTable('policies').set(changes).where('name', '=', name).returningAll().executeTakeFirstOrThrow()

export const deletePolicy = (tx: Db, name: string) => own(tx).deleteFrom('policies').where('name', '=', name).execute()
