import type { setup } from '@berth/contract/setup.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { LoginCookie } from '../logins/login-cookie.ts'
import type { Setup } from './setup.service.ts'

export const setupRoutes = (service: Setup, cookie: LoginCookie): Handlers<typeof setup> => ({
  state: async () => ({ needed: await service.isNeeded() }),
  complete: async ({ body, clientIp, userAgent, reply }) => {
    const login = await service.complete(body, { kind: 'browser', client: userAgent, address: clientIp })
    cookie.set(reply, login.token, login.expiresAt)
    return login.me
  },
})
