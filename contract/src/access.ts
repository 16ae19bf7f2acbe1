/**
 * Who may call an endpoint. The levels are few; the table says what each kind of caller gets, and the
 * authorization matrix test walks every route with every caller and compares.
 *
 * The callers: nobody; a user without a part in what the route is about (`user`), one who is a member of its workspace or
 * that workspace's admin; a site administrator; a program with a live credential of a user without a part (`key`) or of a
 * site administrator (`superadminKey`); and holders of what is worth nothing any more: of a deactivated account
 * (`inactive`), of a login that was ended (`revoked`), of a login used from where its owner allows none (`elsewhere`), of
 * a credential that was revoked, as the pair of keys and as a token derived from it (`revokedKey`, `derived`).
 *
 * - `public`: anyone.
 * - `login`: a signed-in, active user. Which rows they may touch is the slice's policy.
 * - `member`: who belongs to the workspace that the address names, and the site's administrators; for others there is none.
 * - `workspaceAdmin`: its admins, and the site's administrators.
 * - `superadmin`: the site's administrators.
 */
const everybody = {
  user: 'allowed',
  member: 'allowed',
  workspaceAdmin: 'allowed',
  superadmin: 'allowed',
  key: 'allowed',
  superadminKey: 'allowed',
} as const
const nobodyWithoutRight = {
  anonymous: 401,
  inactive: 401,
  revoked: 401,
  elsewhere: 401,
  revokedKey: 401,
  derived: 401,
} as const

export const accessLevels = {
  public: {
    ...everybody,
    anonymous: 'allowed',
    inactive: 'allowed',
    revoked: 'allowed',
    elsewhere: 'allowed',
    revokedKey: 'allowed',
    derived: 'allowed',
  },
  login: { ...everybody, ...nobodyWithoutRight },
  member: { ...everybody, ...nobodyWithoutRight, user: 404, key: 404 },
  workspaceAdmin: { ...everybody, ...nobodyWithoutRight, user: 404, key: 404, member: 403 },
  superadmin: { ...everybody, ...nobodyWithoutRight, user: 403, key: 403, member: 403, workspaceAdmin: 403 },
} as const

export type Access = keyof typeof accessLevels
export type CallerKind = keyof (typeof accessLevels)['public']

/** What each kind of caller gets of one endpoint. No right of its owner lets a program do what is for persons. */
export const accessOf = ({ access, byPerson }: { readonly access: Access; readonly byPerson?: true }) => ({
  ...accessLevels[access],
  ...(byPerson ? ({ key: 403, superadminKey: 403 } as const) : {}),
})
