/** What on the site does not work as it should, from what is known of it. */
import type { ResourceGroup } from '@berth/contract/resource-groups.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { appsAddressQuery } from '../../../api/app-queries.ts'
import { sessionListQuery } from '../../../api/queries.ts'
import { useSessionTexts } from '../../../parts/session-texts.ts'
import { paths } from '../../../paths.ts'
import { useNow } from '../../../ui/clock.ts'
import { Skeleton, SkeletonRegion } from '../../../ui/skeleton.tsx'
import { Status } from '../../../ui/status.tsx'
import type { StatusShape } from '../../../ui/status.tsx'
import { relativeTime } from '../../../ui/time-words.ts'
import type { Tone } from '../../../ui/tone.ts'
import { useHomeWords } from './home-texts.ts'
import styles from './home.module.css'

const dayMs = 86_400_000
const mostFailed = 3

export function NeedsAttention({ groups }: { readonly groups: readonly ResourceGroup[] }) {
  const { t, say, failureLine } = useHomeWords()
  const { sessions, others, error } = useFailedSessions()
  const { data: apps } = useQuery(appsAddressQuery)
  if (sessions === undefined && error === null)
    return (
      <SkeletonRegion>
        <Skeleton width="24ch" />
      </SkeletonRegion>
    )
  const away = groups.filter(({ nodes, availableNodes }) => availableNodes < nodes)
  const empty = groups.filter(({ nodes }) => nodes === 0)
  const failed = sessions ?? []
  const isFine = away.length + empty.length + failed.length === 0 && apps?.way !== 'failed' && error === null
  return (
    <ul className={styles.attention} aria-label={t.attention.title}>
      {isFine && (
        <Fact tone="ok" shape="filled" title={t.attention.nothing}>
          {null}
        </Fact>
      )}
      {away.map(({ name, nodes, availableNodes }) => (
        <Fact key={name} tone="bad" shape="cross" title={t.attention.machines}>
          <Link to={paths.resourceGroups}>
            {t.attention.away({ name, away: say(nodes - availableNodes), all: say(nodes) })}
          </Link>
        </Fact>
      ))}
      {empty.map(({ name }) => (
        <Fact key={name} tone="warn" shape="dotted" title={t.attention.machines}>
          <Link to={paths.resourceGroups}>{t.attention.empty({ name })}</Link>
        </Fact>
      ))}
      {apps?.way === 'failed' && (
        <Fact tone="bad" shape="cross" title={t.attention.apps}>
          <Link to={paths.environments}>{t.attention.appsPort({ port: String(apps.port ?? '') })}</Link>
        </Fact>
      )}
      {failed.map(({ id, name, said }) => (
        <Fact key={id} tone="bad" shape="cross" title={t.attention.failed}>
          <Link to={paths.session(id)}>{name}</Link> {said}
        </Fact>
      ))}
      {others > 0 && (
        <Fact tone="bad" shape="cross" title={t.attention.failed}>
          <Link to={paths.sessions} search={{ owner: 'all', state: 'finished' }}>
            {t.attention.others({ count: others, text: say(others) })}
          </Link>
        </Fact>
      )}
      {error !== null && (
        <Fact tone="warn" shape="dotted" title={t.attention.failed}>
          {failureLine(error)}
        </Fact>
      )}
    </ul>
  )
}

interface FactProps {
  readonly tone: Tone
  readonly shape: StatusShape
  readonly title: string
  readonly children: ReactNode
}

function Fact({ tone, shape, title, children }: FactProps) {
  return (
    <li>
      <Status tone={tone} shape={shape}>
        {title}
      </Status>
      {children !== null && <span>{children}</span>}
    </li>
  )
}

/** Of the newest that ended, whoever's they are: those that ended with an error within the day. */
function useFailedSessions() {
  const { states, language } = useSessionTexts()
  const now = useNow(60_000)
  const { data, error } = useInfiniteQuery(
    sessionListQuery({ state: 'finished', q: '', sort: '-createdAt', owner: 'all' }),
  )
  const failed = data?.pages[0]?.items.filter(
    ({ status, endedAt }) => status === 'ERROR' && endedAt !== null && now - Date.parse(endedAt) < dayMs,
  )
  return {
    error: data === undefined ? error : null,
    others: Math.max(0, (failed?.length ?? 0) - mostFailed),
    sessions: failed?.slice(0, mostFailed).map(({ id, name, ownerName, endedAt, reason }) => ({
      id,
      name,
      said: [
        `${ownerName}, ${relativeTime(endedAt ?? '', now, language)}.`,
        ...(reason === null ? [] : [states.reasons[reason].text]),
      ].join(' '),
    })),
  }
}
