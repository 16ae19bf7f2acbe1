/**
 * Passkeys (1.3): people register several, and sign in with one alone. The authenticator has asked for a finger or a PIN
 * each time, which with having it makes two factors.
 */
import './ways-in.tables.ts'
import { randomBytes } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { Kysely, Selectable } from 'kysely'
import { networkOf } from '../../platform/client-networks.ts'
import { isUniqueViolation } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { equalInConstantTime } from '../../platform/secrets/tokens.ts'
import type { Clock } from '../../platform/time.ts'
import type { Accounts } from '../accounts/accounts.service.ts'
import type { LoginSource, NewLogin } from '../logins/logins.service.ts'
import type { SignInDoor } from './sign-in-door.ts'
import {
  advanceCounter,
  countChallenges,
  deleteExpiredChallenges,
  deletePasskey,
  handleOf,
  insertChallenge,
  insertPasskey,
  passkeyByCredential,
  passkeysOf,
  renamePasskey,
  takeChallenge,
} from './passkeys.store.ts'
import { relyingParty } from './relying-party.ts'
import type { PasskeysTable } from './ways-in.tables.ts'

const challengeMs = 5 * 60_000
/** Open challenges of one network: what bounds filling the table. */
const mostOpen = 500
const mostPasskeys = 20
/** EdDSA, ES256, RS256: what authenticators know. */
const algorithms = [-8, -7, -257]

export interface PasskeysDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly accounts: Accounts
  readonly signIn: SignInDoor
  readonly publicUrl: () => string
  /** Throws when the user could not sign in any more without this passkey. */
  readonly refuseLastWayIn: (tx: Kysely<Tables>, user: string) => Promise<void>
}

/** What came from a browser: any JSON object. What it must be is checked where it is verified. */
type FromBrowser = Readonly<Record<string, unknown>>

export type Passkeys = ReturnType<typeof createPasskeys>

