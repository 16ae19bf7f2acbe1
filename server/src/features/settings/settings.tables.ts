import type { ColumnType, Generated } from 'kysely'

export interface SiteSettingsTable {
  only_one: ColumnType<boolean, never, never>
  login_idle_lifetime: number
  login_absolute_lifetime: number
  login_extension: boolean
  enforce_required_password_change: boolean
  require_two_factor: 'none' | 'admins' | 'everyone'
  sign_up_by_invitation: Generated<boolean>
  bootstrap_time_limit: Generated<number>
  trash_days: Generated<number>
  group_folders: Generated<boolean>
  block_user_scripts: Generated<boolean>
  desktop_app: Generated<boolean>
  desktop_app_link: Generated<string | null>
}

declare module '../../platform/database/tables.ts' {
  interface Tables {
    site_settings: SiteSettingsTable
  }
}
