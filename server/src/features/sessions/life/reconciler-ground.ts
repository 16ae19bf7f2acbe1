import type { Kysely } from 'kysely'
import { EngineProblem, type Engine } from '../../../engines/engine.ts'
import type { Tables } from '../../../platform/database/tables.ts'
import type { Log } from '../../../platform/log/log.ts'
import type { Clock } from '../../../platform/time.ts'
import type { Environments } from '../../environments/environments.service.ts'
import type { FolderMounts } from '../../folders/folder-mounts.service.ts'
import type { Nodes } from '../../nodes/nodes.service.ts'
import type { SessionFiles } from './session-files.ts'

/** What every step of the reconciler stands on. */
export interface Ground {
  readonly db: Kysely<Tables>
  readonly engine: Engine
  readonly nodes: Nodes
  readonly environments: Pick<Environments, 'rootOf'>
  readonly filesOf: SessionFiles
  readonly placeOf: FolderMounts['placeOf']
  readonly clock: Clock
  readonly log: Log
  /** The engine did not answer: ask for it again from time to time, begin nothing until it does. */
  readonly engineAway: (error: EngineProblem) => Promise<void>
}

export const isUnavailable = (error: unknown): error is EngineProblem =>
  error instanceof EngineProblem && error.code === 'unavailable'
