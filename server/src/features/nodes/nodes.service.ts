/** The machines that sessions run on, as their engine reports them. */
import type { Kysely } from 'kysely'
import type { Engine, EngineReport } from '../../engines/engine.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { Clock } from '../../platform/time.ts'
import { forgetOtherNodes, saveNode, setUnavailable } from './nodes.store.ts'
import { groupCapacity, type GroupCapacity } from './nodes.views.ts'

export type Nodes = ReturnType<typeof createNodes>
export type { GroupCapacity }

/** The only one so far; further ones come with further engines. */
export const defaultResourceGroup = 'default'

export interface NodesDeps {
  readonly db: Kysely<Tables>
  readonly engine: Pick<Engine, 'kind' | 'probe'>
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
        probed_at: now,
        last_available_at: available ? now : null,
      })
      await forgetOtherNodes(db, engine.kind, node.name)
      return report
    },

    /** The engine did not answer: nothing starts there until `refresh` finds it well. */
    unavailable: (remedy: string) => setUnavailable(db, engine.kind, remedy),

    capacity: (tx: Kysely<Tables> | null, resourceGroup: string): Promise<GroupCapacity> =>
      groupCapacity(tx ?? db, resourceGroup),
  }
}
