import type { updates } from '@berth/contract/updates.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { Updates } from './updates.service.ts'

export const updateRoutes = (service: Updates): Handlers<typeof updates> => ({ show: shared(() => service.show()) })
