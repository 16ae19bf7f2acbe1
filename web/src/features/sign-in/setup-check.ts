/**
 * What is wrong with the set-up form, by the contract's own schema. Loaded after the page is drawn: the schema library
 * is larger than the rest of the page.
 */
import { password } from '@berth/contract/accounts.ts'
import { setupBody } from '@berth/contract/setup.ts'
import type { SetupValues } from './setup-form.tsx'

interface Found {
  readonly path: readonly PropertyKey[]
  readonly code: string
}

const codeOf = (issue: {
  code?: string | undefined
  format?: unknown
  params?: Record<string, unknown> | undefined
}) => {
  if (typeof issue.params?.['code'] === 'string') return issue.params['code']
  if (issue.code === 'too_small') return 'required'
  if (issue.code === 'too_big') return 'too-long'
  if (issue.code === 'invalid_format' && issue.format === 'email') return 'invalid-email'
  return issue.code === 'custom' ? 'unprintable' : 'other'
}

export function findMistakes(values: SetupValues, token: string): readonly Found[] {
  const { email, username, fullName, password: typed } = values
  const parsed = setupBody.safeParse({ token, email, username, fullName, password: typed })
  return parsed.success ? [] : parsed.error.issues.map((issue) => ({ path: issue.path, code: codeOf(issue) }))
}

/** Codes of the rules that a password breaks. */
export function brokenRules(value: string): ReadonlySet<string> {
  const parsed = password.safeParse(value)
  return new Set(parsed.success ? [] : parsed.error.issues.map(codeOf))
}
