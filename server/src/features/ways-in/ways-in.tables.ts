import type { ColumnType } from 'kysely'

export interface PasskeyHandlesTable {
  user_id: string
  handle: Buffer
}

export interface PasskeysTable {
  id: string
  user_id: string
  name: string
  credential_id: Buffer
  public_key: Buffer
  /** The driver reads a bigint as text. */
  counter: ColumnType<string, number, number>
  transports: string[]
  created_at: Date
  last_used_at: Date | null
}

export interface PasskeyChallengesTable {
  id: string
  challenge: Buffer
  user_id: string | null
  network: string
  expires_at: Date
}

export interface IdentitiesTable {
  id: string
  user_id: string
  issuer: string
  subject: string
  email: string | null
  linked_by: 'created' | 'email' | 'self'
  created_at: Date
  last_used_at: Date | null
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    passkey_handles: PasskeyHandlesTable
    passkeys: PasskeysTable
    passkey_challenges: PasskeyChallengesTable
    identities: IdentitiesTable
  }
}