export function createPasskeys({ db, clock, accounts, signIn, publicUrl, refuseLastWayIn }: PasskeysDeps) {
  const newChallenge = (user: string | null, address: string) =>
    transaction(db, async (tx) => {
      const now = clock.now()
      const [id, challenge, network] = [uuidv7(), randomBytes(32), networkOf(address)]
      await deleteExpiredChallenges(tx, now)
      if ((await countChallenges(tx, network)) >= mostOpen) throw new Problem('too-many-requests', { retryAfter: 60 })
      const expires = new Date(now.getTime() + challengeMs)
      await insertChallenge(tx, { id, challenge, user_id: user, network, expires_at: expires })
      return { id, challenge: new Uint8Array(challenge) }
    })

  const about = (caller: Caller, passkey: { readonly id: string; readonly name: string }) => ({
    result: 'success' as const,
    actor: caller.user,
    user: caller.user,
    subject: passkey.id,
    name: passkey.name,
    address: caller.address,
  })

  return {
    async list(caller: Caller) {
      return { items: (await passkeysOf(db, caller.user)).map(shown) }
    },

    async begin(caller: Caller) {
      const known = await passkeysOf(db, caller.user)
      if (known.length >= mostPasskeys) throw new Problem('too-many-passkeys', { limit: mostPasskeys })
      const me = await accounts.me(caller.user, caller.address)
      const handle = await handleOf(db, caller.user, randomBytes(32))
      const { id, challenge } = await newChallenge(caller.user, caller.address)
      const options = await generateRegistrationOptions({
        rpName: 'Berth',
        rpID: relyingParty(publicUrl()).id,
        userID: new Uint8Array(handle),
        userName: me.email,
        userDisplayName: me.fullName || me.username,
        challenge,
        timeout: challengeMs,
        attestationType: 'none',
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        excludeCredentials: known.map((one) => ({
          id: one.credential_id.toString('base64url'),
          transports: one.transports,
        })),
        supportedAlgorithmIDs: algorithms,
      })
      return { challenge: id, options: { ...options } }
    },

    async register(caller: Caller, challengeId: string, name: string, credential: FromBrowser) {
      const challenge = await takeChallenge(db, challengeId, caller.user, clock.now())
      if (!challenge) throw new Problem('passkey-refused')
      const made = await verifiedRegistration(credential, challenge.challenge, publicUrl())
      if (!made) throw new Problem('passkey-refused')
      return transaction(db, async (tx) => {
        if ((await passkeysOf(tx, caller.user)).length >= mostPasskeys)
          throw new Problem('too-many-passkeys', { limit: mostPasskeys })
        const row = await insertPasskey(tx, {
          id: uuidv7(),
          user_id: caller.user,
          name,
          credential_id: Buffer.from(made.id, 'base64url'),
          public_key: Buffer.from(made.publicKey),
          counter: made.counter,
          transports: transportsIn(credential),
          created_at: clock.now(),
          last_used_at: null,
        }).catch((error: unknown) => {
          throw isUniqueViolation(error) ? new Problem('passkey-refused') : error
        })
        await recordAudit(tx, { action: 'passkey.added', ...about(caller, row) })
        return shown(row)
      })
    },

    rename: (caller: Caller, id: string, name: string) =>
      transaction(db, async (tx) => {
        const row = await renamePasskey(tx, caller.user, id, name)
        if (!row) throw new Problem('not-found')
        await recordAudit(tx, { action: 'passkey.renamed', ...about(caller, row) })
        return shown(row)
      }),

    remove: (caller: Caller, id: string): Promise<void> =>
      transaction(db, async (tx) => {
        const row = await deletePasskey(tx, caller.user, id)
        if (!row) throw new Problem('not-found')
        await refuseLastWayIn(tx, caller.user)
        await recordAudit(tx, { action: 'passkey.removed', ...about(caller, row) })
      }),

    /** For who is not signed in: no list of passkeys, so that nobody learns who has any. */
    async beginSignIn(address: string) {
      const { id, challenge } = await newChallenge(null, address)
      const options = await generateAuthenticationOptions({
        rpID: relyingParty(publicUrl()).id,
        challenge,
        timeout: challengeMs,
        userVerification: 'required',
      })
      return { challenge: id, options: { ...options } }
    },

    async signIn(challengeId: string, credential: FromBrowser, source: LoginSource): Promise<NewLogin> {
      const refuse = (user: string | null) => signIn.refuse('passkey', user, 'wrong-passkey', source)
      const taken = await takeChallenge(db, challengeId, null, clock.now())
      const id = typeof credential['id'] === 'string' ? credential['id'] : ''
      const passkey = await passkeyByCredential(db, Buffer.from(id, 'base64url'))
      if (!taken || !passkey) return refuse(null)
      const counter = await verifiedCounter(credential, passkey, taken.challenge, publicUrl())
      if (counter === null || !(await advanceCounter(db, passkey.id, counter, clock.now())))
        return refuse(passkey.user_id)
      return signIn.beginFor(passkey.user_id, 'passkey', source)
    },
  }
}

type StoredPasskey = Selectable<PasskeysTable>

const shown = (row: StoredPasskey) => ({
  id: row.id,
  name: row.name,
  createdAt: row.created_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
})

/** The library throws for whatever is not as it must be; to whoever sent it, all of that is one refusal. */
async function verifiedRegistration(credential: FromBrowser, challenge: Buffer, publicUrl: string) {
  const { origin, id } = relyingParty(publicUrl)
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: credential as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge.toString('base64url'),
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    return verified ? registrationInfo.credential : null
  } catch {
    return null
  }
}

/** How often the authenticator says to have signed; null when the proof is none, or it counted backwards. */
async function verifiedCounter(
  credential: FromBrowser,
  passkey: StoredPasskey & { readonly handle: Buffer },
  challenge: Buffer,
  publicUrl: string,
): Promise<number | null> {
  const { origin, id } = relyingParty(publicUrl)
  const response = credential as unknown as AuthenticationResponseJSON
  try {
    // A discoverable credential tells whose it is; that must be whose it is here.
    const handle = Buffer.from(response.response.userHandle ?? '', 'base64url')
    if (!equalInConstantTime(handle, passkey.handle)) return null
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge.toString('base64url'),
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: {
        id: passkey.credential_id.toString('base64url'),
        publicKey: new Uint8Array(passkey.public_key),
        counter: Number(passkey.counter),
      },
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    return null
  }
}

/** How a browser may reach the authenticator again; a hint of its own making, so only known words are kept. */
function transportsIn(credential: FromBrowser): string[] {
  const response = credential['response'] as { readonly transports?: unknown } | undefined
  const given = Array.isArray(response?.transports) ? (response.transports as unknown[]) : []
  return ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'].filter((one) => given.includes(one))
}
