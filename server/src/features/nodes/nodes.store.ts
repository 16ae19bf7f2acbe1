import { sql, type Insertable, type Kysely, type Transaction, type Updateable } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { NodesTable, ResourceGroupsTable } from './nodes.tables.ts'

const own = ownTables<'nodes' | 'resource_groups'>()

/** A machine that is away for a moment still has what it had, or everything that waits for it would be refused. */
const whenAvailable = (column: 'cpu_tenths' | 'memory' | 'gpus') =>
  sql<number>`CASE WHEN excluded.available THEN excluded.${sql.ref(column)} ELSE nodes.${sql.ref(column)} END`

/** The newest report of a machine; when it was last available stays known while it is not. */
export const saveNode = (db: Kysely<Tables>, row: Insertable<NodesTable>) =>
  own(db)
    .insertInto('nodes')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['engine', 'name']).doUpdateSet((set) => ({
        resource_group: set.ref('excluded.resource_group'),
        available: set.ref('excluded.available'),
        remedy: set.ref('excluded.remedy'),
        version: set.ref('excluded.version'),
        tier: set.ref('excluded.tier'),
        facts: set.ref('excluded.facts'),
        cpu_tenths: whenAvailable('cpu_tenths'),
        memory: whenAvailable('memory'),
        gpus: whenAvailable('gpus'),
        fractional_gpus: set.ref('excluded.fractional_gpus'),
        probed_at: set.ref('excluded.probed_at'),
        last_available_at: set.fn.coalesce('excluded.last_available_at', 'nodes.last_available_at'),
      })),
    )
    .execute()

/** Machines of this engine that are not the one it reports now: the machine was renamed. */
export const forgetOtherNodes = (db: Kysely<Tables>, engine: string, name: string) =>
  own(db).deleteFrom('nodes').where('engine', '=', engine).where('name', '!=', name).execute()

export const setUnavailable = (db: Kysely<Tables>, engine: string, remedy: string) =>
  own(db).updateTable('nodes').set({ available: false, remedy }).where('engine', '=', engine).execute()

/** Whoever else edits it waits. */
export const lockGroup = (tx: Transaction<Tables>, name: string) =>
  own(tx)
    .selectFrom('resource_groups')
    .select(['scheduler', 'hold_after as holdAfter'])
    .where('name', '=', name)
    .forNoKeyUpdate()
    .executeTakeFirst()

export const updateGroup = (tx: Transaction<Tables>, name: string, changes: Updateable<ResourceGroupsTable>) =>
  own(tx).updateTable('resource_groups').set(changes).where('name', '=', name).execute()
