import type { ColumnType } from 'kysely'

export interface SetupTokenTable {
  only_one: ColumnType<boolean, never, never>
  token_hash: Buffer
  created_at: Date
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    setup_token: SetupTokenTable
  }
}
