import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { soon } from '../../../test/soon.ts'
import { testDatabase } from '../../../test/database.ts'
import { createNotifications, type Notifications } from '../database/notifications.ts'
import { transaction } from '../database/transaction.ts'
import { createEventFeed, type EventFeed } from './event-feed.ts'
import { emit, pruneEvents, type StoredEvent } from './outbox.ts'

const { db, pool, connection } = await testDatabase()

/** What one subscriber was told: kinds, `gap`, and the position after each. */
function listen(feed: EventFeed, since?: string) {
  const told: string[] = []
  const events: StoredEvent[] = []
  const positions: string[] = []
  const subscription = feed.subscribe(
    {
      onEvent(event, position) {
        told.push(event.kind)
        events.push(event)
        positions.push(position)
      },
      onGap(position) {
        told.push('gap')
        positions.push(position)
      },
    },
    since,
  )
  return { told, events, positions, [Symbol.dispose]: () => subscription[Symbol.dispose]() }
}

async function withFeed(use: (feed: EventFeed, notifications: Notifications) => Promise<void>, options = {}) {
  await using notifications = await createNotifications({ connection })
  await using feed = await createEventFeed({ db, notifications, ...options })
  await use(feed, notifications)
}

/** A transaction that stays open until told. */
function openTransaction(kind: string) {
  const open = Promise.withResolvers<void>()
  const end = Promise.withResolvers<'commit' | 'abort'>()
  const done = transaction(db, async (tx) => {
    await emit(tx, { kind })
    open.resolve()
    if ((await end.promise) === 'abort') throw new Error('aborted')
  }).catch(() => {})
  return { open: open.promise, end: (how: 'commit' | 'abort') => (end.resolve(how), done) }
}

test('an event arrives whole, in every process, after its commit and not before', async () => {
  await withFeed(async (here, notifications) => {
    await using elsewhere = await createEventFeed({ db, notifications })
    using one = listen(here)
    using two = listen(elsewhere)
    const [subject, workspace, user] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
    await transaction(db, async (tx) => {
      await emit(tx, { kind: 'session.updated', subject, workspace, user, payload: { name: 'a "b"', n: 1 } })
      await emit(db, { kind: 'another' })
      // Whoever looks only later sees both at once, in another order.
      for (const { told } of [one, two]) await soon(() => expect(told).toContain('another'))
      expect(one.told).not.toContain('session.updated')
    })
    await soon(() => expect([one.told.length, two.told.length]).toEqual([2, 2]))
    expect(one.events[1]).toEqual({
      ...{ id: expect.any(Number), at: expect.any(Date), kind: 'session.updated' },
      ...{ subject, workspace, user, payload: { name: 'a "b"', n: 1 } },
    })
    expect(two.events).toEqual(one.events)
  })
})

test('one that took its number early and commits late is told, one that is taken back is not', async () => {
  await withFeed(async (feed) => {
    using subscriber = listen(feed)
    const [late, aborted] = [openTransaction('late'), openTransaction('aborted')]
    await Promise.all([late.open, aborted.open])
    await emit(db, { kind: 'early' })
    await soon(() => expect(subscriber.told).toEqual(['early']))
    await aborted.end('abort')
    await late.end('commit')
    await soon(() => expect(subscriber.told).toEqual(['early', 'late']))
    expect(subscriber.events[1]!.id).toBeLessThan(subscriber.events[0]!.id)
  })
})

test('a subscriber resumes where it was, also across transactions that were under way then', async () => {
  await withFeed(async (feed) => {
    const before = listen(feed)
    const late = openTransaction('late')
    await late.open
    await emit(db, { kind: 'first' })
    await soon(() => expect(before.told).toEqual(['first']))
    before[Symbol.dispose]()
    await emit(db, { kind: 'missed' })
    await late.end('commit')
    using again = listen(feed, before.positions.at(-1))
    await soon(() => expect(again.told.toSorted()).toEqual(['late', 'missed']))
    await emit(db, { kind: 'live' })
    await soon(() => expect(again.told.at(-1)).toBe('live'))
    expect(again.told).toHaveLength(3)
    using uptodate = listen(feed, again.positions.at(-1))
    await emit(db, { kind: 'next' })
    await soon(() => expect(uptodate.told).toEqual(['next']))
  })
})

test('from a place within what became visible together, nothing is lost', async () => {
  await withFeed(async (feed) => {
    using all = listen(feed)
    await emit(db, { kind: 'a' }, { kind: 'b' }, { kind: 'c' })
    await soon(() => expect(all.told).toEqual(['a', 'b', 'c']))
    using afterA = listen(feed, all.positions[0])
    using afterC = listen(feed, all.positions[2])
    await emit(db, { kind: 'd' })
    await soon(() => expect(afterC.told).toEqual(['d']))
    expect(afterA.told.join('')).toMatch(/bcd$/)
  })
})

