import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Accounts } from '../accounts/accounts.service.ts'
import { hasOtherWayIn } from './identities.store.ts'

/** After something was taken away, as part of the same transaction: nobody takes their own last way in away. */
export const createLastWayIn = (accounts: Accounts) => async (tx: Kysely<Tables>, user: string) => {
  const { hasPassword } = await accounts.me(user, '', tx)
  if (!hasPassword && !(await hasOtherWayIn(tx, user))) throw new Problem('last-way-in')
}
