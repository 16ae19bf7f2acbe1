/** Name and password; on the sign-in page and in the dialog over a page whose login ended. */
import type { Me } from '@berth/contract/accounts.ts'
import { ApiProblem } from '@berth/contract/client.ts'
import type { consoleSignInEn } from '@berth/contract/texts/console-sign-in.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { useRef, useState } from 'react'
import type { ErrorWords } from '../texts/describe-error.ts'
import { useForm } from '../ui/form.ts'
import { Notice } from '../ui/notice.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { signIn } from './sign-in-call.ts'
import styles from './sign-in-form.module.css'
import { useWait } from './use-wait.ts'

export interface SignInFormProps {
  readonly texts: Texts<typeof consoleSignInEn>
  readonly sayError: (error: unknown) => ErrorWords | Promise<ErrorWords>
  readonly onDone: (me: Me) => void
  /** Who was signed in here before. */
  readonly login?: string
}

export function SignInForm({ texts, sayError, onDone, login = '' }: SignInFormProps) {
  const words = texts.signIn
  const [error, setError] = useState<ErrorWords>()
  const passwordInput = useRef<HTMLInputElement>(null)
  const wait = useWait()
  const form = useForm({
    initial: { login, password: '' },
    check: (values) => ({
      login: values.login.trim() === '' ? words.loginMissing : undefined,
      password: values.password === '' ? words.passwordMissing : undefined,
    }),
    async submit({ login: name, password }) {
      setError(undefined)
      wait.clear()
      try {
        onDone(await signIn(name.trim(), password))
      } catch (failure) {
        if (!wait.take(failure)) setError(await sayError(failure))
        // a wrong password is most often a slip of a key: it stays, marked, to be typed again or looked at
        if (failure instanceof ApiProblem && failure.body.type === 'invalid-credentials')
          passwordInput.current?.select()
      }
    },
  })
  return (
    <form className={styles.form} noValidate onSubmit={form.onSubmit} aria-label={words.title}>
      {wait.secondsLeft > 0 && <Notice tone="warn">{words.wait({ time: inWords(wait.secondsLeft, texts) })}</Notice>}
      {wait.isOver && <Notice tone="info">{words.waitOver}</Notice>}
      {error !== undefined && (
        <Notice tone="bad" title={error.title}>
          {error.detail}
        </Notice>
      )}
      <TextField
        {...form.field('login')}
        label={words.login}
        autoComplete="username"
        inputMode="email"
        maxLength={64}
        autoFocus={login === ''}
      />
      <PasswordField
        {...form.field('password')}
        ref={passwordInput}
        label={words.password}
        autoComplete="current-password"
        maxLength={128}
        autoFocus={login !== ''}
      />
      <SubmitButton wide isPending={form.isPending} isDisabled={wait.secondsLeft > 0}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}

function inWords(seconds: number, texts: Texts<typeof consoleSignInEn>): string {
  if (seconds < 60) return texts.seconds({ count: seconds })
  return texts.minutesSeconds({ minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
}
