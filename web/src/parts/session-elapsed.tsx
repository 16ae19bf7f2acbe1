/** How long a session has run, ticking while it does. */
import type { Session } from '@berth/contract/sessions.ts'
import { useNow } from '../ui/clock.ts'
import { clock, duration } from './amounts.ts'
import styles from './session-elapsed.module.css'
import { useSessionTexts } from './session-texts.ts'

export function SessionElapsed({ session }: { readonly session: Pick<Session, 'startedAt' | 'endedAt'> }) {
  const { language } = useSessionTexts()
  const now = useNow(1000)
  const { startedAt, endedAt } = session
  if (startedAt === null) return <span className={styles.none}>–</span>
  const begin = Date.parse(startedAt)
  if (endedAt !== null)
    return <span className={styles.time}>{duration(language, (Date.parse(endedAt) - begin) / 1000)}</span>
  return (
    <time className={styles.time} dateTime={startedAt}>
      {clock(language, (now - begin) / 1000)}
    </time>
  )
}
