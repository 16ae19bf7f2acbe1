/** A session that has ended, and the way to start it again. */
import type { Session } from '@berth/contract/sessions.ts'
import { Link } from '@tanstack/react-router'
import { resourceWords } from '../../../parts/session-resources.ts'
import { SessionStatusMark } from '../../../parts/session-status.tsx'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { RefreshIcon } from '../../../ui/action-icons.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { useHomeWords } from './home-texts.ts'
import styles from './home.module.css'

export interface EndedLineProps {
  readonly session: Session
  readonly onStart: () => void
}

export function EndedLine({ session, onStart }: EndedLineProps) {
  const words = useSessionTexts()
  const { t } = useHomeWords()
  const { id, name, status, endedAt, projectName } = session
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <div className={styles.first}>
          <Link to={paths.session(id)} className={styles.name}>
            {name}
          </Link>
          <SessionStatusMark status={status} />
          {endedAt !== null && <RelativeTime at={endedAt} isFocusable={false} />}
        </div>
        <span className={styles.facts}>{[...resourceWords(session, words), projectName].join(' · ')}</span>
      </div>
      <div className={styles.actions}>
        <Button compact onPress={onStart} aria-label={t.sessions.againOf({ name })}>
          <RefreshIcon />
          {words.t.actions.again}
        </Button>
      </div>
    </li>
  )
}
