import type { Generated } from 'kysely'

export interface ProjectsTable {
  id: string
  workspace_id: string
  name: string
  description: Generated<string>
  created_at: Generated<Date>
  active: Generated<boolean>
  hidden: Generated<boolean>
  example: Generated<boolean>
  everyone: Generated<boolean>
  cpu_tenths: Generated<number | null>
  memory: Generated<number | null>
  gpus: Generated<number | null>
  gpu_share_tenths: Generated<number | null>
  concurrent_sessions: Generated<number | null>
  storage_hosts: Generated<string[] | null>
}

export interface ProjectMembersTable {
  project_id: string
  user_id: string
  added_at: Generated<Date>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    projects: ProjectsTable
    project_members: ProjectMembersTable
  }
}
