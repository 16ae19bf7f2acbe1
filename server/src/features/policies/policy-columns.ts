/** Between the limits that the API names and the columns that hold them: tenths there are whole numbers here. */
import type { Policy, PolicyLimits } from '@berth/contract/policies.ts'
import type { Selectable } from 'kysely'
import { versionOf } from '../../platform/entity-tag.ts'
import type { PoliciesTable } from './policies.tables.ts'

export type PolicyRow = Selectable<PoliciesTable>
type LimitColumns = Omit<PolicyRow, 'name' | 'created_at' | 'updated_at'>

const toTenths = (value: number | null) => (value === null ? null : Math.round(value * 10))
const fromTenths = (value: number | null) => (value === null ? null : value / 10)

export const columnsOf = (limits: PolicyLimits): LimitColumns => ({
  cpu_tenths: toTenths(limits.cpu),
  memory: limits.memory,
  gpus: limits.gpu,
  gpu_share_tenths: toTenths(limits.gpuShares),
  containers_per_session: limits.containersPerSession,
  idle_timeout: limits.idleTimeout,
  max_session_lifetime: limits.maxSessionLifetime,
  concurrent_sessions: limits.concurrentSessions,
  pending_sessions: limits.pendingSessions,
  storage_hosts: limits.storageHosts,
  folder_capacity: limits.folderCapacity,
  max_folders: limits.maxFolders,
})

export const limitsIn = (row: LimitColumns): PolicyLimits => ({
  cpu: fromTenths(row.cpu_tenths),
  memory: row.memory,
  gpu: row.gpus,
  gpuShares: fromTenths(row.gpu_share_tenths),
  containersPerSession: row.containers_per_session,
  idleTimeout: row.idle_timeout,
  maxSessionLifetime: row.max_session_lifetime,
  concurrentSessions: row.concurrent_sessions,
  pendingSessions: row.pending_sessions,
  storageHosts: row.storage_hosts,
  folderCapacity: row.folder_capacity,
  maxFolders: row.max_folders,
})

export function representation(row: PolicyRow): Policy {
  const limits = limitsIn(row)
  return {
    name: row.name,
    ...limits,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: versionOf(limits),
  }
}
