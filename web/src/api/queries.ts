/** What can be asked, with the keys under which the answers are kept. */
import type { Session } from '@berth/contract/sessions.ts'
import type { CallInput } from '@berth/contract/endpoint.ts'
import { defaultResourceGroup } from '@berth/contract/resource-group-names.ts'
import type { resources } from '@berth/contract/resources.ts'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from './client.ts'
import { resourceGroupsKey, sessionKeys } from './session-cache.ts'
import type { SessionListFilter } from './session-cache.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => client.accounts.me(),
  staleTime: Infinity,
})

/** What the site offers to everyone. */
export const siteOffersQuery = queryOptions({
  queryKey: ['site-offers'],
  queryFn: () => client.settings.offers(),
  staleTime: 10 * 60_000,
})

/** In a project; in the first one that there is when it says none. */
export function resourcesQuery(project: string | undefined, group: string = defaultResourceGroup) {
  const where: CallInput<typeof resources.report>['query'] = {}
  if (project !== undefined) where.project = project
  if (group !== defaultResourceGroup) where.resourceGroup = group
  return queryOptions({
    queryKey: [...sessionKeys.resources, project ?? '', group],
    queryFn: () => client.resources.report({ query: where }),
    staleTime: 5000,
    refetchInterval: 60_000,
  })
}

/** Where something can be started. */
export const resourceGroupsQuery = queryOptions({
  queryKey: resourceGroupsKey,
  queryFn: async () => (await client.resourceGroups.list()).items,
  staleTime: 15_000,
})

/** No event tells of a place in a queue: so often it is looked at again, by those who look at it. */
const placesMs = 10_000

/** Rows of the first page; few enough to draw at once, enough that most people never ask for more. */
const pageSize = 50
/** Of those behind it, which are for whoever goes through a long list. */
const nextPageSize = 200

export const sessionListQuery = (filter: SessionListFilter) =>
  infiniteQueryOptions({
    queryKey: sessionKeys.list(filter),
    queryFn: ({ pageParam }) => client.sessions.list({ query: listQueryOf(filter, pageParam) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    // its rows stay what they are while their places change
    refetchInterval: ({ state: { data } }) =>
      // page by page: the longer what is looked at, the rarer
      filter.state === 'queued' && data?.pages.some(({ items }) => items.length > 0)
        ? placesMs * data.pages.length
        : false,
  })

/** As the list and the export are asked. */
export const sessionFilterQuery = ({ state, sort, owner, q, project }: SessionListFilter) => ({
  state,
  sort,
  owner,
  ...(q === '' ? {} : { q }),
  ...(project === undefined ? {} : { project }),
})

const listQueryOf = (filter: SessionListFilter, cursor: string | undefined) => ({
  ...sessionFilterQuery(filter),
  limit: cursor === undefined ? pageSize : nextPageSize,
  ...(cursor === undefined ? {} : { cursor }),
})

export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: sessionKeys.detail(id),
    queryFn: () => client.sessions.show({ params: { id } }),
    // one session is never another: nothing of the last one may show while this one loads
    placeholderData: undefined,
    // events tell of every step; asking now and then while one is due holds even where an event did not arrive
    refetchInterval: ({ state }) => (state.data && passing.has(state.data.status) ? 5_000 : false),
  })

const passing = new Set<Session['status']>(['SCHEDULED', 'PREPARING', 'TERMINATING'])

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: sessionKeys.history(id),
    queryFn: () => client.sessions.history({ params: { id } }),
    placeholderData: undefined,
  })

export const terminalsQuery = (id: string) =>
  queryOptions({
    queryKey: sessionKeys.terminals(id),
    queryFn: () => client.terminals.list({ params: { id } }),
    placeholderData: undefined,
    staleTime: 0,
  })
