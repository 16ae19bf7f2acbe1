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
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    users: UsersTable
  }
}
