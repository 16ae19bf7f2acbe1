/** The ways to sign in besides a password, put together. */
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import type { Log } from '../../platform/log/log.ts'
import type { Seals } from '../../platform/secrets/seal.ts'
import type { Clock } from '../../platform/time.ts'
import type { Accounts } from '../accounts/accounts.service.ts'
import { createIdentities } from './identities.service.ts'
import { createIdentityProvider, type IdentityProviderSettings } from './identity-provider.ts'
import { createLastWayIn } from './last-way-in.ts'
import { createOidcCookie } from './oidc-cookie.ts'
import { createOidc } from './oidc.service.ts'
import { createPasskeys } from './passkeys.service.ts'
import type { SignInDoor } from './sign-in-door.ts'

export interface WaysInDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Log
  readonly seals: Seals
  readonly accounts: Accounts
  readonly signIn: SignInDoor
  readonly publicUrl: () => string
  readonly secureCookies: boolean
  /** Null: no identity provider. */
  readonly oidc: IdentityProviderSettings | null
}

export function createWaysIn(deps: WaysInDeps) {
  const { db, clock, log, seals, accounts, signIn, publicUrl } = deps
  const refuseLastWayIn = createLastWayIn(accounts)
  const redirectUri = () => `${publicUrl()}/api/v1/auth/oidc/callback`
  const provider = deps.oidc && createIdentityProvider({ settings: deps.oidc, redirectUri, log })
  const identities = createIdentities({ db, clock, accounts, refuseLastWayIn })
  return {
    passkeys: createPasskeys({ db, clock, accounts, signIn, publicUrl, refuseLastWayIn }),
    identities,
    oidc: createOidc({ log, identities, signIn, provider }),
    oidcCookie: createOidcCookie({ secure: deps.secureCookies, seals, clock }),
  }
}
