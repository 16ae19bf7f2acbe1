/** What others act on is a column of the user, where their statements find it; the rest is kept as it was given. */
import type { Preferences } from '@berth/contract/preferences.ts'
import { sql, type Kysely } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import './preferences.tables.ts'

type Db = Kysely<Tables>
type Changes = { readonly [Name in keyof Preferences]?: Preferences[Name] | undefined }
const own = ownTables<'users' | 'preferences'>()

/** Of somebody new. */
const initial: Omit<Preferences, 'autoLogout'> = {
  workspace: null,
  project: null,
  showHiddenProjects: false,
  hideExamples: false,
}

export async function readPreferences(db: Db, user: string): Promise<Preferences> {
  const row = await own(db)
    .selectFrom('users')
    .leftJoin('preferences', 'preferences.user_id', 'users.id')
    .select(['users.auto_logout as autoLogout', 'preferences.kept'])
    .where('users.id', '=', user)
    .executeTakeFirstOrThrow()
  return { ...initial, ...row.kept, autoLogout: row.autoLogout }
}

/** Of two that come at the same time, each changes what it names. */
export async function changePreferences(db: Db, user: string, { autoLogout, ...rest }: Changes): Promise<void> {
  if (autoLogout !== undefined)
    await own(db).updateTable('users').set({ auto_logout: autoLogout }).where('id', '=', user).execute()
  const kept = JSON.stringify(rest)
  if (kept === '{}') return
  await own(db)
    .insertInto('preferences')
    .values({ user_id: user, kept })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ kept: sql`preferences.kept || excluded.kept` }))
    .execute()
}
