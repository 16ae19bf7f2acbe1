import type { usageData } from '@berth/contract/usage-data.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { UsageData } from './usage-data.service.ts'

export const usageDataRoutes = (service: UsageData): Handlers<typeof usageData> => ({
  show: shared(() => service.show()),
  update: ({ caller, body }) => service.share(caller, body.shared),
})
