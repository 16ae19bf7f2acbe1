/** Other ways to sign in than a password: passkeys and OpenID Connect (1.3). */
import { z } from 'zod'
import { me } from './accounts.ts'
import { endpoint } from './endpoint.ts'
import { id } from './shapes.ts'

export const waysIn = {
  show: endpoint({
    method: 'GET',
    path: '/auth/ways',
    summary: 'How people can sign in here',
    access: 'public',
    response: z.object({ oidc: z.object({ label: z.string() }).nullable() }),
  }),
  passkeyOptions: endpoint({
    method: 'POST',
    path: '/auth/passkeys/options',
    summary: 'Options for navigator.credentials.get',
    access: 'public',
    response: z.object({ challenge: id, options: z.record(z.string(), z.unknown()) }),
  }),
  passkey: endpoint({
    method: 'POST',
    path: '/auth/passkeys/verify',
    summary: 'Sign in with a passkey alone',
    access: 'public',
    body: z.strictObject({ challenge: id, credential: z.record(z.string(), z.unknown()) }),
    response: me,
    problems: ['invalid-credentials', 'too-many-requests'],
  }),
  oidcStart: endpoint({
    method: 'GET',
    path: '/auth/oidc/start',
    summary: 'To the identity provider; comes back to /auth/oidc/callback',
    access: 'public',
    query: z.strictObject({ next: z.string().max(500).optional() }),
    response: 'redirect',
    problems: ['not-found'],
  }),
  oidcCallback: endpoint({
    method: 'GET',
    path: '/auth/oidc/callback',
    summary: 'Where the identity provider sends people back to; ends at the console',
    access: 'public',
    query: z.looseObject({}),
    response: 'redirect',
  }),
}
