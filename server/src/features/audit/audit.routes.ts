import type { myAccount } from '@berth/contract/my-account.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import { activityOf, signInsOf } from './audit.views.ts'

type Mine = Pick<Handlers<typeof myAccount>, 'loginHistory' | 'activity'>

export const myAuditRoutes = (db: Kysely<Tables>): Mine => ({
  loginHistory: shared(({ caller, query }) => signInsOf(db, caller.user, query)),
  activity: shared(({ caller, query }) => activityOf(db, caller.user, query)),
})
