/** Programs that present an access key and its secret with every request (3.1). */
import { isAllowedFrom } from '../../platform/client-networks.ts'
import { createCoalescer } from '../../platform/database/coalesce.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Caller } from '../../platform/http/caller.ts'
import type { Lease } from '../../platform/leases/leases.ts'
import { equalInConstantTime, hashToken } from '../../platform/secrets/tokens.ts'
import type { Clock } from '../../platform/time.ts'
import type { CredentialMeter } from './credential-meter.ts'
import { liveCredentials, type LiveCredential } from './logins.views.ts'

export interface AccessKeysDeps {
  readonly database: Pick<Database, 'pool'>
  readonly clock: Clock
  readonly meter: CredentialMeter
}

export type AccessKeys = ReturnType<typeof createAccessKeys>

export function createAccessKeys({ database: { pool }, clock, meter }: AccessKeysDeps) {
  const find = createCoalescer<string, LiveCredential>((keys) => liveCredentials(pool, keys, clock.now()))
  return {
    /** Read from the database at every request, like tokens, so that what was revoked is refused at once. */
    async authenticate(accessKey: string, secretKey: string, address: string): Promise<Caller | null> {
      const found = await find(accessKey)
      // 400 random bits: fast and unsalted is enough.
      if (!found || !equalInConstantTime(hashToken(secretKey), found.secretHash)) return null
      if (!isAllowedFrom(found.allowedClientIps, address)) return null
      const rateLimit = await meter.count(found, address)
      const { user, role, snapshot, mustFirst, workspace, expiresAt: until } = found
      const credential = { credential: accessKey, workspace, until, rateLimit }
      return { user, role, snapshot, mustFirst, ...credential, login: null, via: 'basic', address }
    },

    /** Of what was taken with a pair of keys: what may not go on. */
    async overLeases(some: readonly Pick<Lease, 'id' | 'scope'>[]): Promise<string[]> {
      const keys = new Set(some.flatMap(({ scope }) => scope['credential'] ?? []))
      const live = await liveCredentials(pool, [...keys], clock.now())
      return some
        .filter(({ scope }) => {
          const credential = live.get(scope['credential'] ?? '')
          return !credential || !isAllowedFrom(credential.allowedClientIps, scope['address'] ?? '')
        })
        .map(({ id }) => id)
    },
  }
}
