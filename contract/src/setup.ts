/** First run: an empty database is set up by whoever holds the one-time link that the server printed (1.2). */
import { z } from 'zod'
import { email, fullName, me, password, username } from './accounts.ts'
import { endpoint } from './endpoint.ts'

/** The password is not the email or username; form, API and command line share this. */
export const differsFromAccount = (value: { password: string; email: string; username: string }) =>
  ![value.email, value.username].some((name) => name.toLowerCase() === value.password.toLowerCase())

export const setupBody = z
  .strictObject({ token: z.string().min(1).max(200), email, username, fullName, password })
  .refine(differsFromAccount, { path: ['password'], params: { code: 'same-as-account' }, error: 'same-as-account' })

export const setup = {
  state: endpoint({
    method: 'GET',
    path: '/setup',
    summary: 'Does this site still need its first administrator?',
    access: 'public',
    response: z.object({ needed: z.boolean() }),
  }),
  complete: endpoint({
    method: 'POST',
    path: '/setup',
    summary: 'Create the first administrator, who is then signed in',
    access: 'public',
    body: setupBody,
    response: me,
    status: 201,
    problems: ['set-up-done', 'set-up-token-wrong', 'too-many-requests'],
  }),
}
