import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { noteChanged } from './changed-news.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function show(cache: QueryClient, queryKey: readonly string[]) {
  let asked = 0
  const shown = new QueryObserver(cache, {
    queryKey,
    queryFn: () => Promise.resolve((asked += 1)),
    staleTime: Infinity,
  })
  shown.subscribe(() => {})
  return () => asked
}

test('a hundred changes are asked for once, of what is shown alone', async () => {
  const cache = new QueryClient()
  const [users, policies] = [show(cache, ['users', 'list']), show(cache, ['policies', 'list'])]
  await vi.advanceTimersByTimeAsync(5_000)
  for (let change = 0; change < 100; change++) noteChanged(cache, ['users', 'credentials'])
  await vi.advanceTimersByTimeAsync(5_000)
  expect([users(), policies()]).toEqual([2, 1])
})

test('what never stops changing is asked for now and then, and at its end once more', async () => {
  const cache = new QueryClient()
  const users = show(cache, ['users', 'list'])
  await vi.advanceTimersByTimeAsync(5_000)
  for (let tenths = 0; tenths < 100; tenths++) {
    noteChanged(cache, ['users'])
    await vi.advanceTimersByTimeAsync(100)
  }
  const during = users()
  expect(during).toBeGreaterThan(3)
  expect(during).toBeLessThan(10)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(users()).toBe(during + 1)
})

test('who somebody is, and the list of scripts but none that is open, follow what is said of them', async () => {
  const cache = new QueryClient()
  const [me, scripts, open] = [['me'], ['config-scripts'], ['config-scripts', '.bashrc']].map((key) => show(cache, key))
  await vi.advanceTimersByTimeAsync(5_000)
  noteChanged(cache, ['account', 'scripts'])
  await vi.advanceTimersByTimeAsync(5_000)
  expect([me?.(), scripts?.(), open?.()]).toEqual([2, 2, 1])
})
