import type { settings } from '@berth/contract/settings.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { Settings } from './settings.service.ts'

export const settingsRoutes = (service: Settings): Handlers<typeof settings> => ({
  offers: shared(() => service.offers()),
  show: shared(() => service.read()),
  update: ({ caller, body }) => service.update(caller, body),
})
