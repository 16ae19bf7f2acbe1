import type { preferences } from '@berth/contract/preferences.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { PreferencesService } from './preferences.service.ts'

export const preferenceRoutes = (service: PreferencesService): Handlers<typeof preferences> => ({
  show: shared(({ caller }) => service.read(caller.user)),
  // The body is whole: what was left out is as it is for somebody new.
  replace: ({ caller, body }) => service.replace(caller.user, body),
  update: ({ caller, body }) => service.change(caller.user, body),
  proTip: async ({ caller }) => ({ tip: await service.takeTip(caller) }),
})
