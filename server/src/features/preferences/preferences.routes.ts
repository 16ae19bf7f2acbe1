import type { Preferences, preferences } from '@berth/contract/preferences.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import { changePreferences, readPreferences } from './preferences.store.ts'

export function preferenceRoutes(db: Kysely<Tables>): Handlers<typeof preferences> {
  const change = (user: string, changes: Parameters<typeof changePreferences>[2]): Promise<Preferences> =>
    transaction(db, async (tx) => {
      await changePreferences(tx, user, changes)
      return readPreferences(tx, user)
    })
  return {
    show: shared(({ caller }) => readPreferences(db, caller.user)),
    // The body is whole: what was left out is as it is for somebody new.
    replace: ({ caller, body }) => change(caller.user, body),
    update: ({ caller, body }) => change(caller.user, body),
  }
}
