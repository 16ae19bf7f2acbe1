import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LoginNews } from './login-channel.ts'
import { createLoginWatch } from './login-watch.ts'

const minute = 60_000

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-01-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

/** A server, and as many tabs of one browser. */
function setUp(tabs: number, { idle = 60 * minute, skew = 0, canExtend = true, extension = true } = {}) {
  let may = { canExtend, extension }
  let expires = Date.now() + skew + idle
  let reads = 0
  const takers = new Set<(news: LoginNews) => void>()
  const answer = () => ({
    expiresAt: new Date(expires).toISOString(),
    ...may,
    date: Math.floor((Date.now() + skew) / 1000) * 1000,
  })
  const open = () => {
    let mine: ((news: LoginNews) => void) | undefined
    return createLoginWatch({
      read: async () => {
        reads += 1
        return answer()
      },
      extend: async () => {
        expires = Date.now() + skew + idle
        return answer()
      },
      tell(news) {
        for (const take of takers) if (take !== mine) take(news)
      },
      listen(take) {
        mine = take
        takers.add(take)
        return () => takers.delete(take)
      },
      isHidden: () => false,
    })
  }
  return {
    watches: Array.from({ length: tabs }, open),
    reads: () => reads,
    use: (at: number) => {
      expires = at
    },
    let: (now: typeof may) => {
      may = now
    },
  }
}
const settle = () => vi.advanceTimersByTimeAsync(0)

test('what one tab extends, all count down to', async () => {
  const { watches } = setUp(3)
  await settle()
  await vi.advanceTimersByTimeAsync(30 * minute)
  await watches[1]?.extend()
  for (const watch of watches) expect(watch.state()?.endsAt).toBe(Date.now() + 60 * minute)
})

test('a machine whose clock is wrong counts down to the right moment, and does not waver by the second', async () => {
  const { watches } = setUp(1, { skew: 3 * 60 * minute })
  await settle()
  const first = watches[0]?.state()?.endsAt ?? 0
  expect(Math.abs(first - (Date.now() + 60 * minute))).toBeLessThan(1500)
  await vi.advanceTimersByTimeAsync(777)
  await watches[0]?.refresh()
  expect(watches[0]?.state()?.endsAt).toBe(first)
})

test('what is shown follows the use of the login elsewhere within a minute', async () => {
  const { watches, use } = setUp(1)
  await settle()
  const later = Date.now() + 90 * minute
  use(later)
  await vi.advanceTimersByTimeAsync(minute)
  expect(watches[0]?.state()?.endsAt).toBe(later)
})

test('where nothing is shown, the server is asked again only before the warning and at the end', async () => {
  const { reads } = setUp(1, { canExtend: false, extension: false })
  await settle()
  expect(reads()).toBe(1)
  await vi.advanceTimersByTimeAsync(54 * minute)
  expect(reads()).toBe(1)
  await vi.advanceTimersByTimeAsync(2 * minute)
  expect(reads()).toBeGreaterThan(1)
})

test('who comes when the longest time is reached sees the time left too', async () => {
  const { watches } = setUp(1, { canExtend: false, extension: true })
  await settle()
  expect(watches[0]?.state()).toMatchObject({ canExtend: false, extension: true })
})

test('when the site stops or begins to let people extend, every tab learns it, by itself or from another', async () => {
  const { watches, ...server } = setUp(2)
  await settle()
  const seen = () => watches.map((watch) => watch.state()?.extension)
  expect(seen()).toEqual([true, true])
  server.let({ canExtend: false, extension: false })
  await vi.advanceTimersByTimeAsync(minute)
  expect(seen()).toEqual([false, false])
  server.let({ canExtend: true, extension: true })
  await watches[1]?.refresh()
  expect(seen()).toEqual([true, true])
})

test('an end in a year is not the end at once', async () => {
  const { reads } = setUp(1, { idle: 365 * 24 * 60 * minute, canExtend: false, extension: false })
  await settle()
  await vi.advanceTimersByTimeAsync(minute)
  expect(reads()).toBe(1)
})
