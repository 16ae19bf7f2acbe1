/** The machines that sessions run on, as their engine reports them. */
import type { Kysely } from 'kysely'
import type { Engine, EngineReport } from '../../engines/engine.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { Clock } from '../../platform/time.ts'
import { forgetOtherNodes, saveNode, setUnavailable } from './nodes.store.ts'
import { groupOf, listGroups, machinesOf, type GroupRow } from './nodes.views.ts'

export type Nodes = ReturnType<typeof createNodes>
export type { GroupRow }

/** Where the machines of an engine are until an administrator says otherwise. */
export const defaultResourceGroup = 'default'

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
      const rows = await machinesOf(tx ?? db, resourceGroup)
      return {
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
      }
    },

    group: (tx: Kysely<Tables> | null, name: string): Promise<GroupRow | undefined> => groupOf(tx ?? db, name),
    groups: () => listGroups(db),
  }
}
