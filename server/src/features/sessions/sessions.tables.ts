import type { IdleSignal } from '@berth/contract/idle.ts'
import type { SessionReason, SessionStatus } from '@berth/contract/session-states.ts'
import type { Generated, JSONColumnType } from 'kysely'

export interface SessionsTable {
  id: string
  name: string
  owner_id: string
  workspace_id: string
  project_id: string
  type: 'interactive' | 'batch' | 'service'
  environment: string
  resource_group: string
  engine: string
  node: string | null
  tier: string | null
  cpu_tenths: number
  memory: number
  shared_memory: number
  gpus: number
  gpu_share_tenths: number
  gpu_devices: Generated<number[]>
  env: JSONColumnType<Record<string, string>>
  env_names: string[]
  env_bytes: number
  command: string | null
  port: number | null
  audience: 'owner' | 'project'
  starts_at: Date | null
  time_limit: number | null
  status: SessionStatus
  reason: SessionReason
  result: 'success' | 'failure' | null
  exit_code: number | null
  starts: Generated<number>
  skip_user_scripts: boolean
  bootstrap_seconds: Generated<number | null>
  warning: Generated<'bootstrap-failed' | 'bootstrap-timeout' | null>
  bootstrap_exit_code: Generated<number | null>
  deadline_at: Date | null
  due_at: Date
  /** Whose policy it counts against. */
  credential: string
  containers: Generated<number>
  priority: Generated<number>
  lifetime: number | null
  idle_timeout: number | null
  kept_until: Generated<Date | null>
  idle_warned_at: Generated<Date | null>
  has_mounts: Generated<boolean>
  idempotency_key: string | null
  idempotency_hash: string | null
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
}

export interface SessionMountsTable {
  session_id: string
  path: string
  folder_id: string
  name: string
  mode: 'ro' | 'rw'
  auto: boolean
  live: Generated<boolean>
}

export interface SessionHistoryTable {
  session_id: string
  number: Generated<number>
  at: Date
  status: SessionStatus
  reason: SessionReason
  detail: string | null
}

export interface SessionActivityTable {
  session_id: string
  signal: IdleSignal
  at: Date
}

export interface SessionMetricsTable {
  session_id: string
  seconds: number
  at: Date
}

export interface TerminalSharesTable {
  id: string
  session_id: string
  terminal: string
  user_id: string
  created_at: Date
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    sessions: SessionsTable
    session_history: SessionHistoryTable
    session_mounts: SessionMountsTable
    session_activity: SessionActivityTable
    session_metrics: SessionMetricsTable
    terminal_shares: TerminalSharesTable
  }
}
