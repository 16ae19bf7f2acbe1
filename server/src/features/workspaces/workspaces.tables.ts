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

export interface InvitationsTable {
  id: string
  workspace_id: string
  email: string
  role: 'admin' | 'member'
  token_hash: Buffer
  invited_by: string | null
  created_at: Date
  expires_at: Date
  outcome: Generated<'accepted' | 'declined' | 'revoked' | null>
  ended_at: Generated<Date | null>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    workspaces: WorkspacesTable
    members: MembersTable
    invitations: InvitationsTable
  }
}
