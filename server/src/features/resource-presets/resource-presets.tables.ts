import type { Generated } from 'kysely'

export interface ResourcePresetsTable {
  id: string
  name: string
  description: string
  cpu_tenths: number
  memory: number
  gpus: number
  gpu_share_tenths: number
  shared_memory: number
  position: number
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    resource_presets: ResourcePresetsTable
  }
}
