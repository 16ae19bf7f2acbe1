/** A real OpenID Connect provider on loopback, for tests. It signs in whoever the test says, without asking. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll } from 'vitest'

export const clientSecret = 'a secret between the two'

export interface Person {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
  readonly preferred_username?: string
}

export interface TestProvider {
  readonly issuer: string
  /** Who is at the browser. Null: they refuse. */
  person: Person | null
  /** Called once the site's address is known. */
  open(site: string): void
  close(): void
}

export async function testProvider(): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  afterAll(close)
  const state: TestProvider = { issuer, person: null, open, close }
  const people = new Map<string, Person>()
  return state

  function open(site: string): void {
    const provider = new Provider(issuer, {
      clients: [
        { client_id: 'berth', client_secret: clientSecret, redirect_uris: [`${site}/api/v1/auth/oidc/callback`] },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
      cookies: { keys: ['for tests'] },
      features: { devInteractions: { enabled: false } },
      ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
      pkce: { required: () => true },
      findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => ({ ...people.get(sub), sub }) }),
      interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
      async loadExistingGrant({ oidc }) {
        const grant = new provider.Grant({ clientId: 'berth', accountId: oidc.session?.accountId ?? '' })
        grant.addOIDCScope('openid email profile')
        await grant.save()
        return grant
      },
    })
    const answer = provider.callback()
    server.on('request', (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
      const { person } = state
      if (person) people.set(person.sub, person)
      const result = person ? { login: { accountId: person.sub } } : { error: 'access_denied' }
      provider.interactionFinished(request, response, result).catch(() => response.writeHead(500).end())
    })
  }
}
