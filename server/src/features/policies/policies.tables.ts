import type { Generated } from 'kysely'

export interface PoliciesTable {
  name: string
  cpu_tenths: number | null
  memory: number | null
  gpus: number | null
  gpu_share_tenths: number | null
  containers_per_session: number | null
  idle_timeout: Generated<number>
  max_session_lifetime: Generated<number>
  concurrent_sessions: number | null
  pending_sessions: number | null
  storage_hosts: string[] | null
  folder_capacity: number | null
  max_folders: number | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    policies: PoliciesTable
  }
}
