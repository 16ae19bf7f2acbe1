import { initialPreferences } from '@berth/contract/initial-preferences.ts'
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'

const wants = sql<boolean>`coalesce((preferences.kept ->> 'updateCheck')::boolean, ${initialPreferences.updateCheck})`

const wanting = (db: Kysely<Tables>) =>
  db
    .selectFrom('users')
    .leftJoin('preferences', 'preferences.user_id', 'users.id')
    .where('users.active', '=', true)
    .where(wants)

/** Whoever wants to be told of newer versions. */
export const updatesWantedBy = async (db: Kysely<Tables>): Promise<string[]> =>
  (await wanting(db).select('users.id').execute()).map(({ id }) => id)

/** Does anybody? */
export const areUpdatesWanted = async (db: Kysely<Tables>): Promise<boolean> =>
  (await wanting(db).select('users.id').limit(1).executeTakeFirst()) !== undefined
