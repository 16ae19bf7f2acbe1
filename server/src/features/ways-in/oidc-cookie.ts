/**
 * What a browser keeps while it is at the identity provider: the checks it has to come back with, and afterwards, where
 * the account has a second factor, who it has proved to be. Sealed, so that it can be neither read nor made elsewhere,
 * and bound to this browser, so that nobody can finish in it what they began in theirs.
 */
import type { FastifyReply } from 'fastify'
import { clearCookie, readCookie, setCookie } from '../../platform/http/cookies.ts'
import type { Seals } from '../../platform/secrets/seal.ts'
import { Secret } from '../../platform/secrets/secret.ts'
import type { Clock } from '../../platform/time.ts'
import type { Checks } from './identity-provider.ts'

const lifetimeMs = 10 * 60_000
const place = 'oidc sign-in'

export type OidcState =
  | {
      readonly step: 'at-provider'
      readonly checks: Checks
      readonly next: string
      /** Who links an identity to their account; null: somebody signs in. */
      readonly link: { readonly user: string; readonly login: string } | null
    }
  | { readonly step: 'second-factor'; readonly user: string; readonly next: string }

export type OidcCookie = ReturnType<typeof createOidcCookie>

export function createOidcCookie({ secure, seals, clock }: { secure: boolean; seals: Seals; clock: Clock }) {
  const name = secure ? '__Host-berth-oidc' : 'berth-oidc'
  // Lax: the provider sends the browser back by a navigation from another site.
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  return {
    set(reply: FastifyReply, state: OidcState): void {
      const text = JSON.stringify({ state, until: clock.now().getTime() + lifetimeMs })
      const sealed = seals.seal(new Secret(text), place).toString('base64url')
      setCookie(reply, name, sealed, { ...attributes, maxAge: lifetimeMs / 1000 })
    },
    read(reply: FastifyReply): OidcState | null {
      const sealed = readCookie(reply.request, name)
      if (sealed === undefined) return null
      try {
        const text = seals.open(Buffer.from(sealed, 'base64url'), place).reveal()
        const { state, until } = JSON.parse(text) as { state: OidcState; until: number }
        return until > clock.now().getTime() ? state : null
      } catch {
        return null
      }
    },
    clear: (reply: FastifyReply): void => clearCookie(reply, name, attributes),
  }
}
