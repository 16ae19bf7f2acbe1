/**
 * The identity provider (OpenID Connect): the authorization code flow with PKCE, state and nonce. What it says is
 * verified by the library: signature, issuer, audience, expiry, nonce, and the subject of what it adds later.
 */
import * as oidc from 'openid-client'
import { Problem } from '../../platform/http/problem.ts'
import type { Log } from '../../platform/log/log.ts'
import type { Secret } from '../../platform/secrets/secret.ts'

export interface IdentityProviderSettings {
  readonly issuer: string
  readonly clientId: string
  /** Null: a public client, which PKCE alone protects. */
  readonly clientSecret: Secret | null
  /** On the button. */
  readonly label: string
}

/** What the browser that began a sign-in has to come back with. */
export interface Checks {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface ProvenIdentity {
  readonly issuer: string
  readonly subject: string
  /** Null: none, or the provider has not verified it. */
  readonly email: string | null
  readonly name: string | undefined
  readonly username: string | undefined
}

const timeoutSeconds = 10
/** Keys are looked up anew by the library; its addresses are, after this long. */
const knownForMs = 60 * 60_000

export type IdentityProvider = ReturnType<typeof createIdentityProvider>

interface IdentityProviderDeps {
  readonly settings: IdentityProviderSettings
  readonly redirectUri: () => string
  readonly log: Log
}

export function createIdentityProvider({ settings, redirectUri, log }: IdentityProviderDeps) {
  let known: { readonly at: number; readonly configuration: Promise<oidc.Configuration> } | null = null

  async function configuration(): Promise<oidc.Configuration> {
    if (known === null || performance.now() - known.at > knownForMs)
      known = { at: performance.now(), configuration: discover(settings) }
    try {
      return await known.configuration
    } catch (error) {
      known = null
      log.warn('the identity provider cannot be reached', {
        issuer: settings.issuer,
        error: error instanceof Error ? error : new Error(String(error)),
      })
      throw new Problem('identity-provider-unreachable')
    }
  }

  return {
    label: settings.label,

    async begin(): Promise<{ readonly url: string; readonly checks: Checks }> {
      const provider = await configuration()
      const checks = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      }
      const url = oidc.buildAuthorizationUrl(provider, {
        redirect_uri: redirectUri(),
        scope: 'openid email profile',
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, checks }
    },

    /** `query` is what the provider sent the browser back with. Throws for whatever is not as it must be. */
    async redeem(query: string, { state, nonce, verifier }: Checks): Promise<ProvenIdentity> {
      const provider = await configuration()
      const answer = new URL(`${redirectUri()}?${query}`)
      const tokens = await oidc.authorizationCodeGrant(provider, answer, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw new Error('The identity provider sent no ID token')
      // Some providers tell of the email only when asked once more; what is verified and what is the email go together.
      const told =
        claims['email_verified'] === undefined && provider.serverMetadata().userinfo_endpoint !== undefined
          ? await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub)
          : claims
      return identityOf(claims.iss, claims.sub, told)
    },
  }
}

/** Plain http is for a provider on this very machine. */
const discover = ({ issuer, clientId, clientSecret }: IdentityProviderSettings): Promise<oidc.Configuration> =>
  oidc.discovery(new URL(issuer), clientId, undefined, clientSecret ? withSecret(clientSecret) : oidc.None(), {
    timeout: timeoutSeconds,
    execute: new URL(issuer).protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
  })

/** As the provider asks for it; where it takes both, in the header, which is the standard's default. */
const withSecret =
  (secret: Secret): oidc.ClientAuth =>
  (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const way = methods.includes('client_secret_basic') ? oidc.ClientSecretBasic : oidc.ClientSecretPost
    way(secret.reveal())(server, ...rest)
  }

function identityOf(issuer: string, subject: string, claims: Readonly<Record<string, unknown>>): ProvenIdentity {
  // 255 is the standard's own limit.
  if (subject.length > 255 || subject.includes('\0')) throw new Error('The identity provider sent no usable subject')
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : undefined)
  // Some providers send the text; anything but a clear yes is a no.
  const verified = claims['email_verified'] === true || claims['email_verified'] === 'true'
  return {
    issuer,
    subject,
    email: verified ? (text('email') ?? null) : null,
    name: text('name'),
    username: text('preferred_username'),
  }
}
