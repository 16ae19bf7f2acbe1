/**
 * Commits that do not wait for the disk, and one wait for all of them. A commit that tells of events holds a lock that
 * every other such commit needs, so each that waits for the disk makes all others wait; and locks of its own are held
 * as long. What commits later is seen at once, and is acknowledged when it is on disk: in the order of commits, so what
 * anybody built on it is lost with it or not at all.
 */
import { sql, type Kysely } from 'kysely'
import { createCoalescer } from './coalesce.ts'
import type { Tables } from './tables.ts'

/**
 * Put into any statement of a transaction, its commit waits for no disk. Whoever acknowledges it waits for a `Flush`
 * that was asked for after it.
 */
export const commitLater = sql<string>`set_config('synchronous_commit', 'off', true)`

/** Everything that was committed before this was called is on disk when it resolves. */
export type Flush = () => Promise<void>

/** One write for all who wait at the same time. */
export function createFlush(db: Kysely<Tables>): Flush {
  const flush = createCoalescer<'disk', true>(async () => {
    // A commit with a log record of its own waits until the log is on disk up to there.
    await sql`SELECT pg_logical_emit_message(true, 'berth', '')`.execute(db)
    return new Map([['disk', true]])
  })
  return async () => void (await flush('disk'))
}
