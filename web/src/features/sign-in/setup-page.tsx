/** First run: the holder of the one-time link creates the first administrator. */
import { useEffect, useState } from 'react'
import { paths } from '../../paths.ts'
import { setupState } from '../../shell/sign-in-call.ts'
import { describeError } from '../../texts/describe-error.ts'
import { Notice } from '../../ui/notice.tsx'
import { LightHead } from './light-page.tsx'
import styles from './setup-page.module.css'
import { SetupForm } from './setup-form.tsx'
import { useTexts } from './sign-in-texts.ts'

type Need = 'unknown' | 'needed' | 'done' | { readonly error: unknown }

export function SetupPage({ token }: { readonly token: string }) {
  const texts = useTexts()
  const words = texts.signIn.setup
  const [need, setNeed] = useState<Need>('unknown')
  useEffect(() => {
    setupState().then(
      ({ needed }) => setNeed(needed ? 'needed' : 'done'),
      (error: unknown) => setNeed({ error }),
    )
  }, [])
  if (need === 'unknown') return <LightHead title={words.title} isWide />
  if (typeof need === 'object') {
    const { title, detail } = describeError(need.error, { problems: texts.problems, noAnswer: texts.signIn.noAnswer })
    return (
      <>
        <LightHead title={words.title} isWide />
        <Notice tone="bad" title={title}>
          {detail}
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
      <SetupForm token={token} />
    </>
  )
}
