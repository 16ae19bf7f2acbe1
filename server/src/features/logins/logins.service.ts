/** Being signed in: how a login begins, whose it is at each request, how it ends. */
import './logins.tables.ts'
import type { Me } from '@berth/contract/accounts.ts'
import type { LoginMethod } from '@berth/contract/audit.ts'
import type { Kysely, Transaction } from 'kysely'
import { isAllowedFrom } from '../../platform/client-networks.ts'
import { createCoalescer } from '../../platform/database/coalesce.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Lease, Leases } from '../../platform/leases/leases.ts'
import { hashToken, newToken } from '../../platform/secrets/tokens.ts'
import type { Clock } from '../../platform/time.ts'
import type { Accounts } from '../accounts/accounts.service.ts'
import type { Settings } from '../settings/settings.service.ts'
import { forgetOldAttempts, noteDevice } from './attempts.store.ts'
import type { CredentialMeter, PresentedCredential } from './credential-meter.ts'
import {
  deleteOldLogins,
  endDerivedFrom,
  endLogin,
  endLoginsOf,
  insertLogin,
  lockLogin,
  touchLogin,
} from './logins.store.ts'
import { liveLogins, loginEnds, loginsById, loginsOf } from './logins.views.ts'

export interface LoginsDeps {
  readonly database: Database
  readonly clock: Clock
  readonly accounts: Accounts
  readonly settings: Settings
  readonly leases: Leases
  readonly meter: CredentialMeter
}

/** What signs in, from where. */
export interface LoginSource {
  readonly kind: 'browser' | 'program'
  readonly client: string
  readonly address: string
  /** The token by which a browser is known, if it has one. */
  readonly device: string | null
}

export interface NewLogin {
  readonly me: Me
  /** Shown to its holder only; the database has its hash. */
  readonly token: string
  readonly expiresAt: Date
  /** The token by which this browser is known from now on. */
  readonly device: string | null
}

/** How a token came, and what for. */
export interface Presented {
  readonly via: Caller['via']
  readonly address: string
  /** Asked by a page on its own; it does not keep the login alive. */
  readonly background: boolean
}

export type { LoginDoor } from './login-door.ts'
export type { CredentialMeter, PresentedCredential } from './credential-meter.ts'
export type Logins = ReturnType<typeof createLogins>

/** Being seen is written down at most this often, so that reading costs no write. */
const touchEveryMs = 60_000

/** However long the site lets people be signed in. */
const derivedLongestMs = 30 * 86_400_000

