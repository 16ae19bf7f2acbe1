import type { ColumnType } from 'kysely'

export interface FolderUploadsTable {
  id: string
  folder_id: string
  user_id: string
  path: string
  size: ColumnType<number, number, never>
  overwrite: boolean
  modified_at: Date | null
  created_at: Date
  expires_at: Date
  finished_at: Date | null
  idempotency_key: string | null
  idempotency_hash: string | null
}

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    folder_uploads: FolderUploadsTable
  }
}
