/** What the SSH server needs to know: its own key, whose a key is, and whether who came in may stay. */
import './ssh-host-keys.tables.ts'
import { generateKeyPairSync } from 'node:crypto'
import { isAllowedFrom } from '../../platform/client-networks.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Lease } from '../../platform/leases/leases.ts'
import type { Seals } from '../../platform/secrets/seal.ts'
import type { Secret } from '../../platform/secrets/secret.ts'
import type { Clock } from '../../platform/time.ts'
import { openSshPrivateKey } from './private-key.ts'
import { blobOf, fingerprintOf, publicLine } from './public-key.ts'
import { entriesThatHold, holdersOfKey, type KeyHolder } from './ssh-entry.views.ts'
import { hostKeyOf, keepHostKey } from './ssh-host-keys.store.ts'
import { noteKeyUse } from './ssh-keys.store.ts'

export interface SshEntryDeps {
  readonly database: Database
  readonly clock: Clock
  readonly seals: Seals
}

export interface HostKey {
  readonly type: string
  readonly privateKey: Secret
  /** Type and key, one line. */
  readonly publicKey: string
  readonly fingerprint: string
}

export type { KeyHolder }
export type SshEntry = ReturnType<typeof createSshEntry>

const hostKeyType = 'ssh-ed25519'
const sealedAs = `ssh-host-keys/${hostKeyType}/private`

export function createSshEntry({ database, clock, seals }: SshEntryDeps) {
  const { db, pool } = database
  return {
    /** The same for every process and for ever; made when it is first asked for. */
    async hostKey(): Promise<HostKey> {
      let row = await hostKeyOf(db, hostKeyType)
      if (!row) {
        const pair = generateKeyPairSync('ed25519')
        const { type, blob } = blobOf(pair.publicKey)
        const privateKey = openSshPrivateKey(pair.privateKey, type, blob, '')
        await keepHostKey(db, {
          type,
          public_key: blob,
          private_key: seals.seal(privateKey, sealedAs),
          created_at: clock.now(),
        })
        row = await hostKeyOf(db, hostKeyType)
      }
      if (!row) throw new Error('The SSH host key was not kept')
      const { type, public_key: blob } = row
      const privateKey = seals.open(row.private_key, sealedAs)
      return { type, privateKey, publicKey: publicLine(type, blob, ''), fingerprint: fingerprintOf(blob) }
    },

    /** Who may come in from there with this key, if they prove that they have its private half. */
    async holdersOf(blob: Buffer, address: string): Promise<KeyHolder[]> {
      const holders = await holdersOfKey(pool, fingerprintOf(blob), blob)
      return holders.filter(({ allowedClientIps }) => isAllowedFrom(allowedClientIps, address))
    },

    /** Somebody came in with it. */
    noteUse: ({ user, fingerprint }: KeyHolder) => noteKeyUse(db, user, fingerprint, clock.now()),

    /** Of who came in: who may not stay. */
    async overLeases(some: readonly Pick<Lease, 'id' | 'scope'>[]): Promise<string[]> {
      const entries = some.map(({ id, scope: { sshKey = '', session = null } }) => ({ id, key: sshKey, session }))
      const holds = await entriesThatHold(pool, entries)
      return some
        .filter(({ id, scope }) => {
          const allowed = holds.get(id)
          return !allowed || !isAllowedFrom(allowed, scope['address'] ?? '')
        })
        .map(({ id }) => id)
    },
  }
}
