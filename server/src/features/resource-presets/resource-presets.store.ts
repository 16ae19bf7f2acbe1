import { sql, type Insertable, type Kysely, type Updateable } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { PresetRow } from './preset-columns.ts'
import type { ResourcePresetsTable } from './resource-presets.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'resource_presets'>()

export const presetById = (db: Db, id: string) =>
  own(db).selectFrom('resource_presets').selectAll().where('id', '=', id).executeTakeFirst()

/** All of them in their order: there are few (the contract's `mostPresets`). */
export const allPresets = (db: Db): Promise<PresetRow[]> =>
  own(db).selectFrom('resource_presets').selectAll().orderBy('position').execute()

/** Whoever changes one, or their order, waits; whoever reads does not. */
export const lockPresets = (tx: Db) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended('resource presets', 0))`.execute(tx)

export const insertPreset = (tx: Db, row: Insertable<ResourcePresetsTable>) =>
  own(tx).insertInto('resource_presets').values(row).execute()

export const updatePreset = (tx: Db, id: string, changes: Updateable<ResourcePresetsTable>) =>
  own(tx).updateTable('resource_presets').set(changes).where('id', '=', id).execute()

export const deletePreset = (tx: Db, id: string) =>
  own(tx).deleteFrom('resource_presets').where('id', '=', id).execute()

/** Numbers them anew, in the order given. */
export const orderPresets = (tx: Db, ids: readonly string[]) =>
  own(tx)
    .updateTable('resource_presets')
    .set({ position: sql<number>`array_position(${ids}::uuid[], id)` })
    .where(sql<boolean>`id = ANY(${ids}::uuid[])`)
    .where(sql<boolean>`position IS DISTINCT FROM array_position(${ids}::uuid[], id)`)
    .execute()
