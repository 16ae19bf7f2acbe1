import type { ColumnType, JSONColumnType } from 'kysely'

type Shown = JSONColumnType<Record<string, unknown> | null>

export interface AuditLogTable {
  id: number
  event_id: number
  at: Date
  action: string
  result: 'success' | 'failure'
  reason: string | null
  actor_id: string | null
  user_id: string | null
  subject: string | null
  name: string | null
  workspace_id: string | null
  address: string | null
  device: string | null
  method: string | null
  before: Shown
  after: Shown
  previous_hash: Buffer
  hash: Buffer
}

export interface AuditHeadTable {
  only_one: ColumnType<boolean, never, never>
  id: number
  hash: Buffer
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    audit_log: AuditLogTable
    audit_head: AuditHeadTable
  }
}
