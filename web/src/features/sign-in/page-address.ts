/**
 * The secret in the page's fragment, which is taken out of the address bar and the history at once: it must not be
 * left behind on a screen, in a bookmark or in a copied address. Reloading still works within the same tab.
 */
const key = 'berth.set-up-token'

export function takeFragment(): string {
  const token = decodeURIComponent(window.location.hash.slice(1))
  if (token === '') return sessionStorage.getItem(key) ?? ''
  window.history.replaceState(null, '', window.location.pathname + window.location.search)
  sessionStorage.setItem(key, token)
  return token
}

export const forgetFragment = (): void => sessionStorage.removeItem(key)
