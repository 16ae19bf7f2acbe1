/** Other ways to sign in than a password: passkeys and OpenID Connect (1.3). */
import { z } from 'zod'
import { me } from './accounts.ts'
import { endpoint } from './endpoint.ts'
import { otp, recoveryCode } from './my-account.ts'
import { id } from './shapes.ts'

const secondFactor = z
  .strictObject({ otp: otp.optional(), recoveryCode: recoveryCode.optional() })
  .refine((value) => (value.otp === undefined) !== (value.recoveryCode === undefined), {
    path: ['otp'],
    error: 'either a code of the authenticator or a recovery code',
  })

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
    problems: ['too-many-requests'],
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
    summary: 'Where the identity provider sends people back to; ends at the console, or at /sign-in?problem=CODE',
    access: 'public',
    query: z.looseObject({}),
    response: 'redirect',
  }),
  /** After the callback ended at `/sign-in?problem=otp-required`: this browser's next step. */
  oidcSecondFactor: endpoint({
    method: 'POST',
    path: '/auth/oidc/second-factor',
    summary: 'Finish a sign-in through the identity provider with the second factor of the account here',
    access: 'public',
    body: secondFactor,
    response: z.object({ me, next: z.string() }),
    problems: ['identity-refused', 'identity-not-linked', 'invalid-credentials', 'otp-required', 'too-many-requests'],
  }),
}
