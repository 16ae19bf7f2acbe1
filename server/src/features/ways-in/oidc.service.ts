/** Signing in through an identity provider (OpenID Connect, 1.3), and linking who one is there to one's account. */
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Log } from '../../platform/log/log.ts'
import type { LoginSource, NewLogin } from '../logins/logins.service.ts'
import type { Identities } from './identities.service.ts'
import type { IdentityProvider, ProvenIdentity } from './identity-provider.ts'
import type { OidcState } from './oidc-cookie.ts'
import type { SecondFactorProof, SignInDoor } from './sign-in-door.ts'

export interface OidcDeps {
  readonly log: Log
  readonly identities: Identities
  readonly signIn: SignInDoor
  /** Null: not configured. */
  readonly provider: IdentityProvider | null
}

type AtProvider = Extract<OidcState, { step: 'at-provider' }>

/** What a callback comes to. */
export type Outcome =
  | { readonly login: NewLogin; readonly secondFactor: null }
  | { readonly login: null; readonly secondFactor: { readonly user: string } }

export type Oidc = ReturnType<typeof createOidc>

export function createOidc({ log, identities, signIn, provider }: OidcDeps) {
  const configured = (): IdentityProvider => {
    if (!provider) throw new Problem('not-found')
    return provider
  }

  /** Whatever is wrong with an answer, the browser learns that it was refused; the log learns why. */
  async function redeem(query: string, state: AtProvider): Promise<ProvenIdentity> {
    try {
      return await configured().redeem(query, state.checks)
    } catch (error) {
      if (error instanceof Problem) throw error
      log.info('an answer of the identity provider was refused', { reason: reasonOf(error) })
      throw new Problem('identity-refused')
    }
  }

  return {
    label: provider?.label ?? null,

    async begin(next: string, link: AtProvider['link'] = null): Promise<{ url: string; state: AtProvider }> {
      const { url, checks } = await configured().begin()
      return { url, state: { step: 'at-provider', checks, next, link } }
    },

    async signIn(query: string, state: AtProvider, source: LoginSource): Promise<Outcome> {
      const identity = await redeem(query, state)
      const found = await identities.accountFor(identity, source.address)
      if (found.problem !== null) {
        await signIn.refuse('oidc', found.user, found.fault, source).catch((error: unknown) => {
          if (!(error instanceof Problem && error.code === 'invalid-credentials')) throw error
        })
        throw new Problem(found.problem)
      }
      try {
        return { login: await signIn.beginFor(found.user, 'oidc', source, {}), secondFactor: null }
      } catch (error) {
        // A second factor that somebody has set up here is asked for on every way but a passkey, or it would be none.
        if (error instanceof Problem && error.code === 'otp-required')
          return { login: null, secondFactor: { user: found.user } }
        throw error
      }
    },

    secondFactor: (user: string, proof: SecondFactorProof, source: LoginSource): Promise<NewLogin> =>
      signIn.beginFor(user, 'oidc', source, proof),

    async link(query: string, state: AtProvider, caller: Caller): Promise<void> {
      if (state.link?.user !== caller.user || state.link.login !== caller.login) throw new Problem('identity-refused')
      await identities.link(caller, await redeem(query, state))
    },
  }
}

/** The library's errors say what was wrong in their code; their text may repeat what came from elsewhere. */
function reasonOf(error: unknown): string {
  const { code, error: said } = error as { readonly code?: unknown; readonly error?: unknown }
  return [code, said].filter((one) => typeof one === 'string' && /^[\w.-]{1,100}$/.test(one)).join(' ') || 'unknown'
}
