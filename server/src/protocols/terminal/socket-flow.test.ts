/** Back-pressure over a real socket: nothing grows without bound, whoever does not read. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable, Writable } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { eventually } from '../../../test/eventually.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import { openFlow, type FlowLimits, type SocketFlow } from './socket-flow.ts'

const held: Disposable[] = []
afterEach(() => {
  for (const one of held.splice(0)) one[Symbol.dispose]()
})

const leases = { take: () => ({ [Symbol.dispose]() {} }) } as unknown as Pick<Leases, 'take'>
const caller = { user: 'u', role: 'user', login: 'l', via: 'bearer' } as never

async function pair(limits: FlowLimits = {}): Promise<{ server: WebSocket; flow: SocketFlow; client: WebSocket }> {
  const http = createServer().listen(0, '127.0.0.1')
  await once(http, 'listening')
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false })
  const connected = once(sockets, 'connection') as Promise<[WebSocket]>
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`)
  const [server] = await connected
  await once(client, 'open')
  held.push({
    [Symbol.dispose]() {
      client.terminate()
      server.terminate()
      http.close()
    },
  })
  return { server, client, flow: openFlow(server, leases, caller, { session: 's' }, limits) }
}

const piece = Buffer.alloc(64 * 1024)

test('a source waits for a peer that does not read, and goes on when it does', async () => {
  const { client, server, flow } = await pair()
  client.pause()
  let made = 0
  const total = 200
  const source = new Readable({
    read() {
      this.push(made++ < total ? piece : null)
    },
  })
  const pumped = flow.pump(source)
  let before = -1
  await eventually(
    () => made,
    (now) => {
      const still = now === before
      before = now
      return still && now > 1
    },
  )
  expect(made).toBeLessThan(total)
  expect(server.bufferedAmount).toBeLessThan(1024 * 1024)
  let got = 0
  client.on('message', (data: Buffer) => {
    got += data.length
  })
  client.resume()
  await pumped
  await eventually(
    () => got,
    (now) => now === total * piece.length,
  )
})

test('a peer that does not read for long is cut', async () => {
  const { client, server, flow } = await pair({ slowMs: 50 })
  client.pause()
  const cut = once(server, 'close')
  await flow.pump(
    new Readable({
      read() {
        this.push(piece)
      },
    }),
  )
  expect(flow.signal.aborted).toBe(true)
  await cut
})

test('a peer waits for a sink that has no room', async () => {
  const { client, flow } = await pair()
  const waiting: (() => void)[] = []
  let received = 0
  const sink = new Writable({
    highWaterMark: 64 * 1024,
    write(bytes: Buffer, _encoding, done) {
      received += bytes.length
      waiting.push(done)
    },
  })
  flow.receive({ binary: () => sink, text: () => {} })
  const total = 300
  for (let sent = 0; sent < total; sent++) client.send(piece)
  await eventually(
    () => received,
    (now) => now > 0,
  )
  // The rest waits on the other side.
  await eventually(
    () => client.bufferedAmount,
    (left) => left > 0,
  )
  expect(sink.writableLength).toBeLessThan(2 * 1024 * 1024)
  const drain = setInterval(() => {
    for (const done of waiting.splice(0)) done()
  }, 1)
  await eventually(
    () => received,
    (now) => now === total * piece.length,
  )
  clearInterval(drain)
})

test('frames without a byte do not pile up before a sink that has no room', async () => {
  const { client, flow } = await pair()
  const pieces: number[] = []
  let go = () => {}
  const sink = new Writable({
    write(bytes: Buffer, _encoding, done) {
      pieces.push(bytes.length)
      go = done
    },
  })
  let last = ''
  flow.receive({
    binary: () => sink,
    text: (text) => {
      last = text
    },
  })
  client.send(Buffer.from('a'))
  for (let sent = 0; sent < 1000; sent++) client.send(Buffer.alloc(0))
  client.send(Buffer.from('b'))
  client.send('end')
  await eventually(
    () => last,
    (text) => text === 'end',
  )
  go()
  await eventually(
    () => pieces,
    (now) => now.length > 1,
  )
  expect(pieces).toEqual([1, 1])
})

test('a peer that is gone without a word is noticed', async () => {
  const { client, server, flow } = await pair({ pingMs: 20 })
  flow.receive({ binary: () => null, text: () => {} })
  const gone = once(server, 'close')
  // It reads nothing any more, so it answers nothing.
  client.pause()
  await gone
  expect(flow.signal.aborted).toBe(true)
})
