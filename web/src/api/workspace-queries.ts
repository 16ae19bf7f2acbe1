/** What is asked about workspaces and projects, with the keys under which the answers are kept. */
import type { Preferences } from '@berth/contract/preferences.ts'
import { queryOptions } from '@tanstack/react-query'
import { client } from './client.ts'

export const workspaceKeys = {
  all: ['workspaces'] as const,
  mine: ['workspaces', 'mine'] as const,
  every: ['workspaces', 'every'] as const,
  /** Members, invitations, groups of one. */
  of: (id: string) => ['workspaces', 'of', id] as const,
  invitations: ['invitations'] as const,
  projects: ['projects'] as const,
}

/** What may be another when a membership has changed. */
export const membershipKeys = [
  workspaceKeys.all,
  workspaceKeys.invitations,
  workspaceKeys.projects,
  ['resources'],
  ['sessions'],
] as const

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
