import type { UploadBatchState } from '@berth/contract/upload-batches.ts'

export interface UploadBatchesTable {
  id: string
  user_id: string
  folder_id: string
  folder_name: string
  files: number
  bytes: number
  sent: number
  done: number
  skipped: number
  failed: number
  state: UploadBatchState
  started_at: Date
  heard_at: Date
}

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    upload_batches: UploadBatchesTable
  }
}
