import type { Generated } from 'kysely'

export interface FoldersTable {
  id: string
  name: string
  host: string
  owner_id: string | null
  project_id: string | null
  workspace_id: string
  permission: 'ro' | 'rw' | null
  capacity: number | null
  example: Generated<boolean>
  created_at: Generated<Date>
  trashed_at: Date | null
  purged_at: Date | null
  removed_at: Date | null
  quota_project: Generated<number>
  has_quota: Generated<boolean>
  idempotency_key: string | null
  idempotency_hash: string | null
}

export interface FolderSharesTable {
  id: string
  folder_id: string
  email: string
  user_id: string | null
  permission: 'ro' | 'rw'
  invited_by: string
  created_at: Date
  accepted_at: Date | null
  idempotency_key: string | null
  idempotency_hash: string | null
}

export interface FolderMembersTable {
  folder_id: string
  user_id: string
  permission: 'ro' | 'rw'
}

export interface FolderMeasuresTable {
  folder_id: string
  used: number
  files: number
  measured_at: Date
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    folders: FoldersTable
    folder_shares: FolderSharesTable
    folder_members: FolderMembersTable
    folder_measures: FolderMeasuresTable
  }
}
