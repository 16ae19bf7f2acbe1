/** The typed client of the page's own server. The cookie travels by itself. */
import { createClient } from '@berth/contract/client.ts'
import { api } from 'virtual:api-paths'
import { signedInFetch } from './signed-in-fetch.ts'

export const client = createClient(api, {
  origin: '',
  fetch: (url, init) => signedInFetch(url, init),
  // what the server writes for people, mails among it, speaks as the page does
  headers: () => ({ 'accept-language': document.documentElement.lang }),
})
