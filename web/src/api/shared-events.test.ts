import { expect, onTestFinished, test, vi } from 'vitest'
import { createSharedEvents, watchThrough } from './shared-events.ts'

/** The browser's event source, played by hand. */
class Source extends EventTarget {
  readonly OPEN = 1
  readyState = 0
  close() {
    this.readyState = 2
  }
  opens() {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  says(name: string, data: unknown) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }))
  }
}

function setUp() {
  const sources: Source[] = []
  const events = createSharedEvents(() => {
    const source = new Source()
    sources.push(source)
    return source as unknown as EventSource
  })
  const openTab = () => {
    const { port1, port2 } = new MessageChannel()
    onTestFinished(() => port1.close())
    events.join(port2)
    const heard: string[] = []
    const watch = () => {
      const source = watchThrough(port1, '/events', ['news'])
      for (const name of ['open', 'error']) source.addEventListener(name, () => heard.push(name))
      source.addEventListener('news', (event) => heard.push((event as MessageEvent<string>).data))
      return source
    }
    return { heard, watch, source: watch() }
  }
  return { sources, openTab }
}

test('all tabs share one stream, also one that comes later', async () => {
  const { sources, openTab } = setUp()
  const first = openTab()
  await expect.poll(() => sources).toHaveLength(1)
  sources[0]?.opens()
  const second = openTab()
  await expect.poll(() => second.heard).toEqual(['open'])
  sources[0]?.says('news', 1)
  await expect
    .poll(() => [first.heard, second.heard])
    .toEqual([
      ['open', '1'],
      ['open', '1'],
    ])
  expect(sources).toHaveLength(1)
})

test('it is closed with the last tab, and a new one opens another', async () => {
  const { sources, openTab } = setUp()
  const [first, second] = [openTab(), openTab()]
  await expect.poll(() => sources).toHaveLength(1)
  sources[0]?.opens()
  await expect.poll(() => [first.heard, second.heard]).toEqual([['open'], ['open']])
  first.source.close()
  sources[0]?.says('news', 1)
  await expect.poll(() => second.heard).toEqual(['open', '1'])
  expect(first.heard).toEqual(['open'])
  second.source.close()
  await expect.poll(() => sources[0]?.readyState).toBe(2)
  openTab()
  await expect.poll(() => sources).toHaveLength(2)
})

test('when it is cut every tab hears of it, and those that try again share the next', async () => {
  const { sources, openTab } = setUp()
  const [first, second] = [openTab(), openTab()]
  await expect.poll(() => sources).toHaveLength(1)
  sources[0]?.opens()
  await expect.poll(() => [first.heard, second.heard]).toEqual([['open'], ['open']])
  sources[0]?.dispatchEvent(new Event('error'))
  await expect
    .poll(() => [first.heard, second.heard])
    .toEqual([
      ['open', 'error'],
      ['open', 'error'],
    ])
  first.watch()
  second.watch()
  await expect.poll(() => sources).toHaveLength(2)
  sources[1]?.opens()
  await expect.poll(() => [first.heard.length, second.heard.length]).toEqual([4, 4])
  expect(sources).toHaveLength(2)
})

test('a tab that comes back because nothing was heard gets a new stream, and the others hear that theirs is dead', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const { sources, openTab } = setUp()
  const [first, second] = [openTab(), openTab()]
  await expect.poll(() => sources).toHaveLength(1)
  sources[0]?.opens()
  await expect.poll(() => [first.heard, second.heard]).toEqual([['open'], ['open']])
  vi.setSystemTime(Date.now() + 60_000)
  first.source.close()
  first.watch()
  await expect.poll(() => sources).toHaveLength(2)
  expect(sources[0]?.readyState).toBe(2)
  await expect.poll(() => second.heard).toEqual(['open', 'error'])
  sources[1]?.opens()
  await expect.poll(() => first.heard).toEqual(['open', 'open'])
})
