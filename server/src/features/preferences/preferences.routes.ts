import type { preferences } from '@berth/contract/preferences.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import { readPreferences, writePreferences } from './preferences.store.ts'

export const preferenceRoutes = (db: Kysely<Tables>): Handlers<typeof preferences> => ({
  show: shared(({ caller }) => readPreferences(db, caller.user)),
  replace: ({ caller, body }) => writePreferences(db, caller.user, body),
})
