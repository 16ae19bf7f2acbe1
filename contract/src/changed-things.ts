/** Kinds of things of which it is only said that they have changed. Apart from the schemas, which a page has no need of. */
export const changedThings = [
  'account',
  'activity',
  'credentials',
  'environments',
  'policies',
  'presets',
  'projects',
  'resource-groups',
  'scripts',
  'settings',
  'ssh-keys',
  'templates',
  'terminals',
  'users',
  'workspaces',
] as const
export type ChangedThing = (typeof changedThings)[number]
