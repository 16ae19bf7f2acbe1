/** Keys of answers that live events make old. */
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

export const notificationKeys = {
  all: ['notifications'] as const,
  counts: ['notifications', 'counts'] as const,
  lists: ['notifications', 'list'] as const,
  list: (show: 'all' | 'in-progress') => ['notifications', 'list', show] as const,
}

export const preferencesKey = ['preferences'] as const
