/**
 * Reads the outbox exactly once: what `handle` does with events and the note of how far it got are one transaction, so
 * neither a crash nor another process that reads for the same purpose makes it miss one or take one twice.
 */
import { sql, type Kysely, type Transaction } from 'kysely'
import { ownTables } from '../database/own-tables.ts'
import type { Notifications } from '../database/notifications.ts'
import type { Tables } from '../database/tables.ts'
import { transaction } from '../database/transaction.ts'
import type { Log } from '../log/log.ts'
import { currentSnapshot, eventsBetween, eventsChannel, type Snapshot, type StoredEvent } from './outbox.ts'
import './events.tables.ts'

export interface DurableReaderOptions {
  readonly db: Kysely<Tables>
  readonly notifications: Notifications
  readonly log: Log
  /** In the database; never changed. */
  readonly name: string
  /** Of one kind, or of several. */
  readonly kind: string | readonly string[]
  /** From the first event on, or only from now on where there is no note yet. */
  readonly from: 'beginning' | 'now'
  /** In order; touches the database only, since it may be repeated. */
  readonly handle: (tx: Transaction<Tables>, events: readonly StoredEvent[]) => Promise<void>
}

export interface DurableReader extends AsyncDisposable {
  /** Resolves when everything that was committed before the call is handled. */
  caughtUp(): Promise<void>
}

const own = ownTables<'event_readers'>()
const pageSize = 500
/** In case that a notification was lost with its connection. */
const lookEveryMs = 5_000
/** Each look costs statements, and every commit that tells of something wakes every reader. */
const restMs = 100
/** A position that lags says nothing wrong, it only makes the next look longer; so quiet ones are rarely written. */
const writeQuietEveryMs = 10_000

export async function createDurableReader(options: DurableReaderOptions): Promise<DurableReader> {
  const { db, notifications, log, name } = options
  let work: Promise<void> = Promise.resolve()
  let waiting = false
  let closed = false
  let lastWrite = 0
  let lastWake = 0
  let rest: NodeJS.Timeout | undefined
  const looked: Looked = { from: '', until: '' }

  await using held = new AsyncDisposableStack()
  await begin(options)
  held.use(await notifications.listen(eventsChannel, wake))
  held.use(notifications.onGap(wake))
  const timer = setInterval(wake, lookEveryMs).unref()
  held.defer(async () => {
    closed = true
    clearInterval(timer)
    clearTimeout(rest)
    await work.catch(() => {})
  })

  /** Those who come while one look waits to begin share it. */
  function look(): Promise<void> {
    if (waiting) return work
    waiting = true
    work = work
      .catch(() => {})
      .then(async () => {
        waiting = false
        while (!closed && (await step())) continue
      })
    return work
  }

  /** At once after a rest; what comes in crowds is read together. */
  function wake(): void {
    if (rest !== undefined) return
    const wait = lastWake + restMs - Date.now()
    if (wait > 0) {
      rest = setTimeout(() => {
        rest = undefined
        wakeNow()
      }, wait)
      return
    }
    wakeNow()
  }

  function wakeNow(): void {
    if (closed) return
    lastWake = Date.now()
    look().catch((error: unknown) => {
      if (!closed) log.warn('Reading events failed; trying again', { reader: name, error: error as Error })
    })
  }

  /** One page. True when there may be more. */
  async function step(): Promise<boolean> {
    const quiet = Date.now() - lastWrite < writeQuietEveryMs
    const { wrote, more } = await transaction(db, (tx) => readPage(tx, options, looked, quiet))
    if (wrote) lastWrite = Date.now()
    return more
  }

  wake()
  const disposal = held.move()
  return {
    caughtUp: async () => {
      // One that began before the call may have looked before what the caller means was there.
      await work.catch(() => {})
      await look()
    },
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  }
}

/** Sees nothing but transactions of the future, or all that ever were. */
async function begin({ db, name, from }: DurableReaderOptions): Promise<void> {
  const snapshot = from === 'beginning' ? '1:1:' : (await currentSnapshot(db)).snapshot
  await own(db)
    .insertInto('event_readers')
    .values({ name, snapshot, until_snapshot: null })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

/** After the place that the note says, there is nothing up to `until`. What has been looked through once is not again. */
interface Looked {
  from: Snapshot
  until: Snapshot
}

async function readPage(
  tx: Transaction<Tables>,
  { name, kind, handle }: DurableReaderOptions,
  looked: Looked,
  quiet: boolean,
) {
  // The lock makes readers of one name take turns, in whichever process they are.
  const place = await own(tx)
    .selectFrom('event_readers')
    .selectAll()
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const after = (await isOfThisCluster(tx, place.snapshot)) ? place.snapshot : '1:1:'
  const until = place.until_snapshot ?? (await currentSnapshot(tx)).snapshot
  const events = await eventsBetween(tx, {
    after: looked.from === after && place.until_snapshot === null ? looked.until : after,
    until,
    afterId: place.after_id,
    limit: pageSize,
    kinds: [kind].flat(),
  })
  if (events.length > 0) await handle(tx, events)
  const more = events.length === pageSize
  if (events.length === 0 && quiet && place.until_snapshot === null) {
    Object.assign(looked, { from: after, until })
    return { wrote: false, more }
  }
  const next = more
    ? { snapshot: after, until_snapshot: until, after_id: events.at(-1)?.id ?? 0 }
    : { snapshot: until, until_snapshot: null, after_id: 0 }
  await own(tx).updateTable('event_readers').set(next).where('name', '=', name).execute()
  return { wrote: true, more }
}

/** A dump that was restored elsewhere counts its transactions anew: what it says was seen says nothing there. */
async function isOfThisCluster(tx: Transaction<Tables>, snapshot: string): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`
    SELECT pg_snapshot_xmax(${snapshot}::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot()) AS ours`.execute(tx)
  return rows[0]?.ours ?? false
}
