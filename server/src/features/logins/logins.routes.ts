import type { logins } from '@berth/contract/logins.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { LoginCookie } from './login-cookie.ts'
import type { Logins } from './logins.service.ts'

export const loginRoutes = (service: Logins, cookie: LoginCookie): Handlers<typeof logins> => ({
  login: async ({ body, clientIp, userAgent, reply }) => {
    const login = await service.signIn(body.login, body.password, {
      kind: 'browser',
      client: userAgent,
      address: clientIp,
    })
    cookie.set(reply, login.token, login.expiresAt)
    return login.me
  },
  logout: async ({ caller, reply }) => {
    await service.signOut(caller)
    cookie.clear(reply)
    // The browser drops what it still holds of this origin; pages of apps are other origins and stay.
    void reply.header('clear-site-data', '"cache"')
  },
  current: ({ caller }) => service.state(caller),
})
