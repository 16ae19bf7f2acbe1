/**
 * Who may call an endpoint. The levels are few; the table says what each kind of caller gets, and the
 * authorization matrix test walks every route with every caller and compares.
 *
 * - `public`: anyone.
 * - `login`: a signed-in, active user. Which rows they may touch is the slice's policy.
 * - `superadmin`: the site's administrators.
 */
export const accessLevels = {
  public: { anonymous: 'allowed', user: 'allowed', superadmin: 'allowed', inactive: 'allowed' },
  login: { anonymous: 401, user: 'allowed', superadmin: 'allowed', inactive: 401 },
  superadmin: { anonymous: 401, user: 403, superadmin: 'allowed', inactive: 401 },
} as const

export type Access = keyof typeof accessLevels
export type CallerKind = keyof (typeof accessLevels)['public']
