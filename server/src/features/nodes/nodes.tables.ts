import type { Generated } from 'kysely'

export interface NodesTable {
  engine: string
  name: string
  resource_group: string
  available: boolean
  remedy: string | null
  version: string
  tier: string
  facts: string[]
  cpu_tenths: number
  memory: number
  gpus: number
  fractional_gpus: Generated<boolean>
  probed_at: Date
  last_available_at: Date | null
}

export interface ResourceGroupsTable {
  name: string
  scheduler: Generated<'fifo' | 'fair-share'>
  hold_after: Generated<number>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    nodes: NodesTable
    resource_groups: ResourceGroupsTable
  }
}
