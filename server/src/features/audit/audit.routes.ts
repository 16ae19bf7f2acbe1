import type { myAccount } from '@berth/contract/my-account.ts'
import type pg from 'pg'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import { activityOf, signInsOf } from './audit.views.ts'

type Mine = Pick<Handlers<typeof myAccount>, 'loginHistory' | 'activity'>

export const myAuditRoutes = (pool: pg.Pool): Mine => ({
  loginHistory: shared(({ caller, query }) => signInsOf(pool, caller.user, query)),
  activity: shared(({ caller, query }) => activityOf(pool, caller.user, query)),
})
