import type { Generated } from 'kysely'

export interface NewestReleaseTable {
  one: Generated<boolean>
  version: string
  notes: string
  url: string | null
  checked_at: Date
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    newest_release: NewestReleaseTable
  }
}
