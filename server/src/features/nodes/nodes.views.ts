import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'

export interface MachineRow {
  readonly name: string
  readonly cpuTenths: number
  readonly memory: number
  readonly gpus: number
  readonly fractionalGpus: boolean
  readonly available: boolean
  /** Could a session ever start there? */
  readonly everAvailable: boolean
  readonly remedy: string | null
}

/** The machines of a resource group. */
export const machinesOf = (db: Kysely<Tables>, resourceGroup: string): Promise<MachineRow[]> =>
  db
    .selectFrom('nodes')
    .select([
      'name',
      'cpu_tenths as cpuTenths',
      'memory',
      'gpus',
      'fractional_gpus as fractionalGpus',
      'available',
      sql<boolean>`last_available_at IS NOT NULL`.as('everAvailable'),
      'remedy',
    ])
    .where('resource_group', '=', resourceGroup)
    .orderBy('name')
    .execute()

export interface GroupRow {
  readonly name: string
  readonly scheduler: 'fifo' | 'fair-share'
  readonly holdAfter: number
}

export const groupOf = (db: Kysely<Tables>, name: string): Promise<GroupRow | undefined> =>
  db
    .selectFrom('resource_groups')
    .select(['name', 'scheduler', 'hold_after as holdAfter'])
    .where('name', '=', name)
    .executeTakeFirst()

export const listGroups = (db: Kysely<Tables>) =>
  db
    .selectFrom('resource_groups as g')
    .leftJoin('nodes as n', 'n.resource_group', 'g.name')
    .select([
      'g.name',
      'g.scheduler',
      'g.hold_after as holdAfter',
      sql<boolean>`coalesce(bool_or(n.available), false)`.as('available'),
      sql<number>`count(n.name)::integer`.as('nodes'),
      sql<boolean>`coalesce(bool_or(n.fractional_gpus), false)`.as('fractionalGpus'),
    ])
    .groupBy(['g.name', 'g.scheduler', 'g.hold_after'])
    .orderBy('g.name')
    .execute()
