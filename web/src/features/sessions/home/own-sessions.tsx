/** One's own sessions that run or wait, a few of them; else those that ended lately; else the first steps. */
import { failureOf } from '../../../parts/failure.ts'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { paths } from '../../../paths.ts'
import { useNow } from '../../../ui/clock.ts'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { inOrder } from './ends-soon.ts'
import { EndedLine } from './ended-line.tsx'
import { FirstSteps } from './first-steps.tsx'
import { HomeCard } from './home-card.tsx'
import type { Starting } from './home-page.tsx'
import { useOwnSessions } from './home-queries.ts'
import { useHomeWords } from './home-texts.ts'
import styles from './home.module.css'
import { SessionLine } from './session-line.tsx'

const most = 6
const mostEnded = 3

export interface OwnSessionsProps {
  readonly onStart: (starting: Starting) => void
}

export function OwnSessions({ onStart }: OwnSessionsProps) {
  const { t } = useHomeWords()
  return (
    <HomeCard title={t.sessions.title} more={{ to: paths.sessions, label: t.sessions.all }}>
      <div className={styles.sessions}>
        <Sessions onStart={onStart} />
      </div>
    </HomeCard>
  )
}

function Sessions({ onStart }: OwnSessionsProps) {
  const words = useSessionTexts()
  const { t, say } = useHomeWords()
  const now = useNow(30_000)
  const { live, ended, failed } = useOwnSessions()
  if (failed !== undefined)
    return (
      <NotLoaded title={words.t.errors.list} query={failed} failureOf={(error: unknown) => failureOf(error, words)} />
    )
  if (live === undefined) return <Loading />
  const more = live.length - most
  if (live.length > 0)
    return (
      <>
        <ul className={styles.list}>
          {inOrder(live, now)
            .slice(0, most)
            .map((session) => (
              <SessionLine key={session.id} session={session} />
            ))}
        </ul>
        {more > 0 && <p className={styles.note}>{t.sessions.more({ count: more, text: say(more) })}</p>}
      </>
    )
  if (ended === undefined) return <Loading />
  if (ended.length === 0) return <FirstSteps onStart={() => onStart({})} />
  return (
    <>
      <p className={styles.note}>{t.sessions.lately}</p>
      <ul className={styles.list}>
        {ended.slice(0, mostEnded).map((session) => (
          <EndedLine key={session.id} session={session} onStart={() => onStart({ like: session })} />
        ))}
      </ul>
    </>
  )
}

function Loading() {
  return (
    <SkeletonRegion className={styles.list}>
      {['14ch', '20ch', '16ch'].map((width) => (
        <div key={width} className={styles.row}>
          <div className={styles.words}>
            <Skeleton width={width} />
            <Skeleton width="24ch" />
          </div>
        </div>
      ))}
    </SkeletonRegion>
  )
}
