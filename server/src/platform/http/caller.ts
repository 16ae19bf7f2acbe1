import type { FastifyRequest } from 'fastify'

/** Who is calling, as the authentication found it a moment ago. */
export interface Caller {
  readonly user: string
  readonly role: 'superadmin' | 'user'
  /** The login (signed-in browser or program) that the call is made with. */
  readonly login: string
  /** How it was presented; a cookie is sent by the browser on its own, so it needs the same-origin check. */
  readonly via: 'cookie' | 'bearer'
}

/** Null when nothing valid was presented. */
export type Authenticate = (request: FastifyRequest) => Promise<Caller | null>
