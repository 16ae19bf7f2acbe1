import type { Generated } from 'kysely'

export interface GroupsTable {
  id: string
  workspace_id: string
  name: string
  everyone: Generated<boolean>
  created_at: Generated<Date>
}

export interface GroupMembersTable {
  group_id: string
  user_id: string
  added_at: Generated<Date>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    groups: GroupsTable
    group_members: GroupMembersTable
  }
}
