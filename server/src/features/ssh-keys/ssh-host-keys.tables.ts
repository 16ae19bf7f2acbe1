export interface SshHostKeysTable {
  type: string
  /** What goes over the wire. */
  public_key: Buffer
  /** Sealed. */
  private_key: Buffer
  created_at: Date
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    ssh_host_keys: SshHostKeysTable
  }
}
