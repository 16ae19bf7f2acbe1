/** SSH keys (3.2). Public halves open a user's sessions; private ones are kept, sealed, only where the user asks for it. */
import './ssh-keys.tables.ts'
import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { SshKey, SshKeyType } from '@berth/contract/ssh-keys.ts'
import { sshKeyFaultsEn } from '@berth/contract/texts/ssh-key-faults.en.ts'
import type { Kysely, Selectable } from 'kysely'
import { isUniqueViolation } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import type { Seals } from '../../platform/secrets/seal.ts'
import type { Secret } from '../../platform/secrets/secret.ts'
import type { Clock } from '../../platform/time.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { openSshPrivateKey, parsePrivateKey, proveMatch } from './private-key.ts'
import { blobOf, fingerprintOf, KeyRefused, parsePublicKey, publicLine } from './public-key.ts'
import { changeKey, deleteKey, insertKey, keysOf, lockKey, lockKeysOf, noteKeyUse } from './ssh-keys.store.ts'
import type { SshKeysTable } from './ssh-keys.tables.ts'

const mostKeys = 20
const rsaBits = 3072

export interface SshKeysDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly seals: Seals
  readonly leases: Pick<Leases, 'revoke'>
}

/** A private half as a session of its owner gets it: a file below `~/.ssh`, mode 600. */
export interface KeptPrivateKey {
  readonly file: 'id_ed25519' | 'id_ecdsa' | 'id_rsa'
  readonly privateKey: Secret
  readonly publicKey: string
}

export type SshKeys = ReturnType<typeof createSshKeys>

export function createSshKeys({ db, clock, seals, leases }: SshKeysDeps) {
  // Big keys take a thread for a second: never more than one of those that all requests share.
  const inTurn = oneAtATime()

  interface NewKey extends Pick<SshKeysTable, 'name' | 'type' | 'bits' | 'comment'> {
    readonly blob: Buffer
    readonly privateKey: Secret | null
  }
  const store = async (caller: Caller, action: 'ssh-key.added' | 'ssh-key.generated', key: NewKey) => {
    const { blob, privateKey, ...rest } = key
    const fingerprint = fingerprintOf(blob)
    return transaction(db, async (tx) => {
      await lockKeysOf(tx, caller.user)
      const held = await keysOf(tx, caller.user)
      if (held.some((one) => one.fingerprint === fingerprint)) throw new Problem('ssh-key-known')
      if (held.length >= mostKeys) throw new Problem('too-many-ssh-keys', { limit: mostKeys })
      const id = uuidv7()
      const row = await insertKey(tx, {
        ...rest,
        id,
        user_id: caller.user,
        public_key: blob,
        fingerprint,
        private_key: privateKey && seals.seal(privateKey, sealedAs(id)),
        created_at: clock.now(),
        last_used_at: null,
      })
      await recordAudit(tx, { action, ...about(caller, row), after: { privateKeyKept: privateKey !== null } })
      return shown(row)
    }).catch((error: unknown) => {
      if (isUniqueViolation(error)) throw new Problem('ssh-key-known')
      throw error
    })
  }

  return {
    list: async (caller: Caller) => ({ items: (await keysOf(db, caller.user)).map(shown) }),

    async add(caller: Caller, asked: { name: string; publicKey: string; privateKey?: string | undefined }) {
      const key = readable(() => parsePublicKey(asked.publicKey))
      const { type, bits, blob, comment } = key
      const given = asked.privateKey === undefined || asked.privateKey.trim() === '' ? null : asked.privateKey
      let privateKey: Secret | null = null
      if (given !== null) {
        const parsed = readable(() => parsePrivateKey(given))
        await inTurn(() => proveMatch(key, parsed)).catch(sayRefusal)
        privateKey = openSshPrivateKey(parsed, type, blob, comment)
      }
      return store(caller, 'ssh-key.added', { name: asked.name, type, bits, comment, blob, privateKey })
    },

    async generate(caller: Caller, asked: { name: string; type: 'ed25519' | 'rsa'; keepPrivateKey: boolean }) {
      if ((await keysOf(db, caller.user)).length >= mostKeys)
        throw new Problem('too-many-ssh-keys', { limit: mostKeys })
      const pair = await inTurn(() => newPair(asked.type))
      const { type, blob } = blobOf(pair.publicKey)
      const { name } = asked
      const privateKey = openSshPrivateKey(pair.privateKey, type, blob, name)
      const bits = asked.type === 'rsa' ? rsaBits : 256
      const kept = asked.keepPrivateKey ? privateKey : null
      const key = await store(caller, 'ssh-key.generated', { name, type, bits, comment: name, blob, privateKey: kept })
      return { ...key, privateKey: privateKey.reveal() }
    },

    update: (caller: Caller, id: string, changes: { name?: string | undefined; privateKeyKept?: false | undefined }) =>
      transaction(db, async (tx) => {
        const before = await lockKey(tx, caller.user, id)
        if (!before) throw new Problem('not-found')
        const renamed = changes.name !== undefined && changes.name !== before.name
        const forgotten = changes.privateKeyKept === false && before.private_key !== null
        if (!renamed && !forgotten) return shown(before)
        const row = await changeKey(tx, caller.user, id, {
          ...(renamed ? { name: changes.name ?? before.name } : {}),
          ...(forgotten ? { private_key: null } : {}),
        })
        if (renamed) {
          const names = { before: { name: before.name }, after: { name: row.name } }
          await recordAudit(tx, { action: 'ssh-key.renamed', ...about(caller, row), ...names })
        }
        if (forgotten) await recordAudit(tx, { action: 'ssh-key.private-key-forgotten', ...about(caller, row) })
        return shown(row)
      }),

    remove: (caller: Caller, id: string): Promise<void> =>
      transaction(db, async (tx) => {
        const row = await deleteKey(tx, caller.user, id)
        if (!row) throw new Problem('not-found')
        await leases.revoke(tx, { sshKey: id }, 'key-removed')
        await recordAudit(tx, { action: 'ssh-key.removed', ...about(caller, row) })
      }),

    /**
     * What a session of theirs finds in `~/.ssh`: lines for `authorized_keys`, and private keys, of two of the same kind
     * the newer one, since both would have the same name.
     */
    async keysFor(user: string): Promise<{ publicKeys: string[]; privateKeys: KeptPrivateKey[] }> {
      const rows = await keysOf(db, user)
      const found = new Map<KeptPrivateKey['file'], KeptPrivateKey>()
      for (const row of rows) {
        if (row.private_key === null) continue
        const file = fileOf(row.type)
        found.set(file, { file, privateKey: seals.open(row.private_key, sealedAs(row.id)), publicKey: lineOf(row) })
      }
      return { publicKeys: rows.map(lineOf), privateKeys: [...found.values()] }
    },

    /** Somebody came in with it. */
    noteUse: (user: string, fingerprint: string, at: Date) => noteKeyUse(db, user, fingerprint, at),
  }
}

