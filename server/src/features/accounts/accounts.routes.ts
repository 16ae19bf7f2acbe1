import type { accounts } from '@berth/contract/accounts.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { Accounts } from './accounts.service.ts'

export const accountRoutes = (service: Accounts): Handlers<typeof accounts> => ({
  me: shared(({ caller }) => service.me(caller.user)),
})
