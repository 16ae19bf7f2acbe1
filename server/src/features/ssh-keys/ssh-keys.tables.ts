import type { SshKeyType } from '@berth/contract/ssh-keys.ts'

export interface SshKeysTable {
  id: string
  user_id: string
  name: string
  type: SshKeyType
  bits: number
  /** What the line's Base64 holds. */
  public_key: Buffer
  comment: string
  fingerprint: string
  /** Sealed; null: not kept. */
  private_key: Buffer | null
  created_at: Date
  last_used_at: Date | null
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    ssh_keys: SshKeysTable
  }
}
