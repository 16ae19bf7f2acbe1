import type { setup } from '@berth/contract/setup.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { LoginDoor } from '../logins/logins.service.ts'
import type { Setup } from './setup.service.ts'

export const setupRoutes = (service: Setup, door: LoginDoor): Handlers<typeof setup> => ({
  state: async () => ({ needed: await service.isNeeded() }),
  complete: async ({ body, reply, ...asked }) =>
    door.letIn(reply, await service.complete(body, door.source({ reply, ...asked }))),
})
