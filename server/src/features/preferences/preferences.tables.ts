import type { ColumnType } from 'kysely'

export interface PreferencesTable {
  user_id: string
  kept: ColumnType<Record<string, unknown>, string, string>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    preferences: PreferencesTable
  }
}
