/** What the pages of one's own account ask for. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from '../../api/client.ts'

const all = ['my-account'] as const
/** Events tell of changes, not of logins that end by the clock: every visit asks anew, and shows meanwhile what is known. */
const staleTime = 0
const pageSize = 50

export const loginsQuery = queryOptions({
  queryKey: [...all, 'logins'],
  queryFn: () => client.myAccount.loginSessions(),
  staleTime,
})

export const passkeysQuery = queryOptions({
  queryKey: [...all, 'passkeys'],
  queryFn: () => client.passkeys.list(),
  staleTime,
})

export const identitiesQuery = queryOptions({
  queryKey: [...all, 'identities'],
  queryFn: () => client.identities.list(),
  staleTime,
})

export const waysQuery = queryOptions({
  queryKey: ['ways-in'],
  queryFn: () => client.waysIn.show(),
  staleTime: Infinity,
})

const pageOf = (q: string, sort: string, cursor: string | undefined) => ({
  limit: pageSize,
  sort,
  ...(q === '' ? {} : { q }),
  ...(cursor === undefined ? {} : { cursor }),
})

export const historyQuery = (q: string, sort: string) =>
  infiniteQueryOptions({
    queryKey: [...all, 'history', q, sort],
    queryFn: ({ pageParam }) => client.myAccount.loginHistory({ query: pageOf(q, sort, pageParam) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime,
  })

export const activityQuery = (q: string, sort: string) =>
  infiniteQueryOptions({
    queryKey: [...all, 'activity', q, sort],
    queryFn: ({ pageParam }) => client.myAccount.activity({ query: pageOf(q, sort, pageParam) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime,
  })
