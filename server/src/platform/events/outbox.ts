/**
 * The outbox: what happened, written in the transaction that made it happen, and read in an order in which nothing can
 * be missed.
 *
 * Transactions commit in another order than they take their numbers in, so "greater than the last id" loses events.
 * A reader remembers the snapshot of its last look instead: what has become visible since is exactly what is visible
 * now and was not in that snapshot (https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT).
 */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { jsonRows } from '../database/json-rows.ts'
import { ownTables } from '../database/own-tables.ts'
import type { Tables } from '../database/tables.ts'
import './events.tables.ts'

export interface NewEvent {
  /** What happened, e.g. `session.updated`. */
  readonly kind: string
  /** To whom or what. */
  readonly subject?: string | null
  /** Members of this workspace may see it. */
  readonly workspace?: string | null
  /** This user may see it. With neither: the site's administrators. */
  readonly user?: string | null
  readonly payload?: Readonly<Record<string, unknown>>
}

export interface StoredEvent {
  readonly id: number
  readonly at: Date
  readonly kind: string
  readonly subject: string | null
  readonly workspace: string | null
  readonly user: string | null
  readonly payload: Readonly<Record<string, unknown>>
}

/** What was visible at a moment: `xmin:xmax:running,running`. */
export type Snapshot = string

export const eventsChannel = 'events'

const own = ownTables<'events'>()

/** As part of the caller's transaction: nobody hears of it before it commits, and nobody at all when it does not. */
export async function emit(tx: Kysely<Tables>, ...events: NewEvent[]): Promise<void> {
  if (events.length === 0) return
  const given = events.map(({ kind, subject, workspace, user, payload = {} }) => ({
    kind,
    subject: subject ?? null,
    workspace_id: workspace ?? null,
    user_id: user ?? null,
    payload,
  }))
  const rows = sql`
    SELECT kind, subject, workspace_id, user_id, payload
      FROM json_populate_recordset(null::events, ${jsonRows(given)}::json)`
  await sql`WITH told AS (${tell(rows)}) SELECT ${hear}`.execute(tx)
}

/**
 * The same as part of the statement that makes it happen: `rows` gives kind, subject, workspace, user and payload of each
 * event. The statement has to select `hear`, too.
 */
export const tell = (rows: RawBuilder<unknown>) => sql`
  INSERT INTO events (kind, subject, workspace_id, user_id, payload) ${rows}`
export const hear = sql<string>`pg_notify(${sql.lit(eventsChannel)}, '')`

/** What is visible now, and the database's time. */
export async function currentSnapshot(db: Kysely<Tables>): Promise<{ snapshot: Snapshot; at: Date }> {
  const { rows } = await sql<{ snapshot: Snapshot; at: Date }>`
    select pg_current_snapshot()::text as snapshot, clock_timestamp() as at`.execute(db)
  const [row] = rows
  if (!row) throw new Error('The database answered nothing')
  return row
}

/**
 * The events that became visible after one snapshot and up to another, by their ids: an event that another one's
 * transaction could know of comes before it. A caller that gets `limit` of them goes on after the last one's id.
 */
export function eventsBetween(
  db: Kysely<Tables>,
  range: { after: Snapshot; until: Snapshot; afterId?: number; limit: number; kinds?: readonly string[] },
): Promise<StoredEvent[]> {
  return (
    own(db)
      .selectFrom('events')
      .select(['id', 'at', 'kind', 'subject', 'workspace_id as workspace', 'user_id as user', 'payload'])
      // The first two conditions say no more than the others, but an index can answer them: a range, so few rows.
      .where(sql<boolean>`xid >= pg_snapshot_xmin(${range.after}::pg_snapshot)`)
      .where(sql<boolean>`xid < pg_snapshot_xmax(${range.until}::pg_snapshot)`)
      .where(sql<boolean>`not pg_visible_in_snapshot(xid, ${range.after}::pg_snapshot)`)
      .where(sql<boolean>`pg_visible_in_snapshot(xid, ${range.until}::pg_snapshot)`)
      .where('id', '>', range.afterId ?? 0)
      .$if(range.kinds !== undefined, (some) => some.where('kind', 'in', [...(range.kinds ?? [])]))
      // Not `id` alone, which would tempt the planner to walk all events by their ids instead of the few new ones.
      .orderBy(sql`id + 0`)
      .limit(range.limit)
      .execute()
  )
}

/** Forgets what nobody can resume from any more and every durable reader has read. Returns how many. */
export async function pruneEvents(db: Kysely<Tables>, olderThanSeconds: number): Promise<number> {
  const { numDeletedRows } = await own(db)
    .deleteFrom('events')
    .where('at', '<', sql<Date>`clock_timestamp() - make_interval(secs => ${olderThanSeconds})`)
    .where(
      sql<boolean>`NOT EXISTS (
        SELECT FROM event_readers r WHERE NOT pg_visible_in_snapshot(events.xid, r.snapshot::pg_snapshot))`,
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}
