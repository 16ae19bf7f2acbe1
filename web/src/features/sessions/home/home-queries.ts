/**
 * What the page asks, all at once. A part is drawn when those above it are there, in whatever state, so that nothing
 * that is on the screen moves while the rest comes.
 */
import type { Session } from '@berth/contract/sessions.ts'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { notificationsQuery } from '../../../api/notification-queries.ts'
import { resourcesQuery, sessionListQuery } from '../../../api/queries.ts'
import type { SessionListFilter } from '../../../api/session-lists.ts'
import { usageQuery } from '../../../api/usage-queries.ts'
import type { UsageFilter } from '../../../api/usage-queries.ts'
import { preferencesQuery } from '../../../api/workspace-queries.ts'
import { useCurrentProject } from '../../../parts/current-project.ts'
import { failedOf } from '../../../parts/failed-of.ts'
import { useNow } from '../../../ui/clock.ts'
import { rememberedGroup } from '../start/start-memory.ts'
import { presetsQuery } from '../start/preset-words.tsx'
import { templatesQuery } from '../start/template-queries.ts'

interface Asked {
  readonly data: unknown
  readonly error: unknown
}
const isThere = ({ data, error }: Asked) => data !== undefined || error !== null

/** Of every project: what runs is used up wherever it is. */
const ownFilter = (state: SessionListFilter['state']): SessionListFilter => ({
  ...{ state, q: '', sort: '-createdAt', owner: 'me' },
})

const rowsOf = ({ data }: Pick<UseInfiniteQueryResult<{ pages: { items: Session[] }[] }>, 'data'>) =>
  data?.pages.flatMap(({ items }) => items)

export function useOwnSessions() {
  const running = useInfiniteQuery(sessionListQuery(ownFilter('running')))
  const queued = useInfiniteQuery(sessionListQuery(ownFilter('queued')))
  const [runs, waits] = [rowsOf(running), rowsOf(queued)]
  const live = runs && waits && [...runs, ...waits]
  const isNothingLive = live?.length === 0
  const finished = useInfiniteQuery({ ...sessionListQuery(ownFilter('finished')), enabled: isNothingLive })
  const ended = isNothingLive ? rowsOf(finished) : undefined
  const failed = failedOf([running, queued, finished])
  const isAll = isNothingLive ? ended !== undefined : live !== undefined
  return { live, ended, failed, isThere: isAll || failed !== undefined }
}

export function useChoices() {
  const { id: project } = useCurrentProject()
  const { data: preferences, isError } = useQuery(preferencesQuery)
  const templates = useQuery({
    ...templatesQuery(project, preferences?.hideExamples ?? false),
    enabled: preferences !== undefined || isError,
  })
  const presets = useQuery(presetsQuery({ project, resourceGroup: rememberedGroup(localStorage) }, 1))
  const failed = failedOf([templates, presets])
  const isAll = templates.data !== undefined && presets.data !== undefined
  return { templates: templates.data, presets: presets.data?.items, failed, isThere: isAll || failed !== undefined }
}

const dayMs = 86_400_000
const days = 30
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** `user`: whose, for those who are answered for everyone otherwise. */
export function useUsage(user: string | undefined) {
  const today = Math.floor(useNow(60_000) / dayMs) * dayMs
  const filter: UsageFilter = { from: dayOf(today - (days - 1) * dayMs), to: dayOf(today), user, project: undefined }
  // what runs goes on counting, and no event tells of it
  return { filter, query: useQuery({ ...usageQuery(filter, 'day'), refetchInterval: 60_000 }) }
}

/** The parts of the page, from its top down. */
const order = ['limits', 'sessions', 'choices', 'progress', 'usage'] as const

/** Whether a part is there with all above it. What was there once stays, whatever is asked anew. */
export function useArrived(user: string | undefined): (part: (typeof order)[number]) => boolean {
  const { id, isKnown, failed } = useCurrentProject()
  const report = useQuery(resourcesQuery(id))
  const own = useOwnSessions()
  const chosen = useChoices()
  const going = useInfiniteQuery(notificationsQuery('in-progress'))
  const { query } = useUsage(user)
  const isPlaced = isKnown || failed !== undefined
  const parts = [isPlaced && isThere(report), own.isThere, chosen.isThere, isThere(going), isThere(query)]
  const missing = parts.indexOf(false)
  const count = missing === -1 ? parts.length : missing
  const [most, setMost] = useState(count)
  if (count > most) setMost(count)
  return (part) => order.indexOf(part) < Math.max(most, count)
}
