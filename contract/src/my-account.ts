/** What people do with their own account (1.4, 1.5). */
import { z } from 'zod'
import { fullName, me, password } from './accounts.ts'
import { addressList } from './addresses.ts'
import { endpoint } from './endpoint.ts'
import { id, idParams, line, listQuery, page, sortBy, time } from './shapes.ts'

/** Six digits; people type blanks in between. */
export const otp = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/))
export const recoveryCode = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, '').toUpperCase())
  .pipe(z.string().regex(/^[BCDFGHJKMNPQRSTVWXZ2-9]{10}$/))

const proof = z
  .strictObject({ password: z.string().min(1).max(128).optional(), code: otp.optional() })
  .refine((value) => (value.password === undefined) !== (value.code === undefined), {
    path: ['password'],
    error: 'either the password or a current code',
  })

const loginSession = z.object({
  id,
  kind: z.enum(['browser', 'program']),
  device: z.string(),
  address: z.string(),
  createdAt: time,
  lastSeenAt: time,
  expiresAt: time,
  current: z.boolean(),
})

const passkey = z.object({ id, name: z.string(), createdAt: time, lastUsedAt: time.nullable() })

/** One entry of the audit log as the person it is about may see it. */
export const activityEntry = z.object({
  id: z.number().int(),
  at: time,
  action: z.string(),
  by: z.string().nullable(),
  address: z.string().nullable(),
  result: z.enum(['success', 'failure']),
  reason: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
})

export const loginHistorySorts = ['at', 'result', 'method', 'address'] as const
export const activitySorts = ['at', 'action', 'by', 'address'] as const

export const myAccount = {
  update: endpoint({
    method: 'PATCH',
    path: '/me',
    summary: 'Change your own account; leaving your own address out of the list needs confirmLockout',
    access: 'login',
    byPerson: true,
    body: z.strictObject({
      fullName: fullName.optional(),
      allowedClientIps: addressList.optional(),
      confirmLockout: z.boolean().optional(),
    }),
    response: me,
    problems: ['own-address-left-out'],
  }),
  changePassword: endpoint({
    method: 'POST',
    path: '/me/password',
    summary: 'Set a new password; your other logins end',
    access: 'login',
    beforeReady: true,
    byPerson: true,
    body: z.strictObject({ currentPassword: z.string().max(128).optional(), newPassword: password }),
    response: me,
    problems: ['wrong-password', 'too-many-requests'],
  }),
  loginSessions: endpoint({
    method: 'GET',
    path: '/me/login-sessions',
    summary: 'Where you are signed in',
    access: 'login',
    query: z.strictObject({}),
    response: z.object({ items: z.array(loginSession) }),
  }),
  revokeLogin: endpoint({
    method: 'DELETE',
    path: '/me/login-sessions/{id}',
    summary: 'Sign out there, at once',
    access: 'login',
    byPerson: true,
    params: idParams,
    response: 'none',
    problems: ['not-found'],
  }),
  revokeOtherLogins: endpoint({
    method: 'DELETE',
    path: '/me/login-sessions',
    summary: 'Sign out everywhere else, at once',
    access: 'login',
    byPerson: true,
    response: 'none',
  }),
  loginHistory: endpoint({
    method: 'GET',
    path: '/me/login-history',
    summary: 'Attempts to sign in as you, and what became of them',
    access: 'login',
    query: z.strictObject({ ...listQuery, sort: sortBy(loginHistorySorts) }),
    response: page(
      z.object({
        id: z.number().int(),
        at: time,
        address: z.string().nullable(),
        device: z.string().nullable(),
        method: z.string().nullable(),
        result: z.enum(['success', 'failure']),
        reason: z.string().nullable(),
      }),
    ),
  }),
  activity: endpoint({
    method: 'GET',
    path: '/me/activity',
    summary: 'What happened to your account',
    access: 'login',
    query: z.strictObject({ ...listQuery, sort: sortBy(activitySorts) }),
    response: page(activityEntry),
  }),
}

