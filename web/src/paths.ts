/** Addresses of the console's pages, and of those outside it that are loaded anew. */
export const sessionTabs = ['overview', 'terminal', 'logs', 'metrics', 'history'] as const
export type SessionTab = (typeof sessionTabs)[number]
export const accountTabs = ['security', 'logins', 'history', 'activity'] as const
export type AccountTab = (typeof accountTabs)[number]

export const preferenceTabs = ['general', 'configuration', 'profile', 'logs'] as const
export type PreferenceTab = (typeof preferenceTabs)[number]

export const paths = {
  start: '/',
  sessions: '/sessions',
  session: (id: string) => `/sessions/${encodeURIComponent(id)}`,
  sessionTab: (id: string, tab: SessionTab) =>
    `/sessions/${encodeURIComponent(id)}${tab === 'overview' ? '' : `/${tab}`}`,
  sharedTerminals: '/shared-terminals',
  sharedTerminal: (id: string) => `/shared-terminals/${encodeURIComponent(id)}`,
  openApp: (session: string, app: string) => `/open/${encodeURIComponent(session)}/${encodeURIComponent(app)}`,
  accountTab: (tab: AccountTab) => (tab === 'security' ? '/account' : `/account/${tab}`),
  data: '/data',
  /** One of `cloud-pages.ts` of the contract. */
  cloud: '/data/cloud',
  folder: (id: string) => `/data/${encodeURIComponent(id)}`,
  usage: '/usage',
  /** Of any tab: the first one. */
  preferences: '/preferences' as string,
  general: '/preferences' as string,
  preferencesTab: (tab: PreferenceTab) => (tab === 'general' ? '/preferences' : `/preferences/${tab}`),
  workspace: '/settings/workspace',
  ownCredentials: '/settings/credentials',
  members: '/members',
  users: '/admin/users',
  projects: '/admin/projects',
  credentials: '/admin/credentials',
  policies: '/admin/policies',
  environments: '/admin/environments',
  resourceGroups: '/admin/resource-groups',
  presets: '/admin/presets',
  siteSettings: '/admin/settings',
  signIn: (to?: string) => (to === undefined || to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`),
  setup: '/setup',
  connect: '/connect',
  invitation: '/invitation',
  apiDescription: '/api/v1/openapi.json',
  licenseText: '/license.txt',
} as const

/** What such a page shows is of one project, which is part of its address. */
export const isProjectPage = (pathname: string): boolean => /^\/(sessions|$)/.test(pathname)
