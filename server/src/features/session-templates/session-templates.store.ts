import { sql, type Insertable, type Kysely, type Transaction, type Updateable } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { SessionTemplatesTable } from './session-templates.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'session_templates'>()

export const lockTemplate = (tx: Transaction<Tables>, id: string) =>
  own(tx).selectFrom('session_templates').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Of one user, or of one project. */
export type Holder = { readonly owner_id: string } | { readonly project_id: string }
const keyOf = (holder: Holder) => ('owner_id' in holder ? holder.owner_id : holder.project_id)

/** Those of one holder are added one after the other, so that there are never more than there may be. */
export const lockTemplatesOf = (tx: Db, holder: Holder) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`session templates ${keyOf(holder)}`}, 0))`.execute(tx)

export async function countTemplatesOf(tx: Db, holder: Holder): Promise<number> {
  const { count } = await own(tx)
    .selectFrom('session_templates')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('owner_id' in holder ? 'owner_id' : 'project_id', '=', keyOf(holder))
    .executeTakeFirstOrThrow()
  return count
}

export const insertTemplate = (tx: Db, row: Insertable<SessionTemplatesTable>) =>
  own(tx).insertInto('session_templates').values(row).execute()

export const updateTemplate = (tx: Db, id: string, changes: Updateable<SessionTemplatesTable>) =>
  own(tx).updateTable('session_templates').set(changes).where('id', '=', id).execute()

export const deleteTemplate = (tx: Db, id: string) =>
  own(tx).deleteFrom('session_templates').where('id', '=', id).execute()
