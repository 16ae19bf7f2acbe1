import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from './client.ts'
import { notificationKeys } from './live-keys.ts'

/** How much is unread, and how much is being done; events tell when it changes. */
export const countsQuery = queryOptions({
  queryKey: notificationKeys.counts,
  queryFn: async () => {
    const { unread, inProgress } = await client.notifications.list({ query: { limit: 1 } })
    return { unread, inProgress }
  },
  staleTime: 60_000,
  refetchInterval: 5 * 60_000,
})

const pageSize = 30

export type Shown = 'all' | 'in-progress'

export const notificationsQuery = (show: Shown) =>
  infiniteQueryOptions({
    queryKey: notificationKeys.list(show),
    queryFn: ({ pageParam }) =>
      client.notifications.list({
        query: { show, limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
