/** A session that runs or waits: how it is, why it waits or ends, and the ways into it. */
import { sessionCan } from '@berth/contract/session-states.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import { SessionElapsed } from '../../../parts/session-elapsed.tsx'
import { resourceWords } from '../../../parts/session-resources.ts'
import { SessionStatusMark } from '../../../parts/session-status.tsx'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { paths } from '../../../paths.ts'
import { buttonClass } from '../../../ui/button-style.ts'
import { useNow } from '../../../ui/clock.ts'
import { WarningIcon } from '../../../ui/icons.tsx'
import { lazyPart } from '../../../ui/lazy-part.ts'
import { TerminalIcon } from '../../../ui/thing-icons.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { exactTime, relativeTime } from '../../../ui/time-words.ts'
import { AppsMenu } from './apps-menu.tsx'
import { endOf } from './ends-soon.ts'
import { useHomeWords } from './home-texts.ts'
import styles from './home.module.css'

const KeepMenu = lazyPart(async () => (await import('../idle/keep-menu.tsx')).KeepMenu)

export function SessionLine({ session }: { readonly session: Session }) {
  const words = useSessionTexts()
  const { t } = useHomeWords()
  const { id, name, status, projectName } = session
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <div className={styles.first}>
          <Link to={paths.session(id)} className={styles.name}>
            {name}
          </Link>
          <SessionStatusMark status={status} />
          {status === 'RUNNING' && <SessionElapsed session={session} />}
        </div>
        <span className={styles.facts}>{[...resourceWords(session, words), projectName].join(' · ')}</span>
        <Waiting session={session} />
        <Ending session={session} />
      </div>
      {sessionCan.openTerminal(status) && (
        <div className={styles.actions}>
          <Link
            to={paths.sessionTab(id, 'terminal')}
            className={buttonClass({ compact: true })}
            aria-label={t.sessions.terminalOf({ name })}
          >
            <TerminalIcon />
            {words.t.actions.terminal}
          </Link>
          <Suspense fallback={<Skeleton width="5rem" height="var(--control-compact)" />}>
            <AppsMenu session={session} />
          </Suspense>
        </div>
      )}
    </li>
  )
}

/** Until it runs: what for, at which place, and until when as far as that is known. */
function Waiting({ session: { status, reason, queue } }: { readonly session: Session }) {
  const { t, states, language } = useSessionTexts()
  if (status === 'RUNNING' || reason === null) return null
  const parts = [
    states.reasons[reason].text,
    ...(queue === null ? [] : [t.queuePlace({ position: queue.position })]),
    ...(queue?.estimate ? [t.queueEstimate({ time: exactTime(queue.estimate, language) })] : []),
  ]
  return <span className={styles.why}>{parts.join(' ')}</span>
}

function Ending({ session }: { readonly session: Session }) {
  const { t, language } = useHomeWords()
  const now = useNow(10_000)
  const end = endOf(session, now)
  if (end === undefined) return null
  return (
    <div className={styles.ending}>
      <WarningIcon size={14} />
      <span>{t.ends[end.why]({ time: relativeTime(end.at, now, language) })}</span>
      {end.why === 'idle' && session.idle !== null && (
        <Suspense>
          <KeepMenu session={session} idle={session.idle} compact />
        </Suspense>
      )}
    </div>
  )
}
