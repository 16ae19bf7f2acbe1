import type { SiteSettings } from '@berth/contract/settings.ts'
import type { Kysely, Transaction } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'

const own = ownTables<'site_settings'>()

const columns = {
  loginIdleLifetime: 'login_idle_lifetime',
  loginAbsoluteLifetime: 'login_absolute_lifetime',
  loginExtension: 'login_extension',
  enforceRequiredPasswordChange: 'enforce_required_password_change',
  requireTwoFactor: 'require_two_factor',
  signUpByInvitation: 'sign_up_by_invitation',
  bootstrapTimeLimit: 'bootstrap_time_limit',
  trashDays: 'trash_days',
  groupFolders: 'group_folders',
  blockUserScripts: 'block_user_scripts',
  desktopApp: 'desktop_app',
  desktopAppLink: 'desktop_app_link',
} as const satisfies Readonly<Record<keyof SiteSettings, string>>

const row = (db: Kysely<Tables>) =>
  own(db)
    .selectFrom('site_settings')
    .select([
      'login_idle_lifetime as loginIdleLifetime',
      'login_absolute_lifetime as loginAbsoluteLifetime',
      'login_extension as loginExtension',
      'enforce_required_password_change as enforceRequiredPasswordChange',
      'require_two_factor as requireTwoFactor',
      'sign_up_by_invitation as signUpByInvitation',
      'bootstrap_time_limit as bootstrapTimeLimit',
      'trash_days as trashDays',
      'group_folders as groupFolders',
      'block_user_scripts as blockUserScripts',
      'desktop_app as desktopApp',
      'desktop_app_link as desktopAppLink',
    ])

export const readSettings = (db: Kysely<Tables>): Promise<SiteSettings> => row(db).executeTakeFirstOrThrow()

/** Two changes at the same time happen one after the other, each knowing what it changes. */
export const lockSettings = (tx: Transaction<Tables>): Promise<SiteSettings> =>
  row(tx).forUpdate().executeTakeFirstOrThrow()

export const writeSettings = (tx: Transaction<Tables>, changes: Partial<SiteSettings>) =>
  own(tx)
    .updateTable('site_settings')
    .set(
      Object.fromEntries(Object.entries(changes).map(([name, value]) => [columns[name as keyof SiteSettings], value])),
    )
    .execute()
