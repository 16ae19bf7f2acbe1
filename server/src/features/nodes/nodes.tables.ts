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
  probed_at: Date
  last_available_at: Date | null
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    nodes: NodesTable
  }
}
