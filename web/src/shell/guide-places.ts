/** Which page of the guide fits which page of the console. */
import { addressAmong, signInGuidePlaces } from './guide-address.ts'
import type { GuidePlace } from './guide-address.ts'

/** The first that fits counts. web/build/guide/read-guide.test.ts knows every page of the console and of the guide. */
export const guidePlaces: readonly GuidePlace[] = [
  { path: '/', guide: 'start-page' },
  { path: '/sessions/$/terminal', guide: 'terminal' },
  { path: '/sessions/$/logs', guide: 'session-logs' },
  { path: '/sessions/$/metrics', guide: 'use#metrics' },
  { path: '/sessions/$/history', guide: 'sessions#logs-and-history' },
  { path: '/sessions', guide: 'sessions' },
  { path: '/shared-terminals', guide: 'use#show-a-terminal-to-somebody' },
  { path: '/open', guide: 'apps' },
  { path: '/account', guide: 'account' },
  { path: '/data/cloud', guide: 'cloud' },
  { path: '/data/$', guide: 'files' },
  { path: '/data', guide: 'folders' },
  { path: '/usage', guide: 'usage' },
  { path: '/preferences/logs', guide: 'request-logs' },
  { path: '/preferences', guide: 'preferences' },
  { path: '/settings/general', guide: 'preferences' },
  { path: '/settings/workspace', guide: 'workspaces' },
  { path: '/settings/credentials', guide: 'credentials' },
  { path: '/members', guide: 'workspaces#for-admins-of-a-workspace-users-groups' },
  { path: '/admin/users', guide: 'users' },
  { path: '/admin/projects', guide: 'projects' },
  { path: '/admin/credentials', guide: 'credentials#for-administrators' },
  { path: '/admin/policies', guide: 'policies' },
  { path: '/admin/environments', guide: 'environments' },
  { path: '/admin/presets', guide: 'presets-and-templates' },
  { path: '/admin/resource-groups', guide: 'resource-groups' },
  { path: '/admin/settings', guide: 'site-settings' },
  ...signInGuidePlaces,
]

export const guideAddress = (pathname: string, language: string): string =>
  addressAmong(guidePlaces, pathname, language)
