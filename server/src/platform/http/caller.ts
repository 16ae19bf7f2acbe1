import type { ProblemCode } from '@berth/contract/problems.ts'
import type { FastifyRequest } from 'fastify'

/** What a program may ask for in a window of time, and what is left of that. */
export interface RateLimit {
  readonly limit: number
  /** Seconds. */
  readonly window: number
  readonly remaining: number
  /** Seconds until the window begins anew. */
  readonly reset: number
}

/** Who is calling, as the authentication found it a moment ago. */
export interface Caller {
  readonly user: string
  /** What of the database was visible when that was found out: equal text, equal data. */
  readonly snapshot: string
  readonly role: 'superadmin' | 'user'
  /** The login (signed-in browser or program) that the call is made with; null with an access key, which is none. */
  readonly login: string | null
  /** The access key that a program presents, or that its token was derived from; null: a login of a person. */
  readonly credential: string | null
  /** The one workspace that the credential is for; null: any that the user belongs to. */
  readonly workspace: string | null
  /** When its right ends by the clock, where that is known. */
  readonly until: Date | null
  /** What is left of what the credential may ask for. */
  readonly rateLimit: RateLimit | null
  /** How it was presented; a cookie is sent by the browser on its own, so it needs the same-origin check. */
  readonly via: 'cookie' | 'bearer' | 'basic'
  /** Where the call came from. */
  readonly address: string
  /** What they have to do before anything else is answered; endpoints say `beforeReady` that are exempt. */
  readonly mustFirst: Extract<ProblemCode, 'password-change-required' | 'second-factor-set-up-required'> | null
}

/** By what right a caller's streams go on: whatever ends one of these ends them (platform/leases). */
export const leaseScope = (
  { login, credential, user, address }: Pick<Caller, 'login' | 'credential' | 'user' | 'address'>,
  more: Readonly<Record<string, string>> = {},
) => ({
  ...(login === null ? {} : { login }),
  ...(credential === null ? {} : { credential }),
  user,
  address,
  ...more,
})

/** Where a request came from, and whether a page made it on its own. */
export interface Asking {
  readonly address: string
  readonly background: boolean
}

/** Null when nothing valid was presented, or not from an address that its owner allows. */
export type Authenticate = (request: FastifyRequest, asking: Asking) => Promise<Caller | null>
