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

export const folderKeys = {
  all: ['folders'] as const,
  lists: ['folders', 'list'] as const,
  detail: (id: string) => ['folders', 'detail', id] as const,
  shares: (id: string) => ['folders', 'shares', id] as const,
  members: (id: string) => ['folders', 'members', id] as const,
  hosts: ['folders', 'hosts'] as const,
  invitations: ['folders', 'invitations'] as const,
}

export const fileKeys = {
  of: (folder: string) => ['files', folder] as const,
  list: (folder: string, path: string) => ['files', folder, 'list', path] as const,
  search: (folder: string) => ['files', folder, 'search'] as const,
  uploads: (folder: string) => ['files', folder, 'uploads'] as const,
}

/** What may be another when a membership has changed. */
export const membershipKeys = [
  workspaceKeys.all,
  workspaceKeys.invitations,
  workspaceKeys.projects,
  folderKeys.all,
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
