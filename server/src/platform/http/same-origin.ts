/**
 * Refuses what another origin makes a browser send. Pages of apps are same-*site* with the console (`x.localhost`), so
 * the cookie's SameSite does not protect against them: only the very same origin may act.
 *
 * Browsers send `Sec-Fetch-Site` with everything and `Origin` with every unsafe request and every WebSocket; programs
 * send neither and carry no cookie of somebody else.
 */
export interface OriginHeaders {
  readonly 'sec-fetch-site'?: string | string[] | undefined
  readonly origin?: string | string[] | undefined
  readonly host?: string | undefined
}

export function isSameOrigin(headers: OriginHeaders, publicOrigin: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') return false
  }
  const origin = headers.origin
  if (origin === undefined) return true
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false
  if (origin === publicOrigin) return true
  return new URL(origin).host === headers.host
}
