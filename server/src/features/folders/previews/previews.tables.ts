export interface FilePreviewsTable {
  token_hash: Buffer
  user_id: string
  login_id: string | null
  credential: string | null
  workspace_id: string | null
  folder_id: string
  path: string
  console: string
  opened_from: string | null
  created_at: Date
  expires_at: Date
}

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    file_previews: FilePreviewsTable
  }
}
