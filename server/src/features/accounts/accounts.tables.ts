import type { Generated } from 'kysely'

export interface UsersTable {
  id: string
  email: string
  username: string
  full_name: string
  password_hash: string | null
  role: 'superadmin' | 'user'
  active: boolean
  created_at: Date
  last_sign_in_at: Date | null
  description: Generated<string>
  require_password_change: Generated<boolean>
  allowed_client_ips: Generated<string[]>
  auto_logout: Generated<boolean>
  email_proven: Generated<boolean>
  hide_arguments: Generated<boolean>
  hidden_arguments: Generated<string[] | null>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    users: UsersTable
  }
}
