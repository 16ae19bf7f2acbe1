/**
 * Can passkeys be used here? They need a browser that knows them, a secure page, and a host with a name: an address in
 * numbers can hold none.
 */
export function canUsePasskeys(): boolean {
  const isNumbers = /^[\d.]+$|^\[/.test(window.location.hostname)
  return 'PublicKeyCredential' in window && window.isSecureContext && !isNumbers
}
