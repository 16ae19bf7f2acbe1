/** What a site is made of, besides itself. */
import type { Engine } from '../engines/engine.ts'
import type { Passwords } from '../features/accounts/passwords.ts'
import type { IdentityProviderSettings } from '../features/ways-in/identity-provider.ts'
import type { Database } from '../platform/database/database.ts'
import type { Log } from '../platform/log/log.ts'
import type { Mail } from '../platform/mail/mail.ts'
import type { Seals } from '../platform/secrets/seal.ts'
import type { Clock } from '../platform/time.ts'
import type { SshLimits } from '../protocols/ssh/ssh-limits.ts'
import type { AppSettings } from './compose-apps.ts'
import type { StorageSettings } from './compose-folders.ts'

export interface SiteParts extends AppSettings {
  readonly database: Database
  readonly engine: Engine
  readonly passwords: Passwords
  readonly seals: Seals
  readonly clock: Clock
  readonly log: Log
  readonly secureCookies: boolean
  readonly storage: StorageSettings
  /** Where people reach the SSH server, where that is not the host of the public URL; and what its tests bound. */
  readonly ssh?: {
    readonly address?: { readonly host: string; readonly port: number | null } | null
    readonly limits?: Partial<SshLimits>
  }
  /** Null: nobody signs in through an identity provider. */
  readonly oidc: IdentityProviderSettings | null
  /** Null: no mail is sent. */
  readonly mail: Mail | null
  /** Tells of newer versions; null: nothing is asked. */
  readonly updateFeed?: string | null
  /** Is sent usage data when an administrator wants that; null: nothing is. */
  readonly usageCollector?: string | null
}
