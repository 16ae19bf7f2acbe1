/** Signed-in browsers and programs. In code *session* always means a compute session; this is a *login*. */
import { z } from 'zod'
import { me } from './accounts.ts'
import { endpoint } from './endpoint.ts'
import { otp, recoveryCode } from './my-account.ts'
import { line, time } from './shapes.ts'

export const loginBody = z.strictObject({
  /** Email or username. */
  login: z.string().trim().min(1).max(64),
  password: z.string().min(1).max(128),
  /** Where the answer was `otp-required`: a code of the authenticator, or a recovery code. */
  otp: otp.optional(),
  recoveryCode: recoveryCode.optional(),
})

export const loginState = z.object({
  expiresAt: time,
  /** Now: the site allows it, and the longest time is not reached. */
  canExtend: z.boolean(),
  /** Does the site let people extend, and so see the time left? */
  extension: z.boolean(),
})

/** What a person reads out to connect a program: 8 consonants and digits, no vowels, no look-alikes. */
export const userCode = z
  .string()
  .trim()
  .toUpperCase()
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^[BCDFGHJKMNPQRSTVWXZ2-9]{8}$/))
const userCodeParams = z.strictObject({ userCode })

export const logins = {
  login: endpoint({
    method: 'POST',
    path: '/auth/login',
    summary: 'Sign in with a password; the answer sets the cookie',
    access: 'public',
    body: loginBody,
    response: me,
    problems: ['invalid-credentials', 'otp-required', 'too-many-requests'],
  }),
  logout: endpoint({
    method: 'POST',
    path: '/auth/logout',
    summary: 'Sign out: this login and every stream it holds end at once',
    access: 'login',
    beforeReady: true,
    response: 'none',
  }),
  current: endpoint({
    method: 'GET',
    path: '/auth/session',
    summary: 'When this login ends; reading it never extends it',
    access: 'login',
    beforeReady: true,
    background: true,
    response: loginState,
  }),
  extend: endpoint({
    method: 'POST',
    path: '/auth/session/extend',
    summary: 'Start the idle time anew, where the site allows it; the longest time stays',
    access: 'login',
    beforeReady: true,
    byPerson: true,
    response: loginState,
    problems: ['login-cannot-be-extended'],
  }),
}

/** Sign-in of programs without a browser of their own (as RFC 8628): the program shows a code, a person approves it. */
export const connections = {
  begin: endpoint({
    method: 'POST',
    path: '/auth/connections',
    summary: 'Ask to be connected: a code for a person to approve, and a secret to collect the token with',
    access: 'public',
    body: z.strictObject({ client: line(1, 100) }),
    response: z.object({
      deviceCode: z.string(),
      userCode: z.string(),
      /** The page to open; the code is already in its fragment. */
      url: z.string(),
      expiresAt: time,
      /** Seconds to wait between two collections. */
      interval: z.number().int(),
    }),
    status: 201,
    problems: ['too-many-requests'],
  }),
  collect: endpoint({
    method: 'POST',
    path: '/auth/connections/token',
    summary: 'Collect the token, once, after a person approved',
    access: 'public',
    body: z.strictObject({ deviceCode: z.string().min(1).max(100) }),
    response: z.discriminatedUnion('status', [
      z.object({ status: z.literal('waiting') }),
      z.object({ status: z.literal('denied') }),
      z.object({ status: z.literal('connected'), token: z.string(), expiresAt: time, me }),
    ]),
    problems: ['sign-in-request-expired', 'too-many-requests'],
  }),
  show: endpoint({
    method: 'GET',
    path: '/auth/connections/{userCode}',
    summary: 'Who asks to be connected',
    access: 'login',
    byPerson: true,
    params: userCodeParams,
    response: z.object({ client: z.string(), address: z.string(), createdAt: time, expiresAt: time }),
    problems: ['not-found', 'too-many-requests'],
  }),
  answer: endpoint({
    method: 'POST',
    path: '/auth/connections/{userCode}',
    summary: 'Approve or deny a program that asks to act as you',
    access: 'login',
    byPerson: true,
    params: userCodeParams,
    body: z.strictObject({ approve: z.boolean() }),
    response: 'none',
    problems: ['not-found', 'too-many-requests'],
  }),
}
