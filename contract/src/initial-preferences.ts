/** What preferences can be, and what they are for somebody new; for pages that load no schemas. */
import type { Preferences } from './preferences.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]

export const usualHiddenArguments = [
  'CLEARML_API_SECRET_KEY',
  'CLEARML_AGENT_GIT_PASS',
  'AWS_SECRET_ACCESS_KEY',
  'AZURE_STORAGE_KEY',
  'BERTH_SECRET_KEY',
]

export const initialPreferences: Preferences = {
  autoLogout: false,
  workspace: null,
  project: null,
  showHiddenProjects: false,
  hideExamples: false,
  hideArguments: true,
  hiddenArguments: usualHiddenArguments,
  theme: 'system',
  density: 'comfortable',
  language: 'system',
  compactSidebar: false,
  keepTableColumns: true,
  tableColumns: {},
  hideProTips: false,
  blockUserScripts: false,
  updateCheck: true,
  singleKeyShortcuts: true,
}

/** What the console tells about itself, in the order in which it does. */
export const proTips = [
  'palette',
  'shortcuts',
  'columns',
  'templates',
  'scripts',
  'sidebar',
  'keep',
  'density',
] as const
export type ProTip = (typeof proTips)[number]
