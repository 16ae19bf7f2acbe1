import { beatMs } from '@berth/contract/event-beat.ts'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLive } from './live.ts'
import { sessionKeys } from './session-cache.ts'
import type { SessionListFilter, SessionPages } from './session-lists.ts'
import { sessionOf } from './session-sample.ts'

/** The browser's event source, played by hand. */
class Source extends EventTarget {
  closed = false
  close() {
    this.closed = true
  }
  opens() {
    this.dispatchEvent(new Event('open'))
  }
  fails() {
    this.dispatchEvent(new Event('error'))
  }
  says(name: string, data: unknown) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }))
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const cache = new QueryClient()
  cache.setQueryData(['me'], { id: 'me' })
  const sources: Source[] = []
  let asked = 0
  const live = createLive({
    url: '/events',
    cache,
    open() {
      const source = new Source()
      sources.push(source)
      return source
    },
    checkLogin: () => Promise.resolve((asked += 1)),
  })
  return { cache, live, sources, asked: () => asked }
}

const running: SessionListFilter = { state: 'running', q: '', sort: '-createdAt', owner: 'me' }
const emptyPages: SessionPages = { pages: [{ items: [], nextCursor: null }], pageParams: [undefined] }

test('an event reaches the detail and the list', async () => {
  const { cache, live, sources } = setUp()
  using _ = live
  cache.setQueryData(sessionKeys.list(running), emptyPages)
  sources[0]?.opens()
  await vi.advanceTimersByTimeAsync(0)
  expect(live.state()).toBe('live')
  const session = sessionOf()
  sources[0]?.says('session.updated', session)
  expect(cache.getQueryData(sessionKeys.detail(session.id))).toEqual(session)
  expect(cache.getQueryData<SessionPages>(sessionKeys.list(running))?.pages[0]?.items).toEqual([session])
  sources[0]?.says('session.updated', { ...session, status: 'TERMINATED' })
  expect(cache.getQueryData<SessionPages>(sessionKeys.list(running))?.pages[0]?.items).toEqual([])
})

test('an answer that left before an event does not undo it', async () => {
  const { cache, live, sources } = setUp()
  using _ = live
  sources[0]?.opens()
  const old = sessionOf({ status: 'PREPARING' })
  const answer = Promise.withResolvers<SessionPages>()
  const fetched = cache.fetchQuery({ queryKey: sessionKeys.list(running), queryFn: () => answer.promise })
  sources[0]?.says('session.updated', { ...old, status: 'RUNNING' })
  answer.resolve({ pages: [{ items: [old], nextCursor: null }], pageParams: [undefined] })
  await fetched
  await vi.advanceTimersByTimeAsync(1)
  expect(cache.getQueryData<SessionPages>(sessionKeys.list(running))?.pages[0]?.items[0]?.status).toBe('RUNNING')
})

test('a lost connection is said after the second failure, comes back, and lists are fetched again', async () => {
  const { cache, live, sources, asked } = setUp()
  using _ = live
  sources[0]?.opens()
  await vi.advanceTimersByTimeAsync(0)
  cache.setQueryData(sessionKeys.list(running), emptyPages)
  sources[0]?.fails()
  expect(live.state()).toBe('catching-up')
  // at once, since whoever is signed out should see it within a second
  expect(asked()).toBe(1)
  await vi.advanceTimersByTimeAsync(700)
  sources[1]?.fails()
  expect(live.state()).toBe('offline')
  expect(asked()).toBe(2)
  await vi.advanceTimersByTimeAsync(2000)
  sources.at(-1)?.opens()
  await vi.advanceTimersByTimeAsync(0)
  expect(live.state()).toBe('live')
  expect(cache.getQueryState(sessionKeys.list(running))?.isInvalidated).toBe(true)
})

test('a stream that falls silent is given up and another opened, though nothing closed it', async () => {
  const { cache, live, sources } = setUp()
  using _ = live
  sources[0]?.opens()
  for (let beats = 0; beats < 5; beats++) {
    await vi.advanceTimersByTimeAsync(beatMs)
    sources[0]?.says('beat', {})
  }
  expect([live.state(), sources.length]).toEqual(['live', 1])
  cache.setQueryData(sessionKeys.list(running), emptyPages)
  await vi.advanceTimersByTimeAsync(4 * beatMs)
  expect(sources[0]?.closed).toBe(true)
  expect(sources.length).toBeGreaterThan(1)
  // nothing answers the new one either
  expect(live.state()).toBe('offline')
  sources.at(-1)?.opens()
  await vi.advanceTimersByTimeAsync(0)
  expect(live.state()).toBe('live')
  expect(cache.getQueryState(sessionKeys.list(running))?.isInvalidated).toBe(true)
})

test('a page that wakes up looks at once whether its stream outlived the sleep', async () => {
  const { live, sources } = setUp()
  using _ = live
  sources[0]?.opens()
  await vi.advanceTimersByTimeAsync(0)
  live.wake()
  expect(sources.length).toBe(1)
  // the machine slept: its clock went on, no timer did
  vi.setSystemTime(Date.now() + 10 * 60_000)
  live.wake()
  expect(sources.map(({ closed }) => closed)).toEqual([true, false])
  expect(live.state()).toBe('catching-up')
})

test('the end closes the stream and opens no other', async () => {
  const { live, sources } = setUp()
  live[Symbol.dispose]()
  expect(sources[0]?.closed).toBe(true)
  sources[0]?.fails()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sources.length).toBe(1)
})

test('what was read before the stream was open is read again, since its news were not told', async () => {
  const { cache, live, sources } = setUp()
  using _ = live
  const names = ['old', 'new']
  const list = { queryKey: sessionKeys.list(running), queryFn: () => Promise.resolve(names.shift()) }
  const watching = new QueryObserver(cache, list).subscribe(() => {})
  await vi.advanceTimersByTimeAsync(0)
  expect(cache.getQueryData(list.queryKey)).toBe('old')
  sources[0]?.opens()
  await vi.advanceTimersByTimeAsync(0)
  expect(cache.getQueryData(list.queryKey)).toBe('new')
  watching()
})

test('preferences are as they were changed last, whatever was on its way meanwhile', async () => {
  const { cache, live, sources } = setUp()
  using _ = live
  const old = Promise.withResolvers<string>()
  const answers = [Promise.resolve('before the stream'), Promise.resolve('at its opening'), old.promise]
  const query = { queryKey: ['preferences'], queryFn: () => answers.shift() ?? Promise.resolve('the newest') }
  const watching = new QueryObserver(cache, query).subscribe(() => {})
  await vi.advanceTimersByTimeAsync(0)
  sources[0]?.opens()
  await vi.advanceTimersByTimeAsync(0)
  expect(cache.getQueryData(query.queryKey)).toBe('at its opening')
  void cache.refetchQueries({ queryKey: query.queryKey })
  sources[0]?.says('preferences.updated', 'the newest')
  old.resolve('older than the event')
  await vi.advanceTimersByTimeAsync(0)
  expect(cache.getQueryData(query.queryKey)).toBe('the newest')
  watching()
})