export const twoFactor = {
  start: endpoint({
    method: 'POST',
    path: '/me/two-factor',
    summary: 'A new secret for your authenticator; nothing changes before a code from it is verified',
    access: 'login',
    beforeReady: true,
    byPerson: true,
    response: z.object({ secret: z.string(), uri: z.string(), qrSvg: z.string() }),
    problems: ['two-factor-on'],
  }),
  verify: endpoint({
    method: 'POST',
    path: '/me/two-factor/verify',
    summary: 'Turn two-factor on with a code; the answer shows the recovery codes once',
    access: 'login',
    beforeReady: true,
    byPerson: true,
    body: z.strictObject({ code: otp }),
    response: z.object({ recoveryCodes: z.array(z.string()) }),
    problems: ['two-factor-on', 'two-factor-not-started', 'wrong-code', 'too-many-requests'],
  }),
  stop: endpoint({
    method: 'DELETE',
    path: '/me/two-factor',
    summary: 'Turn two-factor off, with your password or a current code',
    access: 'login',
    byPerson: true,
    body: proof,
    response: 'none',
    problems: ['two-factor-off', 'two-factor-required', 'wrong-password', 'wrong-code', 'too-many-requests'],
  }),
}

export const passkeys = {
  list: endpoint({
    method: 'GET',
    path: '/me/passkeys',
    summary: 'Your passkeys',
    access: 'login',
    response: z.object({ items: z.array(passkey) }),
  }),
  begin: endpoint({
    method: 'POST',
    path: '/me/passkeys/options',
    summary: 'Options for navigator.credentials.create',
    access: 'login',
    byPerson: true,
    response: z.object({ challenge: id, options: z.record(z.string(), z.unknown()) }),
    problems: ['too-many-passkeys', 'too-many-requests'],
  }),
  register: endpoint({
    method: 'POST',
    path: '/me/passkeys',
    summary: 'Add a passkey with what the browser made of the options',
    access: 'login',
    byPerson: true,
    body: z.strictObject({ challenge: id, name: line(1, 64), credential: z.record(z.string(), z.unknown()) }),
    response: passkey,
    status: 201,
    problems: ['passkey-refused', 'too-many-passkeys'],
  }),
  rename: endpoint({
    method: 'PATCH',
    path: '/me/passkeys/{id}',
    summary: 'Rename a passkey',
    access: 'login',
    byPerson: true,
    params: idParams,
    body: z.strictObject({ name: line(1, 64) }),
    response: passkey,
    problems: ['not-found'],
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/me/passkeys/{id}',
    summary: 'Remove a passkey',
    access: 'login',
    byPerson: true,
    params: idParams,
    response: 'none',
    problems: ['not-found', 'last-way-in'],
  }),
}

/** Who you are to identity providers (OpenID Connect). */
export const identities = {
  list: endpoint({
    method: 'GET',
    path: '/me/identities',
    summary: 'The identities of a provider that sign you in',
    access: 'login',
    response: z.object({
      items: z.array(
        z.object({
          id,
          issuer: z.string(),
          email: z.string().nullable(),
          linkedBy: z.enum(['created', 'email', 'self']),
          createdAt: time,
          lastUsedAt: time.nullable(),
        }),
      ),
    }),
  }),
  link: endpoint({
    method: 'POST',
    path: '/me/identities',
    summary: 'Link the identity that you sign in to the provider with; open the url in this browser',
    access: 'login',
    byPerson: true,
    response: z.object({ url: z.string() }),
    problems: ['not-found', 'identity-provider-unreachable'],
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/me/identities/{id}',
    summary: 'Remove an identity: it signs you in no more',
    access: 'login',
    byPerson: true,
    params: idParams,
    response: 'none',
    problems: ['not-found', 'last-way-in'],
  }),
}
