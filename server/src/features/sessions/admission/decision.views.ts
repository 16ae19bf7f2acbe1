/** What sessions are admitted on: who asks, what there is, and what is taken, in one statement. */
import { sql, type Kysely } from 'kysely'
import { commitLater } from '../../../platform/database/durability.ts'
import type { Tables } from '../../../platform/database/tables.ts'
import { together } from '../../../platform/database/together.ts'
import type { Nodes } from '../../nodes/nodes.service.ts'
import { bookOf, layersQuestions, type Claim, type LayerBook } from './admission.views.ts'
import type { Circumstances } from './admission.ts'
import { hardwareOf, type Holding } from './placement.ts'
import { amountSums, held } from './session-sums.views.ts'
import { takenNames, type Named } from '../sessions.store.ts'

type Db = Kysely<Tables>
type Deps = { readonly nodes: Pick<Nodes, 'machinesIn' | 'gather'> }

export interface Group {
  readonly hardware: Circumstances['hardware']
  readonly everAvailable: boolean
  readonly fractionalGpus: boolean
  /** Does somebody wait whose turn is decided before that of a new one? */
  readonly ahead: boolean
}

/** To decide in, one after the other: each changes what the next one finds. */
export interface GroupToDecideIn extends Group {
  ahead: boolean
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
    ...roomQuestions(nodes, asked.groups),
    taken: takenNames(asked.names),
    waiting: sql<{ group: string; ahead: boolean; queued: number }>`
      SELECT resource_group AS "group", bool_or(${isAhead(now)}) AS ahead, count(*)::integer AS queued
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
  const rows = await together(db, {
    ...roomQuestions(nodes, [name]),
    waiting: sql<GroupsRows['waiting'][number]>`
      SELECT ${name}::text AS "group", true AS ahead
       WHERE EXISTS (SELECT FROM sessions WHERE resource_group = ${name} AND status = 'PENDING' AND ${isAhead(now)})`,
  })
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

/** Of one that waits. Who waits for a limit waits for themselves. */
const isAhead = (now: Date) => sql`due_at <= ${now} AND reason <> 'waiting-for-limit'`

/** The machines of groups and what sessions hold on them, those with devices one by one. */
const roomQuestions = (nodes: Pick<Nodes, 'machinesIn'>, groups: readonly string[]) => ({
  machines: nodes.machinesIn(groups),
  holdings: sql<HoldingOfGroup>`
    SELECT resource_group AS "group", node, gpu_devices AS devices, ${amountSums}
      FROM sessions WHERE resource_group = ANY(${groups}::text[]) AND ${held}
     GROUP BY resource_group, node, gpu_devices, CASE WHEN gpu_devices = '{}' THEN NULL ELSE id END`,
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
     WHERE resource_group = ${resourceGroup} AND status = 'PENDING' AND ${isAhead(now)}`.execute(db)
  return rows[0]?.ahead ?? 0
}
