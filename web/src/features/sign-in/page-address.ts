/**
 * The secret in the page's fragment, which is taken out of the address bar and the history at once: it must not be
 * left behind on a screen, in a bookmark or in a copied address. Reloading still works within the same tab.
 */
const setUpKey = 'berth.set-up-token'
export const invitationKey = 'berth.invitation-token'

export function takeFragment(key = setUpKey): string {
  const token = decodeURIComponent(window.location.hash.slice(1))
  if (token === '') return sessionStorage.getItem(key) ?? ''
  window.history.replaceState(null, '', window.location.pathname + window.location.search)
  sessionStorage.setItem(key, token)
  return token
}

export const forgetFragment = (key = setUpKey): void => sessionStorage.removeItem(key)

/** Why the way through the identity provider ended here. Taken out of the address, so that a reload begins anew. */
export function takeProblem(): string | undefined {
  const address = new URL(window.location.href)
  const problem = address.searchParams.get('problem')
  if (problem === null) return undefined
  // the code to be entered is asked for until it was: a reload must not lose that
  if (problem === 'otp-required') return problem
  address.searchParams.delete('problem')
  window.history.replaceState(null, '', address)
  return problem
}
