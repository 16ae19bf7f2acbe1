import type { ColumnType, Generated } from 'kysely'

export interface SessionTemplatesTable {
  id: string
  owner_id: string | null
  project_id: string | null
  example: Generated<boolean>
  name: string
  settings: ColumnType<unknown, string, string>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    session_templates: SessionTemplatesTable
  }
}
