/**
 * Which requests may use the cookie of an app's origin: those that its own pages make, and those that show it. Pages of
 * other apps are same-*site* with it, so the cookie's SameSite does not protect against them (see same-origin.ts). Pure.
 */
import type { IncomingMessage } from 'node:http'

type Asking = Pick<IncomingMessage, 'method' | 'headers'>

/** Somebody goes to the address: the answer becomes the page. */
export function isNavigation({ method, headers }: Asking): boolean {
  if (method !== 'GET') return false
  const mode = headers['sec-fetch-mode']
  if (mode === undefined) return (headers.accept ?? '').includes('text/html')
  return mode === 'navigate' && headers['sec-fetch-dest'] === 'document'
}

export function mayEnter(request: Asking, host: string): boolean {
  const { method = '', headers } = request
  const { origin, 'sec-fetch-site': site } = headers
  const own = origin === undefined || hostOf(origin) === host.toLowerCase()
  const isSafe = method === 'GET' || method === 'HEAD'
  if (headers.upgrade !== undefined || !isSafe) return own && (site === undefined || site === 'same-origin')
  if (site === undefined || site === 'same-origin' || site === 'none') return own
  return isNavigation(request)
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : '')
