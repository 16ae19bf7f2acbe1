/** Close codes of the terminal's and the exec socket (RFC 6455, 4000–4999 are ours). */
export const closeCodes = {
  ended: 1000,
  badFrame: 4400,
  /** The right to look ended: signed out, revoked, deactivated. */
  notAllowed: 4401,
  gone: 4404,
  /** The viewer did not read what was sent. */
  tooSlow: 4408,
} as const
