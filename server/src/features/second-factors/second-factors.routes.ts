import type { twoFactor } from '@berth/contract/my-account.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { SecondFactors } from './second-factors.service.ts'

export const twoFactorRoutes = (service: SecondFactors): Handlers<typeof twoFactor> => ({
  start: ({ caller }) => service.start(caller),
  verify: ({ caller, body }) => service.verify(caller, body.code),
  stop: ({ caller, body }) => service.stop(caller, body),
})
