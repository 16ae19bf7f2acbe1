/** People: the rules of their fields (1.1), and what a person sees of themselves. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, line, time } from './shapes.ts'

export const email = z.string().trim().max(64).pipe(z.email())
export const username = line(1, 64)
export const fullName = line(0, 64)
export const description = z.string().trim().max(500)

/** One rule a check, so that the answer names the rule that failed; the code is in `errors[].code`. */
const passwordRule = (code: string, holds: (password: string) => boolean) =>
  z.check<string>((context) => {
    if (!holds(context.value))
      context.issues.push({ code: 'custom', input: context.value, params: { code }, message: code })
  })

/** Text of any kind counts: a letter or digit of any script, and a symbol is whatever is neither. */
export const password = z
  .string()
  .check(passwordRule('too-short', (text) => text.length >= 8))
  .check(passwordRule('too-long', (text) => text.length <= 128))
  .check(passwordRule('needs-letter', (text) => /\p{L}/u.test(text)))
  .check(passwordRule('needs-digit', (text) => /\p{N}/u.test(text)))
  .check(passwordRule('needs-symbol', (text) => /[^\p{L}\p{N}\s]/u.test(text)))

export const siteRole = z.enum(['superadmin', 'user'])

export const me = z.object({
  id,
  email: z.string(),
  username: z.string(),
  fullName: z.string(),
  role: siteRole,
  createdAt: time,
  lastSignInAt: time.nullable(),
  requirePasswordChange: z.boolean(),
  allowedClientIps: z.array(z.string()),
  twoFactor: z.boolean(),
  /** Without one (single sign-on) there is nothing to ask for where a password is asked. */
  hasPassword: z.boolean(),
  /** Where this request came from. */
  clientIp: z.string(),
})
export type Me = z.infer<typeof me>

export const accounts = {
  me: endpoint({ method: 'GET', path: '/me', summary: 'Who am I', access: 'login', beforeReady: true, response: me }),
}
