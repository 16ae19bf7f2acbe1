import type { ProblemCode } from '@berth/contract/problems.ts'
import type { FastifyRequest } from 'fastify'

/** Who is calling, as the authentication found it a moment ago. */
export interface Caller {
  readonly user: string
  /** What of the database was visible when that was found out: equal text, equal data. */
  readonly snapshot: string
  readonly role: 'superadmin' | 'user'
  /** The login (signed-in browser or program) that the call is made with. */
  readonly login: string
  /** How it was presented; a cookie is sent by the browser on its own, so it needs the same-origin check. */
  readonly via: 'cookie' | 'bearer'
  /** Where the call came from. */
  readonly address: string
  /** What they have to do before anything else is answered; endpoints say `beforeReady` that are exempt. */
  readonly mustFirst: Extract<ProblemCode, 'password-change-required' | 'second-factor-set-up-required'> | null
}

/** Where a request came from, and whether a page made it on its own. */
export interface Asking {
  readonly address: string
  readonly background: boolean
}

/** Null when nothing valid was presented, or not from an address that its owner allows. */
export type Authenticate = (request: FastifyRequest, asking: Asking) => Promise<Caller | null>
