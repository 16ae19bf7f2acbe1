/** What others act on is a column of the user, where their statements find it; the rest is kept as it was given. */
import { initialPreferences, usualHiddenArguments } from '@berth/contract/initial-preferences.ts'
import type { Preferences } from '@berth/contract/preferences.ts'
import { sql, type Kysely } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import './preferences.tables.ts'

type Db = Kysely<Tables>
export type PreferenceChanges = { readonly [Name in keyof Preferences]?: Preferences[Name] | undefined }
const own = ownTables<'users' | 'preferences'>()

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
  return { ...initialPreferences, ...kept, ...columns, hiddenArguments: hiddenArguments ?? usualHiddenArguments }
}

/** Of two that come at the same time, each changes what it names; of tables too, unless all is said anew. */
export async function changePreferences(
  db: Db,
  user: string,
  changes: PreferenceChanges,
  isWhole: boolean,
): Promise<void> {
  const { autoLogout, hideArguments, hiddenArguments, tableColumns, ...rest } = changes
  const columns = {
    ...(autoLogout === undefined ? {} : { auto_logout: autoLogout }),
    ...(hideArguments === undefined ? {} : { hide_arguments: hideArguments }),
    ...(hiddenArguments === undefined ? {} : { hidden_arguments: keptNames(hiddenArguments) }),
  }
  if (Object.keys(columns).length > 0) await own(db).updateTable('users').set(columns).where('id', '=', user).execute()
  const kept = JSON.stringify({ ...rest, ...(tableColumns === undefined ? {} : { tableColumns }) })
  if (kept === '{}') return
  const tables = sql`coalesce(preferences.kept -> 'tableColumns', '{}') || (excluded.kept -> 'tableColumns')`
  const merged = sql<string>`preferences.kept || excluded.kept ||
    CASE WHEN ${!isWhole} AND jsonb_exists(excluded.kept, 'tableColumns') THEN jsonb_build_object('tableColumns', ${tables}) ELSE '{}' END`
  await own(db)
    .insertInto('preferences')
    .values({ user_id: user, kept })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ kept: merged }))
    .execute()
}

/** How many were told by now; undefined: none is due. */
export async function noteTip(db: Db, user: string, now: Date, before: Date): Promise<number | undefined> {
  const row = await own(db)
    .insertInto('preferences')
    .values({ user_id: user, kept: '{}', tip_at: now, tips: 1 })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({ tip_at: now, tips: sql<number>`preferences.tips + 1` })
        .where(sql<boolean>`(preferences.tip_at IS NULL OR preferences.tip_at <= ${before})`)
        .where(sql<boolean>`preferences.kept -> 'hideProTips' IS DISTINCT FROM 'true'::jsonb`),
    )
    .returning('tips')
    .executeTakeFirst()
  return row?.tips
}

/** Who keeps to those that are usual gets what becomes usual. */
function keptNames(names: readonly string[]): string[] | null {
  const wanted = [...new Set(names)]
  const isUsual =
    wanted.length === usualHiddenArguments.length && usualHiddenArguments.every((name) => wanted.includes(name))
  return isUsual ? null : wanted
}
