/** Name and password, a code where one is needed, and other ways; on the sign-in page and over a page whose login ended. */
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
import { OtherWays, PasskeyTrouble } from './other-ways.tsx'
import { codeMistake, codeRefused, proofOf, SecondFactorField } from './second-factor-field.tsx'
import type { CodeKind } from './second-factor-field.tsx'
import { signIn } from './sign-in-call.ts'
import type { WaysIn } from './sign-in-call.ts'
import styles from './sign-in-form.module.css'
import { useWait, waitWords } from './use-wait.ts'

export interface SignInFormProps {
  readonly texts: Texts<typeof consoleSignInEn>
  readonly sayError: (error: unknown) => ErrorWords | Promise<ErrorWords>
  readonly onDone: (me: Me) => void
  /** Who was signed in here before. */
  readonly login?: string
  readonly ways?: WaysIn | undefined
  /** Where the way through the identity provider ends. Not given: it opens in a tab of its own. */
  readonly next?: string
}

export function SignInForm({ texts, sayError, onDone, login = '', ways, next }: SignInFormProps) {
  const words = texts.signIn
  const [error, setError] = useState<ErrorWords | string>()
  const [kind, setKind] = useState<CodeKind>()
  const passwordInput = useRef<HTMLInputElement>(null)
  const wait = useWait()

  const fail = async (failure: unknown) => {
    if (failure === undefined) setError(undefined)
    else if (failure instanceof PasskeyTrouble) setError(failure.message)
    else if (!wait.take(failure)) setError(await sayError(failure))
  }
  const form = useForm({
    initial: { login, password: '', code: '' },
    check: (values) => ({
      login: values.login.trim() === '' ? words.loginMissing : undefined,
      password: values.password === '' ? words.passwordMissing : undefined,
      code: kind === undefined ? undefined : codeMistake(kind, values.code, words),
    }),
    async submit({ login: name, password, code }) {
      setError(undefined)
      wait.clear()
      try {
        const proof = kind === undefined ? {} : proofOf(kind, code)
        onDone(await signIn({ login: name.trim(), password, ...proof }))
      } catch (failure) {
        const type = failure instanceof ApiProblem ? failure.body.type : undefined
        if (type === 'otp-required') {
          setKind('otp')
          return undefined
        }
        // the password was right before, so it is the code that is not
        if (type === 'invalid-credentials' && kind !== undefined) return { code: codeRefused(kind, words) }
        await fail(failure)
        // a wrong password is most often a slip of a key: it stays, marked, to be typed again or looked at
        if (type === 'invalid-credentials') passwordInput.current?.select()
      }
      return undefined
    },
  })
  /** For whom or by which password a code was asked for has changed. */
  const field = (name: 'login' | 'password') => {
    const given = form.field(name)
    return {
      ...given,
      onChange(value: string) {
        given.onChange(value)
        if (kind === undefined) return
        setKind(undefined)
        form.set({ code: '' })
      },
    }
  }
  return (
    <div className={styles.form}>
      <form className={styles.form} noValidate onSubmit={form.onSubmit} aria-label={words.title}>
        {wait.secondsLeft > 0 && (
          <Notice tone="warn">{words.wait({ time: waitWords(wait.secondsLeft, texts) })}</Notice>
        )}
        {wait.isOver && <Notice tone="info">{words.waitOver}</Notice>}
        {typeof error === 'string' && <Notice tone="warn">{error}</Notice>}
        {typeof error === 'object' && (
          <Notice tone="bad" title={error.title}>
            {error.detail}
          </Notice>
        )}
        <TextField
          {...field('login')}
          label={words.login}
          autoComplete="username"
          inputMode="email"
          maxLength={64}
          autoFocus={login === ''}
        />
        <PasswordField
          {...field('password')}
          ref={passwordInput}
          label={words.password}
          autoComplete="current-password"
          maxLength={128}
          autoFocus={login !== ''}
        />
        {kind !== undefined && (
          <SecondFactorField field={form.field('code')} words={words} kind={kind} onKind={setKind} />
        )}
        <SubmitButton wide isPending={form.isPending} isDisabled={wait.secondsLeft > 0}>
          {words.submit}
        </SubmitButton>
      </form>
      {ways !== undefined && kind === undefined && (
        <OtherWays
          words={words}
          ways={ways}
          next={next}
          isDisabled={wait.secondsLeft > 0}
          onDone={onDone}
          onError={(failure) => void fail(failure)}
        />
      )}
    </div>
  )
}
