/** A new password in place of the old one: what is typed, what is wrong with it, what the server says of it. */
import type { Me } from '@berth/contract/accounts.ts'
import { ApiProblem } from '@berth/contract/client.ts'
import type { InputError } from '@berth/contract/problems.ts'
import { longestPassword, passwordMistake } from '../../parts/password-rules.ts'
import type { PasswordMistake } from '../../parts/password-rules.ts'
import type { AppTexts } from '../../texts/app.en.ts'
import type { FieldErrors } from '../../ui/form.ts'
import type { AccountTexts } from './account-texts.ts'

export interface PasswordValues {
  readonly current: string
  readonly next: string
  readonly again: string
}

export interface PasswordTexts {
  readonly own: AccountTexts['dialog']
  readonly rules: AppTexts['signIn']['setup']['errors']
}

export const noPassword: PasswordValues = { current: '', next: '', again: '' }

export const wantsPassword = ({ current, next, again }: PasswordValues): boolean => current + next + again !== ''

const say = (mistake: PasswordMistake, { rules }: PasswordTexts): string =>
  mistake === 'too-long' ? rules['too-long']({ max: longestPassword }) : rules[mistake]

export function checkPassword(values: PasswordValues, me: Me, texts: PasswordTexts): FieldErrors<PasswordValues> {
  const { current, next, again } = values
  const mistake = passwordMistake(next, me)
  return {
    current: me.hasPassword && current === '' ? texts.own.originalMissing : undefined,
    next: next === '' ? texts.own.newPasswordMissing : mistake === undefined ? undefined : say(mistake, texts),
    again:
      again === ''
        ? texts.rules['confirmation-required']
        : again === next
          ? undefined
          : texts.rules['confirmation-differs'],
  }
}

/** Where the server refused it; undefined when it is about something else. */
export function refusedPassword(error: unknown, texts: PasswordTexts): FieldErrors<PasswordValues> | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  if (error.body.type === 'wrong-password') return { current: texts.own.originalWrong }
  if (error.body.type !== 'invalid-input') return undefined
  const [first] = error.body['errors'] as readonly InputError[]
  if (first?.path.endsWith('currentPassword')) return { current: texts.own.originalMissing }
  const code = first?.code ?? ''
  const known = code !== 'too-long' && code in texts.rules
  return { next: known ? texts.rules[code as Exclude<PasswordMistake, 'too-long'>] : texts.rules.other }
}