test('who comes back too late, with too much missed, or from elsewhere, is told of the gap and goes on', async () => {
  await withFeed(
    async (feed) => {
      const now = feed.position()
      const seconds = Number(now.split('.')[0])
      const old = now.replace(/^\d+/, String(seconds - 601))
      const ahead = `${seconds}.900000000:900000000:`
      for (const since of [old, ahead, '', 'nonsense', `${seconds}.5:4:`, `${seconds}.1:9:3,2`, `${now}' or true`]) {
        using subscriber = listen(feed, since)
        await soon(() => expect([since, ...subscriber.told]).toEqual([since, 'gap']))
        await emit(db, { kind: 'after' })
        await soon(() => expect([since, ...subscriber.told]).toEqual([since, 'gap', 'after']))
      }
      await emit(db, ...Array.from({ length: 8 }, () => ({ kind: 'many' })))
      using swamped = listen(feed, now)
      await soon(() => expect(swamped.told).toEqual(['gap']))
      using fine = listen(feed, swamped.positions[0])
      await emit(db, { kind: 'fine' })
      await soon(() => expect(fine.told).toEqual(['fine']))
    },
    { resumeEvents: 10 },
  )
})

test('what was missed while the connection was lost is told when it is back', async () => {
  await withFeed(async (feed) => {
    using subscriber = listen(feed)
    await pool.query(`with cut as (select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'berth notifications' and datname = current_database())
      insert into events (kind) select 'in the gap' from cut`)
    await soon(() => expect(subscriber.told).toEqual(['in the gap']))
  })
})

test('a subscriber that fails does not keep the others from being told', async () => {
  await withFeed(async (feed) => {
    const fail = () => {
      throw new Error('a bug')
    }
    using _ = feed.subscribe({ onEvent: fail, onGap: fail })
    using other = listen(feed)
    await emit(db, { kind: 'fine' })
    await soon(() => expect(other.told).toEqual(['fine']))
  })
})

test('a position stays fresh while nothing happens', async () => {
  await withFeed(
    async (feed) => {
      const before = Number(feed.position().split('.')[0])
      await vi.waitFor(() => expect(Number(feed.position().split('.')[0])).toBeGreaterThan(before), { timeout: 5_000 })
    },
    { refreshMs: 20 },
  )
})

test('old events are pruned', async () => {
  await sql`insert into events (kind, at) values ('old', now() - interval '2 hours'), ('new', now())`.execute(db)
  expect(await pruneEvents(db, 3600)).toBe(1)
})

test('whatever order transactions begin, commit and abort in, each committed event is told once', async () => {
  await withFeed(async (feed) => {
    using steady = listen(feed)
    const committed = new Set<string>()
    let resuming = listen(feed)
    const seenByResumer = new Set<string>()
    const random = (below: number) => Math.floor(Math.random() * below)
    const pause = async () => {
      for (let turns = random(6); turns > 0; turns--) await pool.query('select')
    }
    const work = async (worker: number) => {
      for (let step = 0; step < 25; step++) {
        const names = Array.from({ length: 1 + random(3) }, (_, index) => `${worker}.${step}.${index}`)
        const abort = random(4) === 0
        await transaction(db, async (tx) => {
          for (const kind of names) {
            // A savepoint's rows carry its transaction's number.
            await sql`savepoint s`.execute(tx)
            await emit(tx, { kind })
            await sql`release savepoint s`.execute(tx)
            await pause()
          }
          if (abort) throw new Error('abort')
        }).then(
          () => names.forEach((name) => committed.add(name)),
          () => {},
        )
        for (const kind of steady.told) if (!committed.has(kind)) await soon(() => expect(committed).toContain(kind))
      }
    }
    let working = true
    const reconnect = async () => {
      while (working) {
        await pause()
        const since = resuming.positions.at(-1)
        if (since === undefined) continue
        resuming[Symbol.dispose]()
        for (const kind of resuming.told) seenByResumer.add(kind)
        resuming = listen(feed, since)
      }
    }
    const reconnecting = reconnect()
    await Promise.all(Array.from({ length: 6 }, (_, worker) => work(worker)))
    working = false
    await reconnecting
    await soon(() => expect(steady.told.length).toBeGreaterThanOrEqual(committed.size))
    expect(steady.told.toSorted()).toEqual([...committed].toSorted())
    await soon(() => {
      for (const kind of resuming.told) seenByResumer.add(kind)
      expect(seenByResumer.size).toBe(committed.size)
    })
    expect(seenByResumer).toEqual(committed)
    resuming[Symbol.dispose]()
  })
})
