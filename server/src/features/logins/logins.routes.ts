import type { logins as endpoints } from '@berth/contract/logins.ts'
import type { myAccount } from '@berth/contract/my-account.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { LoginCookie } from './login-cookie.ts'
import type { LoginDoor } from './login-door.ts'
import type { Logins } from './logins.service.ts'
import type { SignIn } from './sign-in.ts'

export interface LoginRouteDeps {
  readonly logins: Logins
  readonly signIn: SignIn
  readonly cookie: LoginCookie
  readonly door: LoginDoor
}

export const loginRoutes = ({ logins, signIn, cookie, door }: LoginRouteDeps): Handlers<typeof endpoints> => ({
  login: async ({ body, reply, ...asked }) =>
    door.letIn(reply, await signIn.withPassword(body, door.source({ reply, ...asked }))),
  logout: async ({ caller, reply }) => {
    await logins.signOut(caller)
    cookie.clear(reply)
    // The browser drops what it still holds of this origin; pages of apps are other origins and stay.
    void reply.header('clear-site-data', '"cache"')
  },
  current: ({ caller }) => logins.state(caller),
  extend: ({ caller }) => logins.extend(caller),
})

type Mine = Pick<Handlers<typeof myAccount>, 'loginSessions' | 'revokeLogin' | 'revokeOtherLogins'>

export const myLoginRoutes = (service: Logins): Mine => ({
  loginSessions: ({ caller }) => service.list(caller),
  revokeLogin: ({ caller, params }) => service.revoke(caller, params.id),
  revokeOtherLogins: ({ caller }) => service.revokeOthers(caller),
})
