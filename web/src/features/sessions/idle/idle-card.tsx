/** Whether anybody uses the session: each sign of it with its last time, and when it would end without. */
import type { IdleSignal } from '@berth/contract/idle.ts'
import { idleSignals } from '@berth/contract/idle.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { client } from '../../../api/client.ts'
import { sessionKeys } from '../../../api/session-cache.ts'
import { duration } from '../../../parts/amounts.ts'
import { useNow } from '../../../ui/clock.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { exactTime, relativeTime } from '../../../ui/time-words.ts'
import { useActivityWords } from '../activity-words.ts'
import styles from '../session.module.css'
import { KeepMenu } from './keep-menu.tsx'

const idleQuery = (id: string) =>
  queryOptions({
    queryKey: sessionKeys.idle(id),
    queryFn: () => client.activity.idle({ params: { id } }),
    staleTime: 0,
    // signs of use are many, so they are asked for instead of told
    refetchInterval: 10_000,
  })

export function IdleCard({ session }: { readonly session: Session }) {
  const { t, language } = useActivityWords()
  const now = useNow(10_000)
  const { data } = useQuery(idleQuery(session.id))
  const idle = data?.idle ?? session.idle
  if (idle === null) return null
  const hasGpu = session.resources.gpu > 0 || session.resources.gpuShares > 0
  const isShown = (signal: IdleSignal) => signal !== 'gpu' || hasGpu
  return (
    <section className={styles.card} aria-labelledby="session-idle">
      <h2 id="session-idle">{t.idle.title}</h2>
      <dl className={styles.facts}>
        <div className={styles.fact}>
          <dt>{t.idle.timeout}</dt>
          <dd>{t.idle.timeoutText({ span: duration(language, idle.timeout) })}</dd>
        </div>
        <div className={styles.fact} data-long>
          <dt>{exactTime(idle.endsAt, language)}</dt>
          <dd>
            {idle.keptUntil !== null && Date.parse(idle.keptUntil) >= Date.parse(idle.endsAt)
              ? t.idle.kept({ time: exactTime(idle.keptUntil, language) })
              : t.idle.endsIn({ time: relativeTime(idle.endsAt, now, language) })}
          </dd>
        </div>
        {idleSignals.filter(isShown).map((signal) => {
          const at = idle.signals[signal]
          return (
            <div key={signal} className={styles.fact}>
              <dt>{t.idle.signals[signal]}</dt>
              <dd>{at === null ? <span className={styles.note}>{t.idle.notSeen}</span> : <RelativeTime at={at} />}</dd>
            </div>
          )
        })}
      </dl>
      <p className={styles.note}>{t.idle.note}</p>
      <KeepMenu session={session} idle={idle} compact />
    </section>
  )
}
