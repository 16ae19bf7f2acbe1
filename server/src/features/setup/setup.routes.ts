import type { setup } from '@berth/contract/setup.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { LoginCookie } from '../logins/login-cookie.ts'
import { browserSource, letIn } from '../logins/login-source.ts'
import type { Setup } from './setup.service.ts'

export const setupRoutes = (service: Setup, cookie: LoginCookie): Handlers<typeof setup> => ({
  state: async () => ({ needed: await service.isNeeded() }),
  complete: async ({ body, reply, ...asked }) =>
    letIn(cookie, reply, await service.complete(body, browserSource(cookie, { reply, ...asked }))),
})
