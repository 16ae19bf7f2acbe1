import type { Release } from '@berth/contract/updates.ts'
import type { Kysely } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import './updates.tables.ts'

const own = ownTables<'newest_release'>()

export const keepRelease = (db: Kysely<Tables>, { version, notes, url }: Release, at: Date) => {
  const row = { version, notes, url, checked_at: at }
  return own(db)
    .insertInto('newest_release')
    .values(row)
    .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
    .execute()
}

export const keptRelease = (db: Kysely<Tables>) =>
  own(db).selectFrom('newest_release').select(['version', 'notes', 'url', 'checked_at as checkedAt']).executeTakeFirst()
