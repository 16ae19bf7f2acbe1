/** First run: the holder of the one-time link creates the first administrator. */
import { useEffect, useState } from 'react'
import { paths } from '../../paths.ts'
import { completeSetup, setupState } from '../../shell/sign-in-call.ts'
import type { ErrorWords } from '../../texts/describe-error.ts'
import { Notice } from '../../ui/notice.tsx'
import { LightHead } from './light-page.tsx'
import { forgetFragment } from './page-address.ts'
import styles from './setup-page.module.css'
import { SetupForm } from './setup-form.tsx'
import { useTexts } from './sign-in-texts.ts'
import { useSayError } from './use-say-error.ts'

type Need = 'unknown' | 'needed' | 'done' | ErrorWords

export function SetupPage({ token }: { readonly token: string }) {
  const words = useTexts().signIn.setup
  const sayError = useSayError()
  const [need, setNeed] = useState<Need>('unknown')
  useEffect(() => {
    setupState().then(
      ({ needed }) => setNeed(needed ? 'needed' : 'done'),
      async (error: unknown) => setNeed(await sayError(error)),
    )
  }, [sayError])
  if (need === 'unknown') return <LightHead title={words.title} isWide />
  if (typeof need === 'object') {
    return (
      <>
        <LightHead title={words.title} isWide />
        <Notice tone="bad" title={need.title}>
          {need.detail}
        </Notice>
      </>
    )
  }
  if (need === 'done') {
    return (
      <>
        <LightHead title={words.doneTitle}>{words.doneText}</LightHead>
        <a href={paths.signIn()}>{words.toSignIn}</a>
      </>
    )
  }
  if (token === '') {
    return (
      <>
        <LightHead title={words.linkTitle} isWide>
          {words.linkText}
        </LightHead>
        <div className={styles.steps}>
          <p>{words.linkWhere}</p>
          <code className={styles.command} tabIndex={0}>
            journalctl -u berth | grep /setup
          </code>
          <p>{words.linkThen}</p>
        </div>
      </>
    )
  }
  return (
    <>
      <LightHead title={words.title} isWide>
        {words.text}
      </LightHead>
      <SetupForm
        token={token}
        label={words.title}
        submit={words.submit}
        onSend={async (values) => {
          await completeSetup({ token, ...values })
          forgetFragment()
          window.location.replace(paths.start)
        }}
      />
    </>
  )
}
