/** What sessions are admitted on: who asks, what there is, and what is taken, in one statement. */
import { heldStatuses } from '@berth/contract/session-states.ts'
import { sql, type Kysely } from 'kysely'
import { commitLater } from '../../platform/database/durability.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { together } from '../../platform/database/together.ts'
import type { Nodes } from '../nodes/nodes.service.ts'
import { bookOf, layersQuestions, type Claim, type LayerBook } from './admission.views.ts'
import type { Circumstances } from './admission.ts'
import { hardwareOf, type Holding } from './placement.ts'
import { takenNames, type Named } from './sessions.store.ts'

type Db = Kysely<Tables>
type Deps = { readonly nodes: Pick<Nodes, 'machinesIn' | 'gather'> }

export interface Group {
  readonly hardware: Circumstances['hardware']
  readonly everAvailable: boolean
  readonly fractionalGpus: boolean
  /** Does somebody wait whose turn is decided before that of a new one? */
  ahead: boolean
}

/** To decide in, one after the other: each changes what the next one finds. */
export interface GroupToDecideIn extends Group {
  /** How many wait. */
  queued: number
}

export interface Decision {
  readonly layers: LayerBook
  readonly groups: ReadonlyMap<string, GroupToDecideIn>
  /** Of the wanted names. */
  readonly taken: readonly Named[]
}

/** In the transaction that decides. It commits later: whoever tells what was decided flushes before. */
export async function readDecision(
  tx: Db,
  { nodes }: Deps,
  asked: { readonly claims: readonly Claim[]; readonly groups: readonly string[]; readonly names: readonly Named[] },
  now: Date,
): Promise<Decision> {
  const rows = await together(tx, {
    ...layersQuestions(asked.claims, now),
    ...groupsQuestions(nodes, asked.groups, now),
    taken: takenNames(asked.names),
    waiting: sql<{ group: string; ahead: boolean; queued: number }>`
      SELECT resource_group AS "group", bool_or(due_at <= ${now} AND reason <> 'waiting-for-limit') AS ahead,
             count(*)::integer AS queued
        FROM sessions WHERE resource_group = ANY(${asked.groups}::text[]) AND status = 'PENDING'
       GROUP BY resource_group`,
    later: sql<object>`SELECT ${commitLater}`,
  })
  const groups = asked.groups.map((name) => {
    const queued = rows.waiting.find(({ group }) => group === name)?.queued ?? 0
    return [name, { ...groupOf(nodes, name, rows), queued }] as const
  })
  return { layers: bookOf(rows), groups: new Map(groups), taken: rows.taken }
}

export async function readGroup(db: Db, { nodes }: Deps, name: string, now: Date): Promise<Group> {
  const rows = await together(db, groupsQuestions(nodes, [name], now))
  return groupOf(nodes, name, rows)
}

interface HoldingOfGroup extends Holding {
  readonly group: string
}

interface GroupsRows {
  readonly machines: Parameters<Nodes['gather']>[0]
  readonly holdings: readonly HoldingOfGroup[]
  readonly waiting: readonly { readonly group: string; readonly ahead: boolean }[]
}

/** What sessions hold on the machines of groups, those with devices one by one; and whether anybody waits. */
const groupsQuestions = (nodes: Pick<Nodes, 'machinesIn'>, groups: readonly string[], now: Date) => ({
  machines: nodes.machinesIn(groups),
  holdings: sql<HoldingOfGroup>`
    SELECT resource_group AS "group", node, gpu_devices AS devices,
           sum(cpu_tenths * containers)::integer AS "cpuTenths", sum(memory * containers)::bigint AS memory,
           sum(gpus * containers)::integer AS gpus, sum(gpu_share_tenths * containers)::integer AS "gpuShareTenths"
      FROM sessions
     WHERE resource_group = ANY(${groups}::text[]) AND status IN (${sql.join(heldStatuses.map((status) => sql.lit(status)))})
     GROUP BY resource_group, node, gpu_devices, CASE WHEN gpu_devices = '{}' THEN NULL ELSE id END`,
  // Those who wait for a limit wait for themselves.
  waiting: sql<GroupsRows['waiting'][number]>`
    SELECT asked AS "group", true AS ahead FROM unnest(${groups}::text[]) AS asked
     WHERE EXISTS (SELECT FROM sessions WHERE resource_group = asked AND status = 'PENDING' AND due_at <= ${now}
                      AND reason <> 'waiting-for-limit')`,
})

function groupOf(nodes: Pick<Nodes, 'gather'>, name: string, rows: GroupsRows): Group {
  const inIt = ({ group }: { readonly group: string }) => group === name
  const { machines, everAvailable, fractionalGpus, containers } = nodes.gather(rows.machines.filter(inIt))
  const holdings = rows.holdings.filter(inIt)
  const hardware = hardwareOf(machines, holdings, containers)
  return { hardware, everAvailable, fractionalGpus, ahead: rows.waiting.find(inIt)?.ahead ?? false }
}

/** How many wait in a group whose turn is decided before that of a new one. */
export async function countAhead(db: Db, resourceGroup: string, now: Date): Promise<number> {
  const { rows } = await sql<{ ahead: number }>`
    SELECT count(*)::integer AS ahead FROM sessions
     WHERE resource_group = ${resourceGroup} AND status = 'PENDING' AND due_at <= ${now}
       AND reason <> 'waiting-for-limit'`.execute(db)
  return rows[0]?.ahead ?? 0
}