type StoredKey = Selectable<SshKeysTable>

const sealedAs = (id: string) => `ssh-keys/${id}/private`
const lineOf = (row: Pick<StoredKey, 'type' | 'public_key' | 'comment'>) =>
  publicLine(row.type, row.public_key, row.comment)
const fileOf = (type: SshKeyType) =>
  type === 'ssh-ed25519' ? 'id_ed25519' : type === 'ssh-rsa' ? 'id_rsa' : 'id_ecdsa'

const shown = (row: StoredKey): SshKey => ({
  id: row.id,
  name: row.name,
  type: row.type,
  bits: row.bits,
  fingerprint: row.fingerprint,
  comment: row.comment,
  publicKey: lineOf(row),
  privateKeyKept: row.private_key !== null,
  createdAt: row.created_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
})

const about = ({ user, address }: Caller, row: Pick<StoredKey, 'id' | 'name'>) =>
  ({ result: 'success', actor: user, user, subject: row.id, name: row.name, address }) as const

function readable<Key>(read: () => Key): Key {
  try {
    return read()
  } catch (error) {
    return sayRefusal(error)
  }
}

function sayRefusal(error: unknown): never {
  if (!(error instanceof KeyRefused)) throw error
  const { half, fault } = error
  throw new Problem('invalid-input', {
    errors: [{ path: `body.${half}`, code: fault, message: sshKeyFaultsEn[fault] }],
  })
}

const generate = promisify(generateKeyPair)
const newPair = (type: 'ed25519' | 'rsa'): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> =>
  type === 'rsa' ? generate('rsa', { modulusLength: rsaBits }) : generate('ed25519')
