/** The last step of a sign-in through the identity provider, for who has set a second factor up here. */
import { ApiProblem } from '@berth/contract/client.ts'
import { useState } from 'react'
import { safeAddress } from '../../shell/safe-address.ts'
import { codeMistake, codeRefused, proofOf, SecondFactorField } from '../../shell/second-factor-field.tsx'
import type { CodeKind } from '../../shell/second-factor-field.tsx'
import { finishSingleSignOn } from '../../shell/sign-in-call.ts'
import { useWait, waitWords } from '../../shell/use-wait.ts'
import type { ErrorWords } from '../../texts/describe-error.ts'
import { useForm } from '../../ui/form.ts'
import { Notice } from '../../ui/notice.tsx'
import { SubmitButton } from '../../ui/submit-button.tsx'
import styles from './connect-page.module.css'
import { useTexts } from './sign-in-texts.ts'
import { useSayError } from './use-say-error.ts'

export function SingleSignOnCode() {
  const texts = useTexts().signIn
  const words = texts.signIn
  const sayError = useSayError()
  const [kind, setKind] = useState<CodeKind>('otp')
  const [error, setError] = useState<ErrorWords>()
  const wait = useWait()
  const form = useForm({
    initial: { code: '' },
    check: ({ code }) => ({ code: codeMistake(kind, code, words) }),
    async submit({ code }) {
      setError(undefined)
      wait.clear()
      try {
        const { next } = await finishSingleSignOn(proofOf(kind, code))
        window.location.assign(safeAddress(next, window.location.origin))
      } catch (failure) {
        if (failure instanceof ApiProblem && failure.body.type === 'invalid-credentials')
          return { code: codeRefused(kind, words) }
        if (!wait.take(failure)) setError(await sayError(failure))
      }
      return undefined
    },
  })
  return (
    <form className={styles.form} noValidate onSubmit={form.onSubmit} aria-label={words.title}>
      {wait.secondsLeft > 0 && <Notice tone="warn">{words.wait({ time: waitWords(wait.secondsLeft, texts) })}</Notice>}
      {error !== undefined && (
        <Notice tone="bad" title={error.title}>
          {error.detail}
        </Notice>
      )}
      <SecondFactorField field={form.field('code')} words={words} kind={kind} onKind={setKind} />
      <SubmitButton wide isPending={form.isPending} isDisabled={wait.secondsLeft > 0}>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
