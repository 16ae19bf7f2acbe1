/** Signing in, staying signed in, signing out. */
import type { Me } from '@berth/contract/accounts.ts'
import type { Kysely, Transaction } from 'kysely'
import { createCoalescer } from '../../platform/database/coalesce.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import { hashToken, newToken } from '../../platform/secrets/tokens.ts'
import type { Clock } from '../../platform/time.ts'
import type { Accounts } from '../accounts/accounts.service.ts'
import {
  deleteOldLogins,
  endedLogins,
  endLogin,
  insertLogin,
  liveLogins,
  touchLogin,
  type LiveLogin,
} from './logins.store.ts'

export interface LoginLifetimes {
  /** Seconds without a request after which a login ends. */
  readonly idle: number
  /** Seconds after which it ends in any case. */
  readonly absolute: number
}

export interface LoginsDeps {
  readonly database: Database
  readonly clock: Clock
  readonly accounts: Accounts
  readonly leases: Leases
  readonly lifetimes: LoginLifetimes
}

/** What signed in, from where. */
export interface LoginSource {
  readonly kind: 'browser' | 'program'
  readonly client: string
  readonly address: string
}

export interface NewLogin {
  readonly me: Me
  /** Shown to its holder only; the database has its hash. */
  readonly token: string
  readonly expiresAt: Date
}

export type Logins = ReturnType<typeof createLogins>

/** Being seen is written down at most this often, so that reading costs no write. */
const touchEveryMs = 60_000

export function createLogins({ database, clock, accounts, leases, lifetimes }: LoginsDeps) {
  const { db, pool } = database
  const find = createCoalescer<string, LiveLogin>((hashes) => liveLogins(pool, hashes, clock.now(), lifetimes.idle))

  const begin = async (tx: Transaction<Tables>, me: Me, source: LoginSource): Promise<NewLogin> => {
    const now = clock.now()
    const token = newToken()
    const expiresAt = new Date(now.getTime() + lifetimes.absolute * 1000)
    await insertLogin(tx, {
      id: uuidv7(),
      user_id: me.id,
      token_hash: hashToken(token),
      kind: source.kind,
      client: source.client.slice(0, 300),
      address: source.address,
      created_at: now,
      last_seen_at: now,
      expires_at: expiresAt,
      ended_at: null,
      end_reason: null,
    })
    await accounts.noteSignIn(tx, me.id)
    return { me, token, expiresAt }
  }

  return {
    begin,
    lifetimes,

    async signIn(login: string, password: string, source: LoginSource): Promise<NewLogin> {
      const me = await accounts.verify(login, password)
      if (!me) throw new Problem('invalid-credentials')
      return transaction(db, (tx) => begin(tx, me, source))
    },

    /** Whose token this is, read from the database at every request, so that what ended is refused at once. */
    async authenticate(token: string, via: Caller['via']): Promise<Caller | null> {
      const login = await find(hashToken(token).toString('base64url'))
      if (!login) return null
      const now = clock.now()
      if (now.getTime() - login.lastSeenAt.getTime() > touchEveryMs) await touchLogin(db, login.id, now)
      return { user: login.user, role: login.role, login: login.id, via }
    },

    async signOut(caller: Caller): Promise<void> {
      await transaction(db, async (tx) => {
        if (await endLogin(tx, caller.login, clock.now(), 'signed-out'))
          await leases.revoke(tx, { login: caller.login })
      })
    },

    /** When the login of this caller ends: at the absolute end, or when it idles, whichever comes first. */
    async state(caller: Caller): Promise<{ expiresAt: string; canExtend: boolean }> {
      const row = await db
        .selectFrom('logins')
        .select(['last_seen_at', 'expires_at'])
        .where('id', '=', caller.login)
        .executeTakeFirstOrThrow()
      const idleEnd = row.last_seen_at.getTime() + lifetimes.idle * 1000
      return { expiresAt: new Date(Math.min(idleEnd, row.expires_at.getTime())).toISOString(), canExtend: false }
    },

    /** Which of these logins may not go on? Asked after notifications may have been missed. */
    ended: (ids: readonly string[]) => endedLogins(pool, ids, clock.now(), lifetimes.idle),
  }
}

/** Long enough to see in one's history where one was signed in. */
export const loginsKeptDays = 180

export async function forgetOldLogins(db: Kysely<Tables>, endedBefore: Date): Promise<void> {
  await deleteOldLogins(db, endedBefore)
}
