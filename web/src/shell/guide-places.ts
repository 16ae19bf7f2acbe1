/** Which page of the guide fits which page of the console. */

interface GuidePlace {
  /** Of the console; what begins with it belongs to it, and `$` stands for anything. */
  readonly path: string
  /** A page of the guide, and the heading where it is said. */
  readonly guide: string
}

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
  { path: '/sign-in', guide: 'sign-in' },
  { path: '/setup', guide: 'sign-in#set-up-a-new-site' },
  { path: '/connect', guide: 'sign-in#connect-a-program' },
  { path: '/invitation', guide: 'sign-in#by-an-invitation' },
]

/** Languages that the guide is written in; whoever reads another one gets English. */
const languages: readonly string[] = ['en', 'ko']

export function guideAddress(pathname: string, language: string): string {
  const place = guidePlaces.find(({ path }) => isAt(pathname, path))
  return `/guide/${languages.includes(language) ? language : 'en'}/${place?.guide ?? 'welcome'}`
}

function isAt(pathname: string, path: string): boolean {
  const [here, there] = [pathname.split('/'), path.split('/')]
  return there.every((part, at) => part === here[at] || (part === '$' && here[at] !== undefined))
}
