import type { Generated } from 'kysely'

export interface LoginsTable {
  id: string
  user_id: string
  token_hash: Buffer
  kind: 'browser' | 'program'
  client: string
  address: string
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  ended_at: Date | null
  end_reason: string | null
  method: Generated<string>
  stream_seen_at: Generated<Date | null>
  /** What it was derived from, and ends with. */
  credential: Generated<string | null>
}

export interface AttemptCountersTable {
  key: string
  account: string | null
  network: string | null
  failed_at: Date[]
  strikes: number
  blocked_until: Date | null
  changed_at: Date
}

export interface KnownDevicesTable {
  token_hash: Buffer
  user_id: string
  created_at: Date
  last_used_at: Date
}

export interface ConnectionRequestsTable {
  id: string
  user_code: string
  device_hash: Buffer
  client: string
  address: string
  created_at: Date
  expires_at: Date
  answered_by: string | null
  approved: boolean | null
  collected_at: Date | null
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    logins: LoginsTable
    connection_requests: ConnectionRequestsTable
    attempt_counters: AttemptCountersTable
    known_devices: KnownDevicesTable
  }
}
