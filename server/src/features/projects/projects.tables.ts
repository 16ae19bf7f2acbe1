import type { Generated } from 'kysely'

export interface ProjectsTable {
  id: string
  workspace_id: string
  name: string
  description: Generated<string>
  created_at: Generated<Date>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    projects: ProjectsTable
  }
}
