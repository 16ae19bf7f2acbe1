import type { identities, passkeys } from '@berth/contract/my-account.ts'
import type { ProblemCode } from '@berth/contract/problems.ts'
import type { waysIn } from '@berth/contract/ways-in.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '../../platform/http/caller.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { LoginDoor } from '../logins/login-door.ts'
import type { Identities } from './identities.service.ts'
import type { Oidc } from './oidc.service.ts'
import type { OidcCookie, OidcState } from './oidc-cookie.ts'
import type { Passkeys } from './passkeys.service.ts'
import { safeNext } from './safe-next.ts'

export const passkeyRoutes = (service: Passkeys): Handlers<typeof passkeys> => ({
  list: ({ caller }) => service.list(caller),
  begin: ({ caller }) => service.begin(caller),
  register: ({ caller, body }) => service.register(caller, body.challenge, body.name, body.credential),
  rename: ({ caller, params, body }) => service.rename(caller, params.id, body.name),
  remove: ({ caller, params }) => service.remove(caller, params.id),
})

export interface WaysInRouteDeps {
  readonly passkeys: Passkeys
  readonly oidc: Oidc
  readonly oidcCookie: OidcCookie
  readonly door: LoginDoor
  readonly publicUrl: () => string
  /** Who is signed in in this browser. */
  readonly whoIs: (request: FastifyRequest, address: string) => Promise<Caller | null>
}

export function waysInRoutes(deps: WaysInRouteDeps): Handlers<typeof waysIn> {
  const { passkeys, oidc, oidcCookie, door, publicUrl, whoIs } = deps

  async function linked(
    { reply, clientIp }: { readonly reply: FastifyReply; readonly clientIp: string },
    state: Extract<OidcState, { step: 'at-provider' }>,
  ): Promise<string> {
    const caller = await whoIs(reply.request, clientIp)
    if (!caller) throw new Problem('not-signed-in')
    await oidc.link(queryOf(reply.request), state, caller)
    return state.next
  }

  return {
    show: async () => ({ oidc: oidc.label === null ? null : { label: oidc.label } }),
    passkeyOptions: ({ clientIp }) => passkeys.beginSignIn(clientIp),
    passkey: async ({ body, ...asked }) =>
      door.letIn(asked.reply, await passkeys.signIn(body.challenge, body.credential, door.source(asked))),

    oidcStart: async ({ query, reply }) => {
      const next = safeNext(query.next, new URL(publicUrl()).origin)
      const began = await oidc.begin(next).catch((error: unknown) => failed(error, 'identity-provider-unreachable'))
      if ('location' in began) return began
      oidcCookie.set(reply, began.state)
      return { location: began.url }
    },

    oidcCallback: async (asked) => {
      const { reply } = asked
      const state = oidcCookie.read(reply)
      oidcCookie.clear(reply)
      if (state?.step !== 'at-provider') return signInPage('identity-refused')
      try {
        if (state.link) return { location: await linked(asked, state) }
        const { login, secondFactor } = await oidc.signIn(queryOf(reply.request), state, door.source(asked))
        if (login === null) {
          oidcCookie.set(reply, { step: 'second-factor', user: secondFactor.user, next: state.next })
          return signInPage('otp-required')
        }
        door.letIn(reply, login)
        return { location: state.next }
      } catch (error) {
        if (error instanceof Problem)
          return state.link ? { location: `${accountPage}?problem=${error.code}` } : signInPage(error.code)
        throw error
      }
    },

    oidcSecondFactor: async ({ body, ...asked }) => {
      const state = oidcCookie.read(asked.reply)
      if (state?.step !== 'second-factor') throw new Problem('identity-refused')
      const me = door.letIn(asked.reply, await oidc.secondFactor(state.user, body, door.source(asked)))
      oidcCookie.clear(asked.reply)
      return { me, next: state.next }
    },
  }
}

export const identityRoutes = (
  service: Identities,
  { oidc, oidcCookie }: Pick<WaysInRouteDeps, 'oidc' | 'oidcCookie'>,
): Handlers<typeof identities> => ({
  list: ({ caller }) => service.list(caller),
  link: async ({ caller, reply }) => {
    const { user, login } = caller
    if (login === null) throw new Problem('no-login')
    const { url, state } = await oidc.begin(accountPage, { user, login })
    oidcCookie.set(reply, state)
    return { url }
  },
  remove: ({ caller, params }) => service.remove(caller, params.id),
})

/** The page of the console that identities are linked from. */
const accountPage = '/account'

/** Nothing but the code: what a provider says of an error is not for an address line. */
const signInPage = (code: ProblemCode) => ({ location: `/sign-in?problem=${code}` })

function failed(error: unknown, expected: ProblemCode) {
  if (error instanceof Problem && error.code === expected) return signInPage(expected)
  throw error
}

/** As it came, since parsing could lose a parameter that was sent twice. */
const queryOf = (request: FastifyRequest): string => request.url.split('?').slice(1).join('?')
