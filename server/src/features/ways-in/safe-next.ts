/**
 * Where to go after signing in: a page of this site, whatever was asked for. Parsed as a browser does, since what looks
 * like a path may not be one (`//evil`, `/\evil`, `/x/..//evil`).
 */
export function safeNext(next: string | undefined, origin: string): string {
  if (next === undefined || !next.startsWith('/') || !URL.canParse(next, origin)) return '/'
  const url = new URL(next, origin)
  const path = `${url.pathname}${url.search}${url.hash}`
  if (url.origin !== origin || path.startsWith('//') || path.startsWith('/api/')) return '/'
  return path
}
