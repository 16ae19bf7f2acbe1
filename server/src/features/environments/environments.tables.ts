import type { DeclaredApp } from '@berth/contract/environments.ts'
import type { Generated, JSONColumnType } from 'kysely'

export interface EnvironmentsTable {
  name: string
  title: string
  description: string
  root_directory: string | null
  apps: JSONColumnType<DeclaredApp[]>
  visible: boolean
  sort_order: number
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    environments: EnvironmentsTable
  }
}
