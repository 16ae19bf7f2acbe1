/** What is asked about one workspace: members, invitations, groups. */
import { queryOptions, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { membershipKeys, workspaceKeys } from '../../api/live-keys.ts'

const pageSize = 50
const pageOf = (q: string, sort: string, cursor: string | undefined) => ({
  limit: pageSize,
  sort,
  ...(q === '' ? {} : { q }),
  ...(cursor === undefined ? {} : { cursor }),
})
const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor ?? undefined,
}
/** Events tell what others change, not when a member was active last, nor that an invitation has expired. */
const fresh = { refetchOnWindowFocus: true, refetchInterval: 60_000 } as const

export const useMembers = (id: string, q: string, sort: string) =>
  useInfiniteQuery({
    queryKey: [...workspaceKeys.of(id), 'members', q, sort],
    queryFn: ({ pageParam }) => client.workspaces.members({ params: { id }, query: pageOf(q, sort, pageParam) }),
    ...paged,
    ...fresh,
  })

export const useInvitations = (id: string, q: string, sort: string) =>
  useInfiniteQuery({
    queryKey: [...workspaceKeys.of(id), 'invitations', q, sort],
    queryFn: ({ pageParam }) => client.invitations.list({ params: { id }, query: pageOf(q, sort, pageParam) }),
    ...paged,
    ...fresh,
  })

export const useGroups = (id: string, q: string, sort: string) =>
  useInfiniteQuery({
    queryKey: [...workspaceKeys.of(id), 'groups', q, sort],
    queryFn: ({ pageParam }) => client.groups.list({ params: { id }, query: pageOf(q, sort, pageParam) }),
    ...paged,
  })

export const groupMembersQuery = (id: string, group: string) =>
  queryOptions({
    queryKey: [...workspaceKeys.of(id), 'group', group],
    // all of them: what is ticked is compared with them
    async queryFn() {
      const ids = new Set<string>()
      let cursor: string | undefined
      do {
        const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) }
        const page = await client.groups.members({ params: { id, group }, query })
        for (const member of page.items) ids.add(member.id)
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      return ids
    },
    placeholderData: undefined,
    staleTime: 0,
  })

/** What would be cut is never remembered. */
export const holdingsQuery = (id: string, user: string) =>
  queryOptions({
    queryKey: [...workspaceKeys.of(id), 'holdings', user],
    queryFn: () => client.workspaces.holdings({ params: { id, user } }),
    placeholderData: undefined,
    staleTime: 0,
    gcTime: 0,
  })

/** After a deed: what it may have changed is asked again before it counts as done. */
export function useChanged(): () => Promise<void> {
  const cache = useQueryClient()
  return async () => {
    await Promise.all(membershipKeys.map((queryKey) => cache.invalidateQueries({ queryKey })))
  }
}
