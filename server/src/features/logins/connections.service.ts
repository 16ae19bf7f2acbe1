/**
 * Connecting a program that has no browser (RFC 8628): it shows a short code, a signed-in person approves that code,
 * the program collects a token with its own long code.
 */
import { randomInt } from 'node:crypto'
import type { Me } from '@berth/contract/accounts.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { hashToken, newToken } from '../../platform/secrets/tokens.ts'
import type { Clock } from '../../platform/time.ts'
import {
  answerRequest,
  countOpenFrom,
  deleteExpired,
  insertRequest,
  lockByDevice,
  markCollected,
  openByUserCode,
} from './connections.store.ts'
import type { SignIn } from './sign-in.ts'

const lifetimeMs = 10 * 60_000
const collectEverySeconds = 2
/** Open requests from one address: what bounds guessing and filling. */
const mostOpen = 20
/** No vowels (no words), no look-alikes: what contract/src/logins.ts accepts. */
const alphabet = 'BCDFGHJKMNPQRSTVWXZ23456789'

export interface ConnectionsDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly signIn: SignIn
  readonly publicUrl: () => string
}

type Collected = { status: 'waiting' | 'denied' } | { status: 'connected'; token: string; expiresAt: string; me: Me }
export type Connections = ReturnType<typeof createConnections>

export function createConnections({ db, clock, signIn, publicUrl }: ConnectionsDeps) {
  const open = async (userCode: string) => {
    const request = await openByUserCode(db, userCode, clock.now())
    if (!request) throw new Problem('not-found')
    return request
  }
  return {
    async begin(client: string, address: string) {
      const now = clock.now()
      const [userCode, deviceCode, expiresAt] = [newUserCode(), newToken(), new Date(now.getTime() + lifetimeMs)]
      await transaction(db, async (tx) => {
        await deleteExpired(tx, now)
        if ((await countOpenFrom(tx, address, now)) >= mostOpen)
          throw new Problem('too-many-requests', { retryAfter: lifetimeMs / 1000 })
        await insertRequest(tx, {
          id: uuidv7(),
          user_code: userCode,
          device_hash: hashToken(deviceCode),
          client,
          address,
          created_at: now,
          expires_at: expiresAt,
          answered_by: null,
          approved: null,
          collected_at: null,
        })
      })
      return {
        deviceCode,
        userCode: `${userCode.slice(0, 4)}-${userCode.slice(4)}`,
        url: `${publicUrl()}/connect#${userCode}`,
        expiresAt: expiresAt.toISOString(),
        interval: collectEverySeconds,
      }
    },

    async show(userCode: string) {
      const request = await open(userCode)
      return {
        client: request.client,
        address: request.address,
        createdAt: request.created_at.toISOString(),
        expiresAt: request.expires_at.toISOString(),
      }
    },

    async answer(caller: Caller, userCode: string, approve: boolean): Promise<void> {
      const request = await open(userCode)
      if (!(await answerRequest(db, request.id, caller.user, approve))) throw new Problem('not-found')
    },

    async collect(deviceCode: string, address: string): Promise<Collected> {
      const found = await transaction(db, async (tx) => {
        const now = clock.now()
        const request = await lockByDevice(tx, hashToken(deviceCode), now)
        if (!request) throw new Problem('sign-in-request-expired')
        if (request.answered_by === null) return 'waiting'
        await markCollected(tx, request.id, now)
        return request.approved ? { user: request.answered_by, client: request.client } : 'denied'
      })
      if (typeof found === 'string') return { status: found }
      const source = { kind: 'program', client: found.client, address, device: null } as const
      try {
        const { token, expiresAt, me } = await signIn.beginFor(found.user, 'connection', source)
        return { status: 'connected', token, expiresAt: expiresAt.toISOString(), me }
      } catch (error) {
        // Approved, but they may no longer sign in, or not from where the program is.
        if (error instanceof Problem && error.code === 'invalid-credentials') return { status: 'denied' }
        throw error
      }
    },
  }
}

const newUserCode = () => Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')
