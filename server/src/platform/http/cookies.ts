/** Cookies, read only where one is asked for: most requests of programs carry none. */
import { parseCookie, stringifySetCookie, type SetCookie } from 'cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

export type CookieAttributes = Omit<SetCookie, 'name' | 'value'>

export function readCookie(request: FastifyRequest, name: string): string | undefined {
  const { cookie } = request.headers
  return cookie === undefined ? undefined : parseCookie(cookie)[name]
}

export function setCookie(reply: FastifyReply, name: string, value: string, attributes: CookieAttributes): void {
  void reply.header('set-cookie', stringifySetCookie({ ...attributes, name, value }))
}

export const clearCookie = (reply: FastifyReply, name: string, attributes: CookieAttributes): void =>
  setCookie(reply, name, '', { ...attributes, expires: new Date(0), maxAge: 0 })
