import type { Generated } from 'kysely'

export interface UsageSharingTable {
  one: Generated<boolean>
  site: string | null
  sent_at: Date | null
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    usage_sharing: UsageSharingTable
  }
}
