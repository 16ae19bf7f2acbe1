/** People of a site who ask for sessions. */
import { requestBytes } from './http-request.ts'
import { signIn, type SignedInSite } from './signed-in-site.ts'

const password = 'a-lamp-by-the-quay-31'
const MiB = 1024 ** 2

/** Each signed in, with a project of their own. */
export async function makeAskers(site: SignedInSite, count: number) {
  const names = Array.from({ length: count }, (_, number) => `asker-${number + 1}`)
  for (const username of names)
    await site.client.users.create({ body: { email: `${username}@example.org`, username, password } })
  return Promise.all(names.map((login) => signIn(site.origin, { login, password })))
}

/** A small session, asked for or asked about. */
export const askBytes = (
  { origin }: SignedInSite,
  headers: Readonly<Record<string, string>>,
  path: '/api/v1/sessions' | '/api/v1/sessions/explain',
) =>
  requestBytes({
    method: 'POST',
    origin,
    path,
    headers,
    body: { type: 'interactive', resources: { cpu: 0.1, memory: 64 * MiB } },
  })
