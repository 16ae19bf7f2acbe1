import type { accounts } from '@berth/contract/accounts.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { Accounts } from './accounts.service.ts'

export const accountRoutes = (service: Accounts): Handlers<typeof accounts> => ({
  me: ({ caller, clientIp }) => service.me(caller.user, clientIp),
})
