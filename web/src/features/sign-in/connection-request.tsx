import type { Me } from '@berth/contract/accounts.ts'
import type { CallResult } from '@berth/contract/endpoint.ts'
import type { connections } from '@berth/contract/logins.ts'
import { useState } from 'react'
import { answerConnection } from '../../shell/sign-in-call.ts'
import { buttonClass } from '../../ui/button-style.ts'
import { useNow } from '../../ui/clock.ts'
import { relativeTime } from '../../ui/time-words.ts'
import styles from './connect-page.module.css'
import { LightHead } from './light-page.tsx'
import { useLanguage, useTexts } from './sign-in-texts.ts'
import { showUserCode } from './user-code.ts'

export type Connection = CallResult<typeof connections.show>

interface ConnectionRequestProps {
  readonly code: string
  readonly connection: Connection
  readonly me: Me
  readonly onError: (error: unknown) => void
}

export function ConnectionRequest({ code, connection, me, onError }: ConnectionRequestProps) {
  const words = useTexts().signIn.connect
  const { language } = useLanguage()
  const [answer, setAnswer] = useState<'open' | 'sending' | 'approved' | 'denied'>('open')
  const now = useNow(5000)
  if (answer === 'approved') return <LightHead title={words.approvedTitle}>{words.approvedText}</LightHead>
  if (answer === 'denied') return <LightHead title={words.deniedTitle}>{words.deniedText}</LightHead>
  const send = (approve: boolean) => async () => {
    setAnswer('sending')
    try {
      await answerConnection(code, approve)
      setAnswer(approve ? 'approved' : 'denied')
    } catch (error) {
      setAnswer('open')
      onError(error)
    }
  }
  const isPending = answer === 'sending'
  return (
    <>
      <LightHead title={words.title}>{words.text}</LightHead>
      <div className={styles.code}>{showUserCode(code)}</div>
      <dl className={styles.facts}>
        <dt>{words.client}</dt>
        <dd>{connection.client}</dd>
        <dt>{words.address}</dt>
        <dd className={styles.mono}>{connection.address}</dd>
        <dt>{words.expires}</dt>
        <dd>{relativeTime(connection.expiresAt, now, language)}</dd>
        <dt>{words.signedInAs}</dt>
        <dd>{me.email}</dd>
      </dl>
      <div className={styles.buttons}>
        <button type="button" className={buttonClass({})} disabled={isPending} onClick={() => void send(false)()}>
          {words.deny}
        </button>
        <button
          type="button"
          className={buttonClass({ look: 'primary', isPending })}
          disabled={isPending}
          onClick={() => void send(true)()}
        >
          {words.approve}
        </button>
      </div>
    </>
  )
}
