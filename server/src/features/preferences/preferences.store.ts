/** What others act on is a column of the user, where their statements find it; the rest is kept as it was given. */
import { usualHiddenArguments, type Preferences } from '@berth/contract/preferences.ts'
import { sql, type Kysely } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import './preferences.tables.ts'

type Db = Kysely<Tables>
type Changes = { readonly [Name in keyof Preferences]?: Preferences[Name] | undefined }
const own = ownTables<'users' | 'preferences'>()

/** Of somebody new. */
const initial: Omit<Preferences, 'autoLogout' | 'hideArguments' | 'hiddenArguments'> = {
  workspace: null,
  project: null,
  showHiddenProjects: false,
  hideExamples: false,
}

export async function readPreferences(db: Db, user: string): Promise<Preferences> {
  const row = await own(db)
    .selectFrom('users')
    .leftJoin('preferences', 'preferences.user_id', 'users.id')
    .select([
      'users.auto_logout as autoLogout',
      'users.hide_arguments as hideArguments',
      'users.hidden_arguments as hiddenArguments',
      'preferences.kept',
    ])
    .where('users.id', '=', user)
    .executeTakeFirstOrThrow()
  const { kept, hiddenArguments, ...columns } = row
  return { ...initial, ...kept, ...columns, hiddenArguments: hiddenArguments ?? usualHiddenArguments }
}

/** Of two that come at the same time, each changes what it names. */
export async function changePreferences(db: Db, user: string, changes: Changes): Promise<void> {
  const { autoLogout, hideArguments, hiddenArguments, ...rest } = changes
  const columns = {
    ...(autoLogout === undefined ? {} : { auto_logout: autoLogout }),
    ...(hideArguments === undefined ? {} : { hide_arguments: hideArguments }),
    ...(hiddenArguments === undefined ? {} : { hidden_arguments: keptNames(hiddenArguments) }),
  }
  if (Object.keys(columns).length > 0) await own(db).updateTable('users').set(columns).where('id', '=', user).execute()
  const kept = JSON.stringify(rest)
  if (kept === '{}') return
  await own(db)
    .insertInto('preferences')
    .values({ user_id: user, kept })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ kept: sql`preferences.kept || excluded.kept` }))
    .execute()
}

/** Who keeps to those that are usual gets what becomes usual. */
function keptNames(names: readonly string[]): string[] | null {
  const wanted = [...new Set(names)]
  const isUsual =
    wanted.length === usualHiddenArguments.length && usualHiddenArguments.every((name) => wanted.includes(name))
  return isUsual ? null : wanted
}
