/** One's own sessions that run or wait, a few of them; else those that ended lately; else the first steps. */
import type { Session } from '@berth/contract/sessions.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { sessionListQuery } from '../../../api/queries.ts'
import type { SessionListFilter } from '../../../api/session-lists.ts'
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
import { useHomeWords } from './home-texts.ts'
import styles from './home.module.css'
import { SessionLine } from './session-line.tsx'

const most = 6
const mostEnded = 3

/** Of every project: what runs is used up wherever it is. */
export const ownFilter = (state: SessionListFilter['state']): SessionListFilter => ({
  ...{ state, q: '', sort: '-createdAt', owner: 'me' },
})

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
  const running = useInfiniteQuery(sessionListQuery(ownFilter('running')))
  const queued = useInfiniteQuery(sessionListQuery(ownFilter('queued')))
  const live = running.data && queued.data && inOrder([...rowsOf(running.data), ...rowsOf(queued.data)], now)
  const isNothingLive = live?.length === 0
  const finished = useInfiniteQuery({ ...sessionListQuery(ownFilter('finished')), enabled: isNothingLive })
  const failed = [running, queued, finished].find(({ data, error }) => data === undefined && error !== null)
  if (failed !== undefined)
    return (
      <NotLoaded title={words.t.errors.list} query={failed} failureOf={(error: unknown) => failureOf(error, words)} />
    )
  if (live === undefined || (isNothingLive && finished.data === undefined)) return <Loading />
  if (!isNothingLive)
    return (
      <>
        <ul className={styles.list}>
          {live.slice(0, most).map((session) => (
            <SessionLine key={session.id} session={session} />
          ))}
        </ul>
        {live.length > most && <p className={styles.note}>{t.sessions.more({ text: say(live.length - most) })}</p>}
      </>
    )
  const ended = finished.data === undefined ? [] : rowsOf(finished.data)
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

const rowsOf = ({ pages }: { readonly pages: readonly { readonly items: readonly Session[] }[] }) =>
  pages.flatMap(({ items }) => items)

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
