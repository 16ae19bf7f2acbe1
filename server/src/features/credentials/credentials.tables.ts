import type { Generated } from 'kysely'

export interface CredentialsTable {
  access_key: string
  user_id: string
  workspace_id: string
  label: Generated<string>
  main: Generated<boolean>
  secret_hash: Buffer | null
  policy: Generated<string>
  active: Generated<boolean>
  rate_limit: Generated<number | null>
  created_at: Generated<Date>
  expires_at: Generated<Date | null>
  revoked_at: Generated<Date | null>
  last_used_at: Generated<Date | null>
  last_used_from: Generated<string | null>
  requests: Generated<number>
  window_started_at: Generated<Date | null>
  window_requests: Generated<number>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    credentials: CredentialsTable
  }
}
