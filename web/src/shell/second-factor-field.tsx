/** A code of the authenticator, or a recovery code in its place. */
import type { consoleSignInEn } from '@berth/contract/texts/console-sign-in.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { CodeField, digitsOf, isCode } from '../parts/code-field.tsx'
import type { FormField } from '../ui/form.ts'
import { TextField } from '../ui/text-field.tsx'
import type { SecondFactor } from './sign-in-call.ts'
import styles from './sign-in-form.module.css'

export type CodeKind = 'otp' | 'recoveryCode'
type Words = Texts<typeof consoleSignInEn>['signIn']

const recoveryCodeOf = (typed: string) => typed.replace(/[\s-]/g, '')

export function codeMistake(kind: CodeKind, typed: string, words: Words): string | undefined {
  if (kind === 'otp') return isCode(typed) ? undefined : words.codeMissing
  return /^[a-z0-9]{10}$/i.test(recoveryCodeOf(typed)) ? undefined : words.recoveryMissing
}

export const proofOf = (kind: CodeKind, typed: string): SecondFactor =>
  kind === 'otp' ? { otp: digitsOf(typed) } : { recoveryCode: recoveryCodeOf(typed) }

export const codeRefused = (kind: CodeKind, words: Words): string =>
  kind === 'otp' ? words.codeWrong : words.recoveryWrong

export interface SecondFactorFieldProps {
  readonly field: FormField<string>
  readonly words: Words
  readonly kind: CodeKind
  readonly onKind: (kind: CodeKind) => void
}

export function SecondFactorField({ field, words, kind, onKind }: SecondFactorFieldProps) {
  return (
    <div className={styles.factor}>
      {kind === 'otp' ? (
        <CodeField {...field} key="otp" label={words.code} help={words.codeHelp} autoFocus />
      ) : (
        <TextField
          {...field}
          key="recovery"
          label={words.recoveryCode}
          help={words.recoveryHelp}
          placeholder="BCDFG-23456"
          maxLength={20}
          isCode
          autoFocus
        />
      )}
      <button
        type="button"
        className={styles.other}
        onClick={() => {
          field.onChange('')
          onKind(kind === 'otp' ? 'recoveryCode' : 'otp')
        }}
      >
        {kind === 'otp' ? words.useRecoveryCode : words.useCode}
      </button>
    </div>
  )
}
