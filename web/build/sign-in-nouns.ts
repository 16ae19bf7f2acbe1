/** What of the contract's `api` people call who are not signed in. */
export const signInNouns = [
  'accounts',
  'connections',
  'invitations',
  'logins',
  'setup',
  'waysIn',
  'workspaces',
] as const
