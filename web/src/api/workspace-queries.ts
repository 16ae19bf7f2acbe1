/** What is asked about workspaces and projects. */
import type { Preferences } from '@berth/contract/preferences.ts'
import { queryOptions } from '@tanstack/react-query'
import { client } from './client.ts'
import { workspaceKeys } from './live-keys.ts'

const staleTime = 60_000

/** An answer of one page is enough for a choice; who belongs to more finds them by searching. */
export const workspacesQuery = queryOptions({
  queryKey: workspaceKeys.mine,
  queryFn: () => client.workspaces.list({ query: { limit: 200 } }),
  staleTime,
})

export const everyWorkspaceQuery = queryOptions({
  queryKey: workspaceKeys.every,
  queryFn: () => client.workspaces.list({ query: { limit: 200, all: 'true' } }),
  staleTime,
})

/** Those that something can be started in. */
export const projectsQuery = queryOptions({
  queryKey: [...workspaceKeys.projects, 'mine'],
  queryFn: () => client.projects.list({ query: { limit: 200 } }),
  staleTime,
  refetchInterval: 5 * 60_000,
})

export const myInvitationsQuery = queryOptions({
  queryKey: workspaceKeys.invitations,
  queryFn: () => client.invitations.mine({ query: { limit: 50 } }),
  staleTime,
  refetchInterval: 5 * 60_000,
})

export const preferencesQuery = queryOptions<Preferences>({
  queryKey: ['preferences'],
  queryFn: () => client.preferences.show(),
  staleTime: 15_000,
})
