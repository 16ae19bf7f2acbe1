/** What others act on is a column of the user, where their statements find it. */
import type { Preferences } from '@berth/contract/preferences.ts'
import type { Kysely } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'

const own = ownTables<'users'>()

export const readPreferences = (db: Kysely<Tables>, user: string): Promise<Preferences> =>
  own(db).selectFrom('users').select('auto_logout as autoLogout').where('id', '=', user).executeTakeFirstOrThrow()

export const writePreferences = (db: Kysely<Tables>, user: string, wanted: Preferences): Promise<Preferences> =>
  own(db)
    .updateTable('users')
    .set({ auto_logout: wanted.autoLogout })
    .where('id', '=', user)
    .returning('auto_logout as autoLogout')
    .executeTakeFirstOrThrow()
