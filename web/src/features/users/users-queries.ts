/** What is asked about users, with the keys under which the answers are kept. */
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { User, users } from '@berth/contract/users.ts'
import type { InfiniteData } from '@tanstack/react-query'
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { listQueryOf } from './users-search.ts'
import type { UserListFilter } from './users-search.ts'

const keys = {
  all: ['users'] as const,
  lists: ['users', 'list'] as const,
  list: ({ tab, filters, sort }: UserListFilter) => ['users', 'list', { tab, filters, sort }] as const,
  detail: (id: string) => ['users', 'detail', id] as const,
  holdings: (id: string) => ['users', 'holdings', id] as const,
  credentials: (id: string) => ['users', 'credentials', id] as const,
}

const pageSize = 50

export const userListQuery = (filter: UserListFilter) =>
  infiniteQueryOptions({
    queryKey: keys.list(filter),
    queryFn: ({ pageParam }) =>
      client.users.list({
        query: { ...listQueryOf(filter), limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    // events tell what others change, not every sign-in of somebody, of which the list shows the last
    refetchOnWindowFocus: true,
    refetchInterval: 60_000,
  })

export const userQuery = (id: string) =>
  queryOptions({
    queryKey: keys.detail(id),
    queryFn: () => client.users.show({ params: { id } }),
    // nothing of the last one may show while this one loads
    placeholderData: undefined,
  })

/** Those that programs use; the console's own are told by the policies. */
export const credentialsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.credentials(id),
    queryFn: () => client.credentials.list({ query: { owner: 'all', user: id, main: 'false', limit: 200 } }),
    placeholderData: undefined,
  })

/** What would be cut is never remembered. */
export const holdingsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.holdings(id),
    queryFn: () => client.users.holdings({ params: { id } }),
    placeholderData: undefined,
    staleTime: 0,
    gcTime: 0,
  })

/** A user of the lists that are here already. */
export function useKnownUser(id: string): User | undefined {
  const cache = useQueryClient()
  for (const [, list] of cache.getQueriesData<InfiniteData<{ items: User[] }>>({ queryKey: keys.lists }))
    for (const { items } of list?.pages ?? []) {
      const found = items.find((user) => user.id === id)
      if (found !== undefined) return found
    }
  return undefined
}

/** What an administrator does to users; the lists are asked again before it counts as done. */
export function useUserChanges() {
  const cache = useQueryClient()
  const changed = async (user?: User) => {
    if (user !== undefined) cache.setQueryData(keys.detail(user.id), user)
    await Promise.all([
      cache.invalidateQueries({ queryKey: keys.lists }),
      // one's own name and role stand elsewhere too
      user !== undefined && user.id === cache.getQueryData<{ id: string }>(['me'])?.id
        ? cache.invalidateQueries({ queryKey: ['me'] })
        : undefined,
    ])
  }
  const then = async (call: Promise<User>): Promise<User> => {
    const user = await call
    await changed(user)
    return user
  }
  return {
    create: (body: CallInput<typeof users.create>['body']) => then(client.users.create({ body })),
    update: (id: string, body: CallInput<typeof users.update>['body']) =>
      then(client.users.update({ params: { id }, body })),
    deactivate: (id: string, terminateSessions: boolean) =>
      then(client.users.deactivate({ params: { id }, body: { terminateSessions } })),
    reactivate: (id: string) => then(client.users.reactivate({ params: { id } })),
    resetTwoFactor: (id: string) => then(client.users.resetTwoFactor({ params: { id } })),
    unlock: (id: string) => client.users.unlock({ params: { id } }),
    async importCsv(csv: string) {
      const done = await client.users.import({ body: { csv, dryRun: false } })
      await changed()
      return done
    },
  }
}

export const nameOf = (user: Pick<User, 'fullName' | 'username'>): string =>
  user.fullName === '' ? user.username : user.fullName