export function createLogins({ database, clock, accounts, settings, leases, meter }: LoginsDeps) {
  const { db, pool } = database
  const find = createCoalescer((tokens: string[]) => liveLogins(pool, tokens, clock.now()))

  const endAll = endAllLogins({ leases, clock })

  const state = async (caller: Caller) => {
    const ends = await loginEnds(pool, loginOf(caller), clock.now())
    if (!ends) throw new Problem('not-signed-in')
    return {
      expiresAt: new Date(Math.min(ends.idle.getTime(), ends.absolute.getTime())).toISOString(),
      canExtend: ends.extension && ends.idle < ends.absolute,
      extension: ends.extension,
    }
  }

  const presented = async (credential: PresentedCredential, address: string) => {
    const rateLimit = await meter.count(credential, address)
    return { credential: credential.accessKey, workspace: credential.workspace, until: credential.expiresAt, rateLimit }
  }

  return {
    /** Without asking whether it may: see sign-in.ts. */
    async begin(tx: Transaction<Tables>, user: string, source: LoginSource, method: LoginMethod): Promise<NewLogin> {
      const now = clock.now()
      const token = newToken()
      const { loginAbsoluteLifetime } = await settings.read(tx)
      const expiresAt = new Date(now.getTime() + loginAbsoluteLifetime * 1000)
      const id = uuidv7()
      await insertLogin(tx, {
        id,
        user_id: user,
        token_hash: hashToken(token),
        kind: source.kind,
        client: source.client.slice(0, 300),
        address: source.address,
        created_at: now,
        last_seen_at: now,
        expires_at: expiresAt,
        ended_at: null,
        end_reason: null,
        method,
      })
      const device = source.kind === 'browser' ? (source.device ?? newToken()) : null
      if (device !== null) await noteDevice(tx, hashToken(device), user, now)
      await accounts.noteSignIn(tx, user)
      const { address, client } = source
      const about = { actor: user, user, subject: id, address, device: client, method }
      await recordAudit(tx, { action: 'sign-in', result: 'success', ...about })
      return { me: await accounts.me(user, address, tx), token, expiresAt, device }
    },

    /** Whose token this is, read from the database at every request, so that what ended is refused at once. */
    async authenticate(token: string, { via, address, background }: Presented): Promise<Caller | null> {
      const login = await find(token)
      if (!login || !isAllowedFrom(login.allowedClientIps, address)) return null
      const now = clock.now()
      if (login.accessKey === null && !background && now.getTime() - login.lastSeenAt.getTime() > touchEveryMs)
        await touchLogin(db, login.id, now)
      const { user, role, snapshot, mustFirst } = login
      const credential = login.accessKey === null ? ofAPerson : await presented(login, address)
      return { user, role, snapshot, login: login.id, via, address, mustFirst, ...credential }
    },

    /** A token for a credential that is good: it ends with it, and by itself. */
    async derive(
      tx: Transaction<Tables>,
      of: { readonly user: string; readonly credential: string; readonly until: Date | null },
      { address, client }: Pick<LoginSource, 'address' | 'client'>,
    ): Promise<{ token: string; expiresAt: Date }> {
      const now = clock.now()
      const { loginAbsoluteLifetime } = await settings.read(tx)
      const longest = now.getTime() + Math.min(derivedLongestMs, loginAbsoluteLifetime * 1000)
      const expiresAt = new Date(Math.min(longest, of.until?.getTime() ?? Infinity))
      const token = newToken()
      await insertLogin(tx, {
        id: uuidv7(),
        user_id: of.user,
        token_hash: hashToken(token),
        kind: 'program',
        client: client.slice(0, 300),
        address,
        created_at: now,
        last_seen_at: now,
        expires_at: expiresAt,
        ended_at: null,
        end_reason: null,
        method: 'access-key',
        credential: of.credential,
      })
      return { token, expiresAt }
    },

    /** As part of what ends a credential: all that it opened ends, in every process. */
    async endDerived(tx: Transaction<Tables>, credential: string, reason: string): Promise<void> {
      await endDerivedFrom(tx, credential, clock.now(), reason)
      await leases.revoke(tx, { credential }, reason)
    },

    signOut: (caller: Caller): Promise<void> =>
      transaction(db, async (tx) => {
        const login = loginOf(caller)
        if (!(await endLogin(tx, login, clock.now(), 'signed-out'))) return
        await leases.revoke(tx, { login })
        const { user, address } = caller
        await recordAudit(tx, { action: 'sign-out', result: 'success', actor: user, user, subject: login, address })
      }),

    /** When the login of this caller ends: at the absolute end, or when it idles, whichever comes first. */
    state,

    /** Begins the idle time anew; the absolute end stays. */
    async extend(caller: Caller) {
      if (!(await state(caller)).canExtend) throw new Problem('login-cannot-be-extended')
      await touchLogin(db, loginOf(caller), clock.now())
      return state(caller)
    },

    /** Used in another way than by a request of its own; written down at most once a minute. */
    noteUse: (login: string): Promise<unknown> => touchLogin(db, login, clock.now(), touchEveryMs),

    countOf: async (user: string) => (await loginsOf(pool, user, null, clock.now())).length,

    list: async (caller: Caller) => ({ items: await loginsOf(pool, caller.user, caller.login, clock.now()) }),

    revoke: (caller: Caller, id: string): Promise<void> =>
      transaction(db, async (tx) => {
        if ((await lockLogin(tx, id))?.user_id !== caller.user) throw new Problem('not-found')
        if (!(await endLogin(tx, id, clock.now(), 'revoked'))) throw new Problem('not-found')
        await leases.revoke(tx, { login: id })
        await recordAudit(tx, {
          action: 'login.revoked',
          result: 'success',
          actor: caller.user,
          user: caller.user,
          subject: id,
          address: caller.address,
        })
      }),

    endAll,

    revokeOthers(caller: Caller): Promise<void> {
      const { user, login, address } = caller
      return transaction(db, async (tx) => {
        const ended = await endAll(tx, user, 'revoked', login ?? '')
        if (ended === 0) return
        const after = { ended }
        await recordAudit(tx, { action: 'login.revoked', result: 'success', actor: user, user, address, after })
      })
    },

    /** The one rule of whether what lasts may go on; asked of new streams, and of all when something changed. */
    async overLeases(some: readonly Pick<Lease, 'id' | 'scope'>[]): Promise<string[]> {
      const ids = new Set(some.flatMap(({ scope }) => scope['login'] ?? []))
      const live = await loginsById(pool, [...ids], clock.now())
      return some
        .filter(({ scope }) => {
          if (scope['login'] === undefined) return false
          const login = live.get(scope['login'])
          return !login || !isAllowedFrom(login.allowedClientIps, scope['address'] ?? login.address)
        })
        .map((lease) => lease.id)
    },
  }
}

const ofAPerson = { credential: null, workspace: null, until: null, rateLimit: null } as const

/** Where it is about the login itself. */
function loginOf({ login }: Caller): string {
  if (login === null) throw new Problem('no-login')
  return login
}

/**
 * Ends every login of a user, or all but one; as part of what makes it necessary. With none to keep, whatever else they
 * hold ends too.
 */
export const endAllLogins =
  ({ leases, clock }: { readonly leases: Pick<Leases, 'revoke'>; readonly clock: Clock }) =>
  async (tx: Transaction<Tables>, user: string, reason: string, except?: string): Promise<number> => {
    const ended = await endLoginsOf(tx, user, clock.now(), reason, except)
    if (except === undefined) await leases.revoke(tx, { user }, reason)
    else for (const login of ended) await leases.revoke(tx, { login }, reason)
    return ended.length
  }

export { forgetAccount as forgetAttempts } from './attempts.store.ts'
export { mustFirstColumn } from './logins.views.ts'

/** Long enough to see in one's history where one was signed in. */
const loginsKeptDays = 180
const countersKeptMs = 86_400_000
const devicesKeptMs = 365 * 86_400_000

export async function forgetOldLogins(db: Kysely<Tables>, now: Date): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms)
  await deleteOldLogins(db, before(loginsKeptDays * 86_400_000))
  await forgetOldAttempts(db, { counters: before(countersKeptMs), devices: before(devicesKeptMs) })
}
