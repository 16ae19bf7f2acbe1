import { closeCodes } from '@berth/contract/close-codes.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTerminalLink } from './terminal-link.ts'
import type { LinkState } from './terminal-link.ts'

/** The browser's side of a socket, played by hand. */
class Socket extends EventTarget {
  readyState = 1
  bufferedAmount = 0
  binaryType = 'blob'
  readonly sent: unknown[] = []
  send(data: unknown) {
    this.sent.push(data)
  }
  close() {
    this.readyState = 3
  }
  text(event: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(event) }))
  }
  drop(code: number) {
    this.readyState = 3
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', { OPEN: 1 })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function setUp({ signIn = true, exists = true } = {}) {
  const sockets: Socket[] = []
  const states: LinkState[] = []
  const link = createTerminalLink({
    open() {
      const socket = new Socket()
      sockets.push(socket)
      return socket as unknown as WebSocket
    },
    onEvent: () => undefined,
    onOutput: () => undefined,
    onState: (state) => states.push(state),
    signInAgain: () => Promise.resolve(signIn),
    exists: () => Promise.resolve(exists),
  })
  return { link, sockets, state: () => states.at(-1)?.name, states }
}

test('a lost connection comes back and is told the size again', async () => {
  const { link, sockets, state } = setUp()
  link.resize(100, 30)
  sockets[0]?.text({ type: 'replay', bytes: 0 })
  expect(state()).toBe('live')
  sockets[0]?.drop(1006)
  expect(state()).toBe('lost')
  await vi.advanceTimersByTimeAsync(1000)
  sockets[1]?.text({ type: 'replay', bytes: 0 })
  expect(state()).toBe('live')
  expect(sockets[1]?.sent).toEqual([JSON.stringify({ type: 'resize', cols: 100, rows: 30 })])
})

test('pauses grow while the server stays away', async () => {
  const { sockets } = setUp()
  let waited = 0
  for (let failures = 1; failures <= 5; failures++) {
    sockets.at(-1)?.drop(1006)
    const before = sockets.length
    for (waited = 0; sockets.length === before; waited += 100) await vi.advanceTimersByTimeAsync(100)
  }
  expect(waited).toBeGreaterThan(4000)
})

test('the end of the shell is the end, with its code', () => {
  const { sockets, states } = setUp()
  sockets[0]?.text({ type: 'replay', bytes: 0 })
  sockets[0]?.text({ type: 'exit', code: 3 })
  sockets[0]?.drop(closeCodes.ended)
  expect(states.at(-1)).toEqual({ name: 'ended', code: 3 })
  vi.advanceTimersByTime(60_000)
  expect(sockets.length).toBe(1)
})

test('a login that ended asks for a new one, then goes on', async () => {
  const { sockets } = setUp()
  sockets[0]?.drop(closeCodes.notAllowed)
  await vi.advanceTimersByTimeAsync(0)
  expect(sockets.length).toBe(2)
  const declined = setUp({ signIn: false })
  declined.sockets[0]?.drop(closeCodes.notAllowed)
  await vi.advanceTimersByTimeAsync(0)
  expect(declined.state()).toBe('refused')
})

test('a terminal that is no longer there is not tried for ever', async () => {
  const { sockets, state } = setUp({ exists: false })
  sockets[0]?.drop(1006)
  await vi.advanceTimersByTimeAsync(1000)
  sockets[1]?.drop(1006)
  await vi.advanceTimersByTimeAsync(0)
  expect(state()).toBe('gone')
})

test('a large paste goes in frames, and waits while the line is full', async () => {
  const { link, sockets } = setUp()
  const socket = sockets[0]
  if (socket === undefined) throw new Error('no socket')
  socket.bufferedAmount = 1e6
  link.send('x'.repeat(40_000))
  expect(socket.sent).toEqual([])
  socket.bufferedAmount = 0
  await vi.advanceTimersByTimeAsync(20)
  expect(socket.sent.map((frame) => (frame as Uint8Array).length)).toEqual([16_384, 16_384, 7232])
})
