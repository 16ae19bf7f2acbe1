/** Cookies, read only where one is asked for: most requests of programs carry none. */
import { parseCookie, stringifySetCookie, type SetCookie } from 'cookie'
import { isIP } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

export type CookieAttributes = Omit<SetCookie, 'name' | 'value'>

/**
 * Undefined also when it came with two values. Cookies ignore ports, and on plain http every page of this host, such as
 * those of apps on their port, can set one beside ours, which nobody can tell from it.
 */
export function readCookie(request: FastifyRequest, name: string): string | undefined {
  const { cookie } = request.headers
  return cookie === undefined || ambiguousIn(cookie).includes(name) ? undefined : parseCookie(cookie)[name]
}

const ours = /^berth(-|$)/

/** Names of ours that have more than one value. */
function ambiguousIn(cookie: string): string[] {
  const pairs = cookie.split(';').map((pair) => pair.trim())
  const names = [...new Set(pairs)].map((pair) => pair.split('=', 1)[0] ?? '').filter((name) => ours.test(name))
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
}

/**
 * Makes browsers forget cookies that came with two values: all but the one of this host alone and of every path, which
 * is ours, since scripts cannot replace one that is HttpOnly.
 */
export function forgetAmbiguousCookies(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { cookie, host = '' } = request.headers
    for (const name of cookie === undefined ? [] : ambiguousIn(cookie).slice(0, mostForgotten))
      for (const path of pathsTo(request.url))
        for (const domain of domainsOf(host))
          if (path !== '/' || domain.domain !== undefined) clearCookie(reply, name, { path, ...domain })
    done()
  })
}

const mostForgotten = 2
const mostSegments = 8

/** Of this host alone, and every one that it may set some for. */
function domainsOf(host: string): { domain?: string }[] {
  const name = host.replace(/:\d+$/, '')
  const labels = name.split('.')
  if (isIP(name) !== 0 || !labels.every((one) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(one))) return [{}]
  return [{}, ...labels.slice(0, -1).map((_, at) => ({ domain: labels.slice(at).join('.') }))].slice(0, 5)
}

/** Every path whose cookies go along with a request for this one. */
function pathsTo(url: string): string[] {
  const segments = (url.split('?', 1)[0] ?? '').split('/').slice(1, 1 + mostSegments)
  const paths = segments.map((_, at) => `/${segments.slice(0, at + 1).join('/')}`)
  const all = ['/', ...paths.flatMap((path) => [path, `${path}/`])]
  return [...new Set(all)].filter((path) => /^[\x21-\x3a\x3d-\x7e]+$/.test(path))
}

export function setCookie(reply: FastifyReply, name: string, value: string, attributes: CookieAttributes): void {
  void reply.header('set-cookie', stringifySetCookie({ ...attributes, name, value }))
}

export const clearCookie = (reply: FastifyReply, name: string, attributes: CookieAttributes): void =>
  setCookie(reply, name, '', { ...attributes, expires: new Date(0), maxAge: 0 })
