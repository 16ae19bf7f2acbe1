import type { Notification } from '@berth/contract/notifications.ts'
import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { arrivals } from './arrivals.ts'
import { notificationKeys } from './live-keys.ts'
import { createNotificationNews } from './notification-news.ts'

type Start = Extract<Notification, { kind: 'session-start' }>
const start = (progress: Partial<Start['progress']>, id = 'one'): Notification => ({
  id,
  kind: 'session-start',
  parameters: { session: id, name: id },
  at: '2026-11-22T12:00:00.000Z',
  read: true,
  progress: {
    state: 'going',
    step: 'preparing',
    share: 0.5,
    startedAt: '2026-11-22T12:00:00.000Z',
    canCancel: true,
    ...progress,
  },
})

function setUp(items: Notification[]) {
  const cache = new QueryClient()
  const page = { items, nextCursor: null, unread: 0, inProgress: items.length }
  for (const show of ['all', 'in-progress'] as const)
    cache.setQueryData(notificationKeys.list(show), { pages: [page], pageParams: [undefined] })
  const shown = (show: 'all' | 'in-progress') =>
    cache
      .getQueryData<{ pages: { items: Notification[] }[] }>(notificationKeys.list(show))
      ?.pages.flatMap((one) => one.items.map(({ id, progress }) => `${id} ${progress?.share}`))
  return { cache, shown, news: createNotificationNews(cache) }
}

test('what goes on comes further in its place, and what ends comes first and is said', () => {
  const { shown, news } = setUp([start({}, 'two'), start({}, 'one')])
  using _ = news
  const said: string[] = []
  const stop = arrivals.listen(({ id }) => said.push(id))
  news.take(start({ share: 0.75 }))
  expect(shown('all')).toEqual(['two 0.5', 'one 0.75'])
  expect(said).toEqual([])
  news.take(start({ state: 'done', share: 1 }))
  expect(shown('all')).toEqual(['one 1', 'two 0.5'])
  expect(shown('in-progress')).toEqual(['two 0.5'])
  news.take(start({ state: 'cancelled', step: 'ended-by-owner' }, 'two'))
  news.take(start({ state: 'failed' }, 'three'))
  stop()
  expect(said).toEqual(['one', 'three'])
})

test('the server counts once for many that come together', async () => {
  vi.useFakeTimers()
  const { cache, news } = setUp([])
  using _ = news
  const asked = vi.spyOn(cache, 'invalidateQueries')
  for (let count = 0; count < 100; count++) news.take(start({}, String(count)))
  await vi.advanceTimersByTimeAsync(2000)
  expect(asked).toHaveBeenCalledTimes(1)
  vi.useRealTimers()
})
