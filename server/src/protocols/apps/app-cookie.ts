/**
 * The cookie of an app's own address. It has no Domain, so it goes to that one host; on https its name makes browsers see
 * to it (`__Host-`). Where apps share a host, it goes to the path of its app. It is the gateway's alone: apps neither get
 * it nor can they set one of its name.
 */
import { parseCookie, stringifySetCookie } from 'cookie'

/** Where the cookies of an app belong. */
export interface CookiePlace {
  readonly secure: boolean
  /** Without a slash at its end; empty: the whole host is the app's. */
  readonly base: string
}

const plain = 'berth-app'
const nameOf = ({ secure, base }: CookiePlace) => (secure ? `${base === '' ? '__Host' : '__Secure'}-${plain}` : plain)

/** Of the console and of the gateway. Apps see none of them, whatever a browser sends. */
const isOurs = (name: string) => /^(__host-|__secure-)?berth(-|$)/i.test(name)

/** Every value that came under its name: another app's page may have tossed one along with ours. */
export function tokensIn(header: string | undefined, place: CookiePlace): string[] {
  const wanted = nameOf(place)
  return pairsIn(header).flatMap((pair) => {
    const value = parseCookie(pair)[wanted]
    return value !== undefined && /^[\w-]{43}$/.test(value) ? [value] : []
  })
}

/** What an app gets of the cookies; undefined: nothing. */
export function withoutOurs(header: string | undefined): string | undefined {
  const kept = pairsIn(header).filter((pair) => !isOurs((pair.split('=', 1)[0] ?? '').trim()))
  return kept.length > 0 ? kept.join('; ') : undefined
}

/**
 * What a browser gets of an app's `Set-Cookie`; null: nothing. For its own host alone, never for those beside it, and
 * with a base for what is below that.
 */
export function ofApp(setCookie: string, base = ''): string | null {
  const [pair = '', ...attributes] = setCookie.split(';')
  const name = (pair.split('=', 1)[0] ?? '').trim()
  // One without a name is sent as its value alone, which may read as one of ours.
  if (name === '' || isOurs(name) || !pair.includes('=')) return null
  const kept = attributes.filter((one) => !isNamed(one, 'domain'))
  if (base === '') return [pair, ...kept].join(';')
  // Only the last one counts. Without one that begins with a slash the address of the answer decides, which is below.
  const path =
    kept
      .findLast((one) => isNamed(one, 'path'))
      ?.replace(/^[^=]*=?/, '')
      .trim() ?? ''
  const others = kept.filter((one) => !isNamed(one, 'path'))
  return [pair, ...others, ...(path.startsWith('/') ? [` Path=${below(base, path)}`] : [])].join(';')
}

const isNamed = (attribute: string, name: string) => (attribute.split('=', 1)[0] ?? '').trim().toLowerCase() === name

/** What an app says of its own paths, as the browser sees them. It may know that it is below the base already. */
export const below = (base: string, path: string): string =>
  path === base || path.startsWith(`${base}/`) ? path : base + path

export const setCookieOf = (token: string, place: CookiePlace): string =>
  stringifySetCookie({
    name: nameOf(place),
    value: token,
    httpOnly: true,
    sameSite: 'lax',
    path: `${place.base}/`,
    secure: place.secure,
  })

const pairsIn = (header: string | undefined) =>
  (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
