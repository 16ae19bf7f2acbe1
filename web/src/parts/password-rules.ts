/** What a new password must be, by the contract's own schema. Loaded with forms: the schema library is large. */
import { password } from '@berth/contract/accounts.ts'
import { differsFromAccount } from '@berth/contract/setup.ts'

export const passwordRules = ['too-short', 'needs-letter', 'needs-digit', 'needs-symbol'] as const
export type PasswordRule = (typeof passwordRules)[number]
export type PasswordMistake = PasswordRule | 'too-long' | 'same-as-account'
export const longestPassword = 128

/** The rules that a password breaks, in the order in which they are said. */
export function brokenRules(typed: string): readonly PasswordMistake[] {
  const parsed = password.safeParse(typed)
  if (parsed.success) return []
  return parsed.error.issues.flatMap((issue) =>
    issue.code === 'custom' && typeof issue.params?.['code'] === 'string'
      ? [issue.params['code'] as PasswordMistake]
      : [],
  )
}

export function passwordMistake(
  typed: string,
  account: { readonly email: string; readonly username: string },
): PasswordMistake | undefined {
  return brokenRules(typed)[0] ?? (differsFromAccount({ ...account, password: typed }) ? undefined : 'same-as-account')
}
