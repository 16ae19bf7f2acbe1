/** The machines that sessions run on, as their engine reports them, and the groups that they are in. */
import type { ResourceGroup, resourceGroupChanges } from '@berth/contract/resource-groups.ts'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Engine, EngineReport } from '../../engines/engine.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { defaultResourceGroup } from '@berth/contract/resource-group-names.ts'
import { refuseOtherVersion } from '../../platform/entity-tag.ts'
import { difference, recordAudit } from '../../platform/events/audit-record.ts'
import { emit } from '../../platform/events/outbox.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Clock } from '../../platform/time.ts'
import { forgetOtherNodes, lockGroup, saveNode, setUnavailable, updateGroup } from './nodes.store.ts'
import { groupOf, groupVersion, listGroups, machinesIn, type GroupRow, type MachineRow } from './nodes.views.ts'

export type Nodes = ReturnType<typeof createNodes>
export type { GroupRow }

/** The rule of a group's queue is another: it is to be looked at. */
export const groupUpdated = 'resource-group.updated'

/** A machine as its engine reports it; its GPUs are given out whole or in tenths. */
export interface GroupMachine {
  readonly name: string
  readonly available: boolean
  readonly devices: number
  readonly total: {
    readonly cpuTenths: number
    readonly memory: number
    readonly gpus: number
    readonly gpuShareTenths: number
  }
}

export interface GroupMachines {
  readonly machines: readonly GroupMachine[]
  /** Could a session ever start there? */
  readonly everAvailable: boolean
  readonly remedy: string | null
  readonly fractionalGpus: boolean
  /** Of one session, at most. */
  readonly containers: number
}

export interface NodesDeps {
  readonly db: Kysely<Tables>
  readonly engine: Pick<Engine, 'kind' | 'probe' | 'mostContainers'>
  readonly clock: Clock
}

export function createNodes({ db, engine, clock }: NodesDeps) {
  const showGroup = async (name: string): Promise<ResourceGroup> => {
    const [group] = await listGroups(db, name)
    if (!group) throw new Problem('not-found')
    return group
  }

  const gather = (rows: readonly MachineRow[]): GroupMachines => ({
    machines: rows.map(({ name, available, cpuTenths, memory, gpus, fractionalGpus }) => ({
      name,
      available,
      devices: gpus,
      total: fractionalGpus
        ? { cpuTenths, memory, gpus: 0, gpuShareTenths: gpus * 10 }
        : { cpuTenths, memory, gpus, gpuShareTenths: 0 },
    })),
    everAvailable: rows.some((row) => row.everAvailable),
    remedy: rows.find((row) => row.remedy !== null)?.remedy ?? null,
    fractionalGpus: rows.some((row) => row.fractionalGpus),
    containers: engine.mostContainers,
  })

  return {
    /** Asks the engine what it has now and keeps the answer. */
    async refresh(): Promise<EngineReport> {
      const report = await engine.probe()
      const { node, available } = report
      const now = clock.now()
      await saveNode(db, {
        engine: engine.kind,
        name: node.name,
        resource_group: defaultResourceGroup,
        available,
        remedy: available ? null : (report.remedy ?? 'The engine gave no reason; its log may.'),
        version: report.version,
        tier: report.tier,
        facts: [...report.facts],
        cpu_tenths: Math.floor(node.cpu * 10 + 1e-6),
        memory: Math.floor(node.memory),
        gpus: node.gpus,
        fractional_gpus: node.fractionalGpus ?? false,
        probed_at: now,
        last_available_at: available ? now : null,
      })
      await forgetOtherNodes(db, engine.kind, node.name)
      return report
    },

    /** The engine did not answer: nothing starts there until `refresh` finds it well. */
    unavailable: (remedy: string) => setUnavailable(db, engine.kind, remedy),

    async machines(tx: Kysely<Tables> | null, resourceGroup: string): Promise<GroupMachines> {
      const { rows } = await machinesIn([resourceGroup]).execute(tx ?? db)
      return gather(rows)
    },
    /** The same for those who ask more in one statement: what to ask, and what its rows for one group say. */
    machinesIn,
    gather,

    group: (tx: Kysely<Tables> | null, name: string): Promise<GroupRow | undefined> => groupOf(tx ?? db, name),
    groups: () => listGroups(db, null),
    showGroup,

    /** What runs stays; what waits is looked at by the new rule at once. */
    async updateGroup(
      by: Caller,
      name: string,
      changes: z.output<typeof resourceGroupChanges>,
      ifMatch: string | string[] | undefined,
    ): Promise<ResourceGroup> {
      await transaction(db, async (tx) => {
        const now = await lockGroup(tx, name)
        if (!now) throw new Problem('not-found')
        refuseOtherVersion(ifMatch, groupVersion(now))
        const next = { scheduler: changes.scheduler ?? now.scheduler, holdAfter: changes.holdAfter ?? now.holdAfter }
        const { before, after, changed } = difference(now, next)
        if (!changed) return
        await updateGroup(tx, name, { scheduler: next.scheduler, hold_after: next.holdAfter })
        await emit(tx, { kind: groupUpdated, payload: { name } })
        const about = { actor: by.user, address: by.address, name }
        await recordAudit(tx, { action: 'resource-group.updated', result: 'success', ...about, before, after })
      })
      return showGroup(name)
    },
  }
}
