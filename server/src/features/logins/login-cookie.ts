/** The cookies of a signed-in browser. On https their names bind them to this very host and path (`__Host-`). */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { clearCookie, readCookie, setCookie } from '../../platform/http/cookies.ts'

export interface LoginCookie {
  read(request: FastifyRequest): string | null
  set(reply: FastifyReply, token: string, expiresAt: Date): void
  clear(reply: FastifyReply): void
  /** By which a browser is known after it has signed out, too: it signs nobody in. */
  readDevice(request: FastifyRequest): string | null
  setDevice(reply: FastifyReply, token: string): void
}

const deviceSeconds = 365 * 86_400

export function createLoginCookie({ secure }: { secure: boolean }): LoginCookie {
  const name = secure ? '__Host-berth' : 'berth'
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  const device = `${name}-device`
  return {
    read: (request) => readCookie(request, name) ?? null,
    set: (reply, token, expires) => setCookie(reply, name, token, { ...attributes, expires }),
    clear: (reply) => clearCookie(reply, name, attributes),
    readDevice: (request) => tokenIn(readCookie(request, device)),
    setDevice: (reply, token) =>
      setCookie(reply, device, token, { ...attributes, sameSite: 'strict', maxAge: deviceSeconds }),
  }
}

const tokenIn = (text: string | undefined) => (text !== undefined && /^[\w-]{43}$/.test(text) ? text : null)
