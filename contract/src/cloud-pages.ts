/**
 * Pages of the console that show what lies in somebody's cloud, or try the keys to it. Their documents alone reach other
 * hosts than the server, and no further than each needs. How far a document reaches is decided when it is loaded, so
 * whoever goes to such a page, or leaves it, loads the page anew.
 */

/** `ask`: by requests of scripts alone. `show`: pictures, films and frames may be of other hosts, too. */
export type CloudReach = 'ask' | 'show'

const pages: readonly (readonly [path: string, reach: CloudReach])[] = [
  ['/data/cloud', 'show'],
  ['/preferences/configuration', 'ask'],
]

/** Null: no further than the server. */
export function cloudReach(pathname: string): CloudReach | null {
  const [, reach] = pages.find(([path]) => pathname === path || pathname.startsWith(`${path}/`)) ?? []
  return reach ?? null
}
