import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'

export interface GroupCapacity {
  readonly cpuTenths: number
  readonly memory: number
  readonly gpus: number
  readonly available: boolean
  /** Could a session ever start there? */
  readonly everAvailable: boolean
  readonly remedy: string | null
}

/** What the machines of a resource group have together. */
export async function groupCapacity(db: Kysely<Tables>, resourceGroup: string): Promise<GroupCapacity> {
  return db
    .selectFrom('nodes')
    .select([
      sql<number>`coalesce(sum(cpu_tenths), 0)::integer`.as('cpuTenths'),
      sql<number>`coalesce(sum(memory), 0)::bigint`.as('memory'),
      sql<number>`coalesce(sum(gpus), 0)::integer`.as('gpus'),
      sql<boolean>`coalesce(bool_or(available), false)`.as('available'),
      sql<boolean>`coalesce(bool_or(last_available_at IS NOT NULL), false)`.as('everAvailable'),
      sql<string | null>`min(remedy)`.as('remedy'),
    ])
    .where('resource_group', '=', resourceGroup)
    .executeTakeFirstOrThrow()
}
