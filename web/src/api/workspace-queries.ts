/** What is asked about workspaces and projects. */
import type { Preferences } from '@berth/contract/preferences.ts'
import { queryOptions } from '@tanstack/react-query'
import { client } from './client.ts'
import { preferencesKey, workspaceKeys } from './live-keys.ts'

const staleTime = 60_000

/** Nobody chooses from more; a list of them all would be a page of its own. */
const mostPages = 10

/** All of them: what is searched and chosen from here is not asked for again. */
async function everyPage<Item>(
  ask: (page: { limit: number; cursor?: string }) => Promise<{ items: Item[]; nextCursor: string | null }>,
  isLast: (items: readonly Item[]) => boolean = () => false,
): Promise<{ items: Item[] }> {
  const items: Item[] = []
  let next: string | null | undefined
  for (let pages = 0; next !== null && pages < mostPages; pages++) {
    const page = await ask({ limit: 200, ...(next === undefined ? {} : { cursor: next }) })
    items.push(...page.items)
    next = isLast(page.items) ? null : page.nextCursor
  }
  return { items }
}

export const workspacesQuery = queryOptions({
  queryKey: workspaceKeys.mine,
  queryFn: () => everyPage((query) => client.workspaces.list({ query })),
  staleTime,
})

/** The shared ones of the site, which come first: there are as many personal ones as people. */
export const everyWorkspaceQuery = queryOptions({
  queryKey: workspaceKeys.every,
  queryFn: () =>
    everyPage(
      (query) => client.workspaces.list({ query: { ...query, all: 'true' } }),
      (items) => items.at(-1)?.personal ?? false,
    ),
  staleTime,
})

/** Those that something can be started in. */
export const projectsQuery = queryOptions({
  queryKey: [...workspaceKeys.projects, 'mine'],
  queryFn: () => everyPage((query) => client.projects.list({ query })),
  staleTime,
})

export const myInvitationsQuery = queryOptions({
  queryKey: workspaceKeys.invitations,
  queryFn: () => client.invitations.mine({ query: { limit: 50 } }),
  staleTime,
  // no event tells that one has expired
  refetchInterval: 5 * 60_000,
})

export const preferencesQuery = queryOptions<Preferences>({
  queryKey: preferencesKey,
  queryFn: () => client.preferences.show(),
  staleTime: 15_000,
})
