import type { IsolationLevel, Kysely, Transaction } from 'kysely'
import { setTimeout as delay } from 'node:timers/promises'
import { sqlState } from './database.ts'

export interface TransactionOptions {
  readonly isolation?: IsolationLevel
}

const attempts = 8

/**
 * Runs `work` in a transaction, and again when PostgreSQL ended it for the sake of another one (serialization failure,
 * deadlock): `work` may run several times, so it must touch nothing but the database. Inside a transaction it joins
 * that one, whose owner repeats the whole.
 */
export async function transaction<Schema, Result>(
  db: Kysely<Schema>,
  work: (tx: Transaction<Schema>) => Promise<Result>,
  options: TransactionOptions = {},
): Promise<Result> {
  if (db.isTransaction) return work(db as Transaction<Schema>)
  for (let attempt = 1; ; attempt++) {
    try {
      const begin = db.transaction()
      return await (options.isolation ? begin.setIsolationLevel(options.isolation) : begin).execute(work)
    } catch (error) {
      if (attempt === attempts || !isWorthRepeating(error)) throw error
      // Random, so that two that collided do not collide again; doubling, so that a crowd thins out.
      await delay(Math.random() * 2 ** attempt)
    }
  }
}

function isWorthRepeating(error: unknown): boolean {
  const state = sqlState(error)
  return state === '40001' || state === '40P01'
}
