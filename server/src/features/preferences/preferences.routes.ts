import type { Preferences, preferences } from '@berth/contract/preferences.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { Sessions } from '../sessions/sessions.service.ts'
import { changePreferences, readPreferences } from './preferences.store.ts'

export function preferenceRoutes(
  db: Kysely<Tables>,
  sessions: Pick<Sessions, 'hidingChanged'>,
): Handlers<typeof preferences> {
  const change = (user: string, changes: Parameters<typeof changePreferences>[2]): Promise<Preferences> =>
    transaction(db, async (tx) => {
      const before = hidingIn(await readPreferences(tx, user))
      await changePreferences(tx, user, changes)
      const now = await readPreferences(tx, user)
      if (hidingIn(now) !== before) await sessions.hidingChanged(tx, user)
      return now
    })
  return {
    show: shared(({ caller }) => readPreferences(db, caller.user)),
    // The body is whole: what was left out is as it is for somebody new.
    replace: ({ caller, body }) => change(caller.user, body),
    update: ({ caller, body }) => change(caller.user, body),
  }
}

const hidingIn = ({ hideArguments, hiddenArguments }: Preferences) => JSON.stringify([hideArguments, hiddenArguments])
