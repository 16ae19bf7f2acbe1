/** The cookie of a signed-in browser. On https its name binds it to this very host and path (`__Host-`). */
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface LoginCookie {
  read(request: FastifyRequest): string | null
  set(reply: FastifyReply, token: string, expiresAt: Date): void
  clear(reply: FastifyReply): void
}

export function createLoginCookie({ secure }: { secure: boolean }): LoginCookie {
  const name = secure ? '__Host-berth' : 'berth'
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  return {
    read: (request) => request.cookies[name] ?? null,
    set: (reply, token, expires) => void reply.setCookie(name, token, { ...attributes, expires }),
    clear: (reply) => void reply.clearCookie(name, attributes),
  }
}
