import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from './client.ts'
import { notificationKeys } from './live-keys.ts'

/** How much is unread; events tell when it changes. */
export const unreadQuery = queryOptions({
  queryKey: notificationKeys.count,
  queryFn: async () => (await client.notifications.list({ query: { limit: 1 } })).unread,
  staleTime: 60_000,
  refetchInterval: 5 * 60_000,
})

const pageSize = 30

export const notificationsQuery = infiniteQueryOptions({
  queryKey: notificationKeys.list,
  queryFn: ({ pageParam }) =>
    client.notifications.list({
      query: { limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
    }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.nextCursor ?? undefined,
})
