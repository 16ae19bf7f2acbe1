/** Counts failed attempts to sign in: who may try now, and what a failure or a success changes. */
import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { networkOf } from '../../platform/client-networks.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { hashToken } from '../../platform/secrets/tokens.ts'
import { afterFailure, secondsBlocked, untried, type Standing } from './attempt-limits.ts'
import {
  forgetAccountCounters,
  isKnownDevice,
  lockCounters,
  readCounters,
  writeCounter,
  type CounterKey,
} from './attempts.store.ts'

/** From where, and in which browser. */
export interface AttemptPlace {
  readonly address: string
  /** The token that a browser got when somebody signed in with it before. */
  readonly device: string | null
}

/**
 * What counts an attempt on this account. A browser that is known to be its owner's has a count of its own and no other,
 * so that nobody elsewhere, nor in the same network, can lock it out.
 */
export async function countersOf(
  db: Kysely<Tables>,
  account: { readonly id: string } | { readonly name: string },
  { address, device }: AttemptPlace,
): Promise<CounterKey[]> {
  const network = networkOf(address)
  const known = 'id' in account && device !== null && (await isKnownDevice(db, hashToken(device), account.id))
  const owner = 'id' in account ? account.id : createHash('sha256').update(account.name.toLowerCase()).digest('hex')
  if (known) {
    const browser = hashToken(device).toString('hex')
    return [{ key: `browser ${browser} ${owner}`, account: owner, network: null }]
  }
  return [
    { key: `account ${owner} ${network}`, account: owner, network },
    { key: `network ${network}`, account: null, network },
  ]
}

/** Seconds until the next attempt may be made; 0 now. */
export const waitBefore = async (db: Kysely<Tables>, keys: readonly CounterKey[], now: Date): Promise<number> =>
  longestOf((await readCounters(db, keys)).values(), now)

/**
 * The same, with the counters locked: attempts of the same account or network now wait for this transaction. So of many
 * at the same time each sees the failures before it, and a burst learns no more than attempts one by one.
 */
export async function lockAttempts(tx: Transaction<Tables>, keys: readonly CounterKey[], now: Date): Promise<number> {
  await lockCounters(tx, keys)
  return waitBefore(tx, keys, now)
}

const longestOf = (standings: Iterable<Standing>, now: Date) =>
  Math.max(0, ...[...standings].map((standing) => secondsBlocked(standing, now)))

/** Counts a failure under the locks of `lockAttempts`; gives the seconds until the next attempt may be made. */
export async function countFailure(tx: Transaction<Tables>, keys: readonly CounterKey[], now: Date): Promise<number> {
  const before = await readCounters(tx, keys)
  const after = keys.map((counter) => ({ counter, standing: afterFailure(before.get(counter.key) ?? untried, now) }))
  for (const { counter, standing } of after) await writeCounter(tx, counter, standing, now)
  return longestOf(
    after.map(({ standing }) => standing),
    now,
  )
}

export const countSuccess = (tx: Transaction<Tables>, keys: readonly CounterKey[]) => forgetAccountCounters(tx, keys)
