import type { Generated } from 'kysely'

export interface WorkspacesTable {
  id: string
  name: string
  personal_of: string | null
  created_at: Generated<Date>
}

export interface MembersTable {
  workspace_id: string
  user_id: string
  role: 'admin' | 'member'
  joined_at: Generated<Date>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    workspaces: WorkspacesTable
    members: MembersTable
  }
}
