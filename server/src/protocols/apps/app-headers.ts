/**
 * Which headers go on to an app and back (RFC 9110, 7.6.1). Lists are as `rawHeaders`: names and values in turn, so that
 * what came twice goes on twice. Pure.
 */
import { below, ofApp, withoutOurs } from './app-cookie.ts'

export type RawHeaders = readonly string[]

/** Between two neighbours, and nobody else's business. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-authentication-info',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** What the gateway says itself. From a browser they would be lies that an app may believe. */
const saidByGateway =
  /^(forwarded|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|x-original-.*|x-rewrite-url|via)$/

export interface Hop {
  readonly host: string
  readonly address: string
  readonly secure: boolean
  /** Where other apps are at the same origin: the path that this one has there. Empty: it is alone. */
  readonly base: string
  /** It is asked without the base, as if it had its host for itself. */
  readonly stripped: boolean
}

/**
 * A name with `_` counts as the one with `-`: many programs take the two for the same, and what is refused under one
 * name must not come under the other.
 */
const plainName = (name: string) => name.toLowerCase().replaceAll('_', '-')

export function headersForApp(raw: RawHeaders, { host, address, secure, base, stripped }: Hop): string[] {
  const headers: string[] = []
  const ofConnection = namedByConnection(raw)
  let cookies: string | undefined
  for (const [name, value] of pairs(raw)) {
    const plain = plainName(name)
    // Answered already by this server, or asked of it.
    if (hopByHop.has(plain) || ofConnection.has(plain) || plain === 'expect' || plain === 'host') continue
    if (saidByGateway.test(plain) || plain === 'http2-settings') continue
    if (plain === 'content-length' && name.includes('_')) continue
    if (plain === 'cookie') cookies = [cookies ?? [], value].flat().join('; ')
    else if (plain !== 'authorization' || !isOurs(value)) headers.push(name, value)
  }
  const kept = withoutOurs(cookies)
  if (kept !== undefined) headers.push('Cookie', kept)
  headers.push('Host', host, 'X-Forwarded-For', address, 'X-Forwarded-Host', host)
  headers.push('X-Forwarded-Proto', secure ? 'https' : 'http')
  if (stripped) headers.push('X-Forwarded-Prefix', base)
  return headers
}

/** Rights to Berth itself: a token, or a pair of keys. What an app wants for itself has other forms and goes on. */
function isOurs(authorization: string): boolean {
  if (/^bearer\s+[\w-]{20,200}\s*$/i.test(authorization)) return true
  const [, encoded] = /^basic\s+(\S+)\s*$/i.exec(authorization) ?? []
  return encoded !== undefined && Buffer.from(encoded, 'base64').toString('latin1').startsWith('BKEY')
}

/** What an app could say about more than its own origin. */
const notForApps = new Set([
  // Of every host of the domain: it would sign people out of the console.
  'clear-site-data',
  'strict-transport-security',
  // Would lead its visitors past the gateway.
  'alt-svc',
  'public-key-pins',
])

/** What it could say about other apps at its origin. */
const notForShared = new Set(['service-worker-allowed', 'nel', 'report-to'])

/** Beside its own policy: nobody but itself shows it in a frame. */
const framing = ['Content-Security-Policy', "frame-ancestors 'self'"]

export function headersFromApp(raw: RawHeaders, { host, base, stripped }: Pick<Hop, 'host' | 'base' | 'stripped'>) {
  const headers: string[] = []
  const ofConnection = namedByConnection(raw)
  for (const [name, value] of pairs(raw)) {
    const plain = name.toLowerCase()
    if (hopByHop.has(plain) || ofConnection.has(plain) || notForApps.has(plain)) continue
    if (base !== '' && notForShared.has(plain)) continue
    if (plain === 'set-cookie') {
      const kept = ofApp(value, base)
      if (kept !== null) headers.push(name, kept)
    } else headers.push(name, stripped && leading.has(plain) ? locationBelow(base, host, value) : value)
  }
  return [...headers, ...framing]
}

const leading = new Set(['location', 'content-location'])

/** Where an app that does not know its base leads to: to its own host means below the base. */
export function locationBelow(base: string, host: string, location: string): string {
  const [start = '', named] = /^(?:https?:)?\/\/([^/?#]*)/i.exec(location) ?? []
  if (named !== undefined && named.toLowerCase() !== host.toLowerCase()) return location
  const path = location.slice(start.length)
  if (named === undefined && !path.startsWith('/')) return location
  return below(base, path.startsWith('/') ? path : `/${path}`)
}

/** Headers that whoever sent them meant for this hop only. None that the gateway itself relies on can be among them. */
function namedByConnection(raw: RawHeaders): ReadonlySet<string> {
  const named = pairs(raw)
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((one) => plainName(one.trim())))
  return new Set(named.filter((name) => !needed.has(name)))
}
const needed = new Set(['host', 'cookie', 'set-cookie', 'content-length', 'content-type', 'content-encoding'])

function pairs(raw: RawHeaders): [string, string][] {
  return Array.from({ length: raw.length >> 1 }, (_, index) => [raw[index * 2] ?? '', raw[index * 2 + 1] ?? ''])
}
