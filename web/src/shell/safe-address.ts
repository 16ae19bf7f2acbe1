/**
 * Where to go after signing in: the address asked for, when it is a path of this very site. Anything that a browser
 * could read as another site, and the sign-in page itself, becomes the start page.
 */
export function safeAddress(asked: string | null, origin: string): string {
  if (asked === null || !/^\/(?![/\\])/.test(asked)) return '/'
  let address: URL
  try {
    address = new URL(asked, origin)
  } catch {
    return '/'
  }
  // `/..//other.example` becomes `//other.example`, which is another site when it is gone to
  if (address.origin !== origin || /^\/(\/|(sign-in|setup)(\/|$))/.test(address.pathname)) return '/'
  return address.pathname + address.search + address.hash
}
