/** What is remembered of failed attempts, and of browsers that are known. */
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { Standing } from './attempt-limits.ts'
import type { AttemptCountersTable } from './logins.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'attempt_counters' | 'known_devices'>()

export interface CounterKey {
  readonly key: string
  readonly account: string | null
  readonly network: string | null
}

const standingOf = (row: Selectable<AttemptCountersTable>): [string, Standing] => [
  row.key,
  { failedAt: row.failed_at, strikes: row.strikes, blockedUntil: row.blocked_until },
]

export async function readCounters(db: Db, keys: readonly CounterKey[]): Promise<Map<string, Standing>> {
  const rows = await own(db)
    .selectFrom('attempt_counters')
    .selectAll()
    .where(
      'key',
      'in',
      keys.map(({ key }) => key),
    )
    .execute()
  return new Map(rows.map(standingOf))
}

/**
 * Attempts that share a counter wait for each other, also when it has no row yet: locks of rows alone would be taken in
 * another order by the one that makes the row, and two could wait for each other. By name, in one order, each before
 * the next.
 */
export async function lockCounters(tx: Transaction<Tables>, keys: readonly CounterKey[]): Promise<void> {
  const names = keys.map(({ key }) => `attempts ${key}`).sort()
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(${names}::text[]) AS name`.execute(tx)
}

export const writeCounter = (db: Db, counter: CounterKey, standing: Standing, at: Date) => {
  const counted = {
    failed_at: [...standing.failedAt],
    strikes: standing.strikes,
    blocked_until: standing.blockedUntil,
    changed_at: at,
  }
  return own(db)
    .insertInto('attempt_counters')
    .values({ ...counter, ...counted })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(counted))
    .execute()
}

/** Who has shown to be the owner starts anew; the network's count stays, or one good account would hide many guesses. */
export const forgetAccountCounters = (db: Db, keys: readonly CounterKey[]) =>
  own(db)
    .deleteFrom('attempt_counters')
    .where(
      'key',
      'in',
      keys.filter(({ account }) => account !== null).map(({ key }) => key),
    )
    .execute()

/** Everything counted against an account, and against the networks it was tried from. */
export async function forgetAccount(db: Db, account: string): Promise<void> {
  const gone = await own(db)
    .deleteFrom('attempt_counters')
    .where('account', '=', account)
    .returning('network')
    .execute()
  const networks = gone.flatMap(({ network }) => network ?? [])
  if (networks.length > 0)
    await own(db).deleteFrom('attempt_counters').where('network', 'in', networks).where('account', 'is', null).execute()
}

export const isKnownDevice = async (db: Db, tokenHash: Buffer, user: string) =>
  (await own(db)
    .selectFrom('known_devices')
    .select('user_id')
    .where('token_hash', '=', tokenHash)
    .where('user_id', '=', user)
    .executeTakeFirst()) !== undefined

export const noteDevice = (db: Db, tokenHash: Buffer, user: string, at: Date) =>
  own(db)
    .insertInto('known_devices')
    .values({ token_hash: tokenHash, user_id: user, created_at: at, last_used_at: at })
    .onConflict((conflict) => conflict.columns(['token_hash', 'user_id']).doUpdateSet({ last_used_at: at }))
    .execute()

/** A browser is a stranger again after it was away for so long, and a count of long ago says nothing. */
export async function forgetOldAttempts(db: Db, limits: { counters: Date; devices: Date }): Promise<void> {
  await own(db).deleteFrom('attempt_counters').where('changed_at', '<', limits.counters).execute()
  await own(db)
    .deleteFrom('known_devices')
    .where('last_used_at', '<', sql<Date>`${limits.devices}`)
    .execute()
}
