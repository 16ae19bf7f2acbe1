import { sql, type Insertable, type Kysely, type Selectable, type Transaction, type Updateable } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { EnvironmentsTable } from './environments.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'environments'>()

export type EnvironmentRow = Selectable<EnvironmentsTable>

export const environmentByName = (db: Db, name: string): Promise<EnvironmentRow | undefined> =>
  own(db).selectFrom('environments').selectAll().where('name', '=', name).executeTakeFirst()

export async function offeredAmong(db: Db, names: readonly string[]): Promise<Map<string, true>> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM environments WHERE visible AND name = ANY(${names}::text[])`.execute(db)
  return new Map(rows.map(({ name }) => [name, true]))
}

export const lockEnvironment = (tx: Transaction<Tables>, name: string): Promise<EnvironmentRow | undefined> =>
  own(tx).selectFrom('environments').selectAll().where('name', '=', name).forUpdate().executeTakeFirst()

export const insertEnvironment = (tx: Db, row: Insertable<EnvironmentsTable>): Promise<EnvironmentRow> =>
  own(tx).insertInto('environments').values(row).returningAll().executeTakeFirstOrThrow()

export const updateEnvironment = (
  tx: Db,
  name: string,
  changes: Updateable<EnvironmentsTable>,
): Promise<EnvironmentRow> =>
  own(tx).updateTable('environments').set(changes).where('name', '=', name).returningAll().executeTakeFirstOrThrow()

export const deleteEnvironment = (tx: Db, name: string) =>
  own(tx).deleteFrom('environments').where('name', '=', name).execute()
