import type { ResourceGroup } from '@berth/contract/resource-groups.ts'
import { finishedStatuses, heldStatuses } from '@berth/contract/session-states.ts'
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { versionOf } from '../../platform/entity-tag.ts'

export interface MachineRow {
  readonly group: string
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

/** The machines of resource groups. */
export const machinesIn = (resourceGroups: readonly string[]) => sql<MachineRow>`
  SELECT resource_group AS "group", name, cpu_tenths AS "cpuTenths", memory, gpus, fractional_gpus AS "fractionalGpus",
         available, last_available_at IS NOT NULL AS "everAvailable", remedy
    FROM nodes WHERE resource_group = ANY(${resourceGroups}::text[]) ORDER BY name`

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

interface ListedRow {
  readonly name: string
  readonly scheduler: GroupRow['scheduler']
  readonly hold_after: number
  readonly nodes: number
  readonly available_nodes: number
  readonly fractional_gpus: boolean
  readonly cpu_tenths: number
  readonly memory: number
  readonly gpus: number
  readonly gpu_share_tenths: number
  readonly held_cpu_tenths: number
  readonly held_memory: number
  readonly held_gpus: number
  readonly held_gpu_share_tenths: number
  readonly sessions: number
  readonly queued: number
}

const held = sql`s.status IN (${sql.join(heldStatuses.map((status) => sql.lit(status)))})`
const heldSum = (column: string) =>
  sql`coalesce(sum(s.${sql.ref(column)}::bigint * s.containers) FILTER (WHERE ${held}), 0)::bigint`

/** All groups, or the one of this name, with what their machines have and their sessions hold. */
export async function listGroups(db: Kysely<Tables>, name: string | null): Promise<ResourceGroup[]> {
  const { rows } = await sql<ListedRow>`
    SELECT g.name, g.scheduler, g.hold_after, n.*, l.*
      FROM resource_groups g
      CROSS JOIN LATERAL (
        SELECT count(*)::integer AS nodes, count(*) FILTER (WHERE available)::integer AS available_nodes,
               coalesce(bool_or(fractional_gpus), false) AS fractional_gpus,
               coalesce(sum(cpu_tenths), 0)::bigint AS cpu_tenths, coalesce(sum(memory), 0)::bigint AS memory,
               coalesce(sum(gpus) FILTER (WHERE NOT fractional_gpus), 0)::bigint AS gpus,
               coalesce(sum(gpus * 10) FILTER (WHERE fractional_gpus), 0)::bigint AS gpu_share_tenths
          FROM nodes WHERE resource_group = g.name) n
      CROSS JOIN LATERAL (
        SELECT ${heldSum('cpu_tenths')} AS held_cpu_tenths, ${heldSum('memory')} AS held_memory,
               ${heldSum('gpus')} AS held_gpus, ${heldSum('gpu_share_tenths')} AS held_gpu_share_tenths,
               count(*) FILTER (WHERE ${held})::integer AS sessions,
               count(*) FILTER (WHERE s.status = 'PENDING')::integer AS queued
          FROM sessions s
         WHERE s.resource_group = g.name
           AND s.status NOT IN (${sql.join(finishedStatuses.map((status) => sql.lit(status)))})) l
     WHERE ${name === null ? sql`true` : sql`g.name = ${name}`}
     ORDER BY g.name`.execute(db)
  return rows.map((row) => ({
    name: row.name,
    scheduler: row.scheduler,
    holdAfter: row.hold_after,
    available: row.available_nodes > 0,
    nodes: row.nodes,
    availableNodes: row.available_nodes,
    fractionalGpus: row.fractional_gpus,
    capacity: {
      cpu: row.cpu_tenths / 10,
      memory: row.memory,
      gpu: row.gpus,
      gpuShares: row.gpu_share_tenths / 10,
    },
    allocated: {
      cpu: row.held_cpu_tenths / 10,
      memory: row.held_memory,
      gpu: row.held_gpus,
      gpuShares: row.held_gpu_share_tenths / 10,
    },
    sessions: row.sessions,
    queued: row.queued,
    version: groupVersion({ scheduler: row.scheduler, holdAfter: row.hold_after }),
  }))
}

/** Of what people edit. */
export const groupVersion = ({ scheduler, holdAfter }: Omit<GroupRow, 'name'>) => versionOf([scheduler, holdAfter])
