export interface AppPassesTable {
  token_hash: Buffer
  kind: 'ticket' | 'cookie'
  session_id: string
  app: string
  user_id: string
  login_id: string | null
  credential: string | null
  path: string
  created_at: Date
  expires_at: Date
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    app_passes: AppPassesTable
  }
}
