/**
 * The cookie of an app's own origin. It has no Domain, so it goes to that one host; on https its name makes browsers see
 * to it (`__Host-`). It is the gateway's alone: apps neither get it nor can they set one of its name.
 */
import { parseCookie, stringifySetCookie } from 'cookie'

const plain = 'berth-app'
const nameOf = (secure: boolean) => (secure ? `__Host-${plain}` : plain)

/** Of the console and of the gateway. Apps see none of them, whatever a browser sends. */
const isOurs = (name: string) => /^(__host-|__secure-)?berth(-|$)/i.test(name)

/** Every value that came under its name: another app's page may have tossed one along with ours. */
export function tokensIn(header: string | undefined, secure: boolean): string[] {
  const wanted = nameOf(secure)
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

/** What a browser gets of an app's `Set-Cookie`; null: nothing. For its own host alone, never for those beside it. */
export function ofApp(setCookie: string): string | null {
  const [pair = '', ...attributes] = setCookie.split(';')
  const name = (pair.split('=', 1)[0] ?? '').trim()
  // One without a name is sent as its value alone, which may read as one of ours.
  if (name === '' || isOurs(name) || !pair.includes('=')) return null
  return [pair, ...attributes.filter((one) => !/^\s*domain\s*(=|$)/i.test(one))].join(';')
}

export const setCookieOf = (token: string, secure: boolean): string =>
  stringifySetCookie({ name: nameOf(secure), value: token, httpOnly: true, sameSite: 'lax', path: '/', secure })

const pairsIn = (header: string | undefined) =>
  (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
