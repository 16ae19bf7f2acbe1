import type { ColumnType, Generated } from 'kysely'

export interface PreferencesTable {
  user_id: string
  kept: ColumnType<Record<string, unknown>, string, string>
  /** When a tip was told last, and how many were. */
  tip_at: Generated<Date | null>
  tips: Generated<number>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    preferences: PreferencesTable
  }
}
