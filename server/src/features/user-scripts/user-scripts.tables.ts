export interface ConfigScriptsTable {
  user_id: string
  /** A path below the home directory. */
  name: string
  content: string
  updated_at: Date
}

export interface BootstrapScriptsTable {
  user_id: string
  content: string
  updated_at: Date
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    config_scripts: ConfigScriptsTable
    bootstrap_scripts: BootstrapScriptsTable
  }
}
