import type { Kysely } from 'kysely'
import type { Notifications } from '../database/notifications.ts'
import type { Tables } from '../database/tables.ts'
import type { Log } from '../log/log.ts'
import { currentSnapshot, eventsBetween, eventsChannel, type StoredEvent } from './outbox.ts'
import { decodePosition, encodePosition, isAhead, type Position } from './position.ts'

export interface Subscriber {
  /**
   * Called once for each event, in order. `position` is where to resume after it: nothing is lost, while events that
   * became visible together with it may come again, so a receiver that minds remembers their ids.
   */
  onEvent(event: StoredEvent, position: string): void
  /** Events were missed that can no longer be told: read anew what you show. */
  onGap(position: string): void
}

export interface EventFeed extends AsyncDisposable {
  /**
   * From now on, or from a position on. What commits after this returns is certainly delivered, so subscribe first and
   * read the current state after it.
   */
  subscribe(subscriber: Subscriber, since?: string): Disposable
  /**
   * Where a subscriber that was told everything so far would resume. It stays fresh when nothing happens; a stream
   * sends it from time to time, so that a quiet one can be resumed as well.
   */
  position(): string
}

export interface EventFeedOptions {
  readonly db: Kysely<Tables>
  readonly notifications: Notifications
  readonly log?: Log
  /** How far back a subscriber can resume. */
  readonly resumeSeconds?: number
  /** More missed events than this are a gap: reading the lists anew is cheaper then. */
  readonly resumeEvents?: number
  readonly refreshMs?: number
}

interface Joining {
  readonly subscriber: Subscriber
  readonly since: string
}

const pageSize = 1000

/** Delivers the events of all processes to the subscribers in this one, reading the outbox once for all of them. */
export async function createEventFeed(options: EventFeedOptions): Promise<EventFeed> {
  const { db, notifications, log, resumeSeconds = 600, resumeEvents = 5_000, refreshMs = 60_000 } = options
  const subscribers = new Set<Subscriber>()
  const joining = new Set<Joining>()
  let wanted = false
  let closed = false
  let work: Promise<void> | undefined

  // Listens before it first looks, so that nothing falls in between.
  await using held = new AsyncDisposableStack()
  held.use(await notifications.listen(eventsChannel, wake))
  held.use(notifications.onGap(wake))
  let current = await now()
  const refresh = setInterval(wake, refreshMs).unref()
  held.defer(async () => {
    clearInterval(refresh)
    closed = true
    await work
  })

  async function now(): Promise<Position> {
    const { snapshot, at } = await currentSnapshot(db)
    return { snapshot, at: Math.floor(at.getTime() / 1000) }
  }

  function wake(): void {
    wanted = true
    work ??= look()
  }

  /** One at a time: a look begins where the last one ended. */
  async function look(): Promise<void> {
    for (let failures = 0; wanted && !closed;) {
      wanted = false
      try {
        await tellNews()
        for (const one of joining) await join(one)
        failures = 0
      } catch (error) {
        wanted = true
        log?.warn('Reading events failed; trying again', { error: error as Error })
        await new Promise((resolve) => setTimeout(resolve, Math.min(2_000, 50 * 2 ** failures++)))
      }
    }
    work = undefined
  }

  /** Where a look was broken off by an error: what was told already is not told again. */
  let underWay: { until: Position; afterId: number } | undefined

  async function tellNews(): Promise<void> {
    for (;;) {
      const { until, afterId } = (underWay ??= { until: await now(), afterId: 0 })
      const range = { after: current.snapshot, until: until.snapshot, afterId, limit: pageSize }
      const page = await eventsBetween(db, range)
      const last = page.length < pageSize ? undefined : page.at(-1)
      tell(subscribers, page, current, last ? current : until)
      if (!last) {
        current = until
        underWay = undefined
        return
      }
      underWay.afterId = last.id
    }
  }

  /** Catches up to where the others are, and goes on with them. */
  async function join(one: Joining): Promise<void> {
    const { subscriber, since } = one
    const position = decodePosition(since)
    const resumable = position && position.at >= current.at - resumeSeconds && !isAhead(position, current)
    const missed = resumable
      ? await eventsBetween(db, { after: position.snapshot, until: current.snapshot, limit: resumeEvents + 1 })
      : undefined
    if (!joining.delete(one)) return // it went away meanwhile
    if (resumable && missed && missed.length <= resumeEvents) tell([subscriber], missed, position, current)
    else attempt(() => subscriber.onGap(encodePosition(current)))
    subscribers.add(subscriber)
  }

  /** Only the last event completes the step: any other one's place is before it, a part of it is no snapshot. */
  function tell(to: Iterable<Subscriber>, events: StoredEvent[], before: Position, after: Position): void {
    const [place, lastPlace] = [encodePosition(before), encodePosition(after)]
    for (const event of events) {
      const position = event === events.at(-1) ? lastPlace : place
      for (const subscriber of [...to]) attempt(() => subscriber.onEvent(event, position))
    }
  }

  /** One subscriber's bug must not keep the others from being told. */
  function attempt(call: () => void): void {
    try {
      call()
    } catch (error) {
      log?.error('A subscriber of events failed', { error: error as Error })
    }
  }

  const disposal = held.move()
  return {
    subscribe(subscriber, since) {
      const one = { subscriber, since: since ?? '' }
      if (since === undefined) subscribers.add(subscriber)
      else {
        joining.add(one)
        wake()
      }
      return {
        [Symbol.dispose]() {
          joining.delete(one)
          subscribers.delete(subscriber)
        },
      }
    },
    position: () => encodePosition(current),
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  }
}
