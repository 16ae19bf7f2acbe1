/** The process behind load-client.ts: plain sockets, request bytes made once, answers only measured out. */
import { connect, type Socket } from 'node:net'
import type { Load, LoadResult } from './load-client.ts'

/** Room for the head of any answer; what is longer is no answer of ours. */
const longestHead = 16 * 1024

process.on('message', (load: Load) => {
  void generate(load).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ failure: error instanceof Error ? error.message : String(error) }),
  )
})

async function generate(load: Load): Promise<LoadResult> {
  const requests = [load.request].flat().map((request) => Buffer.from(request, 'latin1'))
  const byRequest = requests.map((): number[] => [])
  let bytes = 0
  const counting = { from: Infinity, until: Infinity }
  const failed = Promise.withResolvers<never>()
  const sockets = await Promise.all(
    Array.from({ length: load.connections }, (_, connection) =>
      openConnection(
        load,
        inTurn(requests, Math.floor((connection * requests.length) / load.connections)),
        failed.reject,
        ({ request, began, ended, size }) => {
          // Whenever it began: else the rate of slow answers would be too low.
          if (ended < counting.from || ended > counting.until) return
          byRequest[request]?.push(ended - began)
          bytes += size
        },
      ),
    ),
  )
  for (const { begin } of sockets) begin()
  const wait = (ms: number) => Promise.race([new Promise((resolve) => setTimeout(resolve, ms)), failed.promise])
  await wait(load.warmUpMs)
  const cpu = process.cpuUsage()
  counting.from = performance.now()
  counting.until = counting.from + load.ms
  await wait(load.ms)
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - counting.from) / 1000
  for (const { socket } of sockets) socket.destroy()
  const latencies = byRequest.flat().sort((a, b) => a - b)
  return {
    perSecond: latencies.length / seconds,
    latencies,
    byRequest,
    bytes,
    generatorCpu: (user + system) / 1e6 / seconds,
  }
}

interface Answer {
  /** Which one, from 0. */
  readonly request: number
  readonly began: number
  readonly ended: number
  readonly size: number
}
type Requests = Iterator<readonly [index: number, bytes: Buffer], never>

function* inTurn(requests: readonly Buffer[], first: number): Generator<readonly [number, Buffer], never> {
  for (let at = first; ; at++) {
    const index = at % requests.length
    yield [index, requests[index] as Buffer]
  }
}

/** Sends the next when an answer is complete, at once or after the pause, for as long as the socket lives. */
async function openConnection(
  { port, pauseMs }: Load,
  requests: Requests,
  fail: (error: Error) => void,
  onAnswer: (answer: Answer) => void,
) {
  let request = 0
  let began = 0
  let missing = 0
  let size = 0
  let head = Buffer.alloc(0)
  const send = () => {
    const [index, bytes] = requests.next().value
    request = index
    began = performance.now()
    socket.write(bytes)
  }
  const sendLater = (ms: number) =>
    setTimeout(() => {
      if (!socket.destroyed) send()
    }, ms)
  const receive = (chunk: Buffer) => {
    if (missing === 0) {
      const start = head.length === 0 ? chunk : Buffer.concat([head, chunk])
      const end = start.indexOf('\r\n\r\n')
      if (end < 0) {
        if (start.length > longestHead) return fail(new Error('an answer without an end of its head'))
        head = Buffer.from(start)
        return
      }
      const text = start.toString('latin1', 0, end)
      if (!/^HTTP\/1\.1 20[01] /.test(text)) return fail(new Error(`the server answered ${text.split('\r\n', 1)[0]}`))
      const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1]
      if (length === undefined) return fail(new Error('an answer without its length'))
      head = Buffer.alloc(0)
      size = end + 4 + Number(length)
      missing = size - start.length
    } else {
      missing -= chunk.length
    }
    if (missing < 0) return fail(new Error('an answer is longer than it says'))
    if (missing > 0) return
    onAnswer({ request, began, ended: performance.now(), size })
    if (pauseMs === undefined) send()
    else sendLater(pauseMs * (0.5 + Math.random()))
  }
  // One buffer a connection instead of one a read.
  const onread = {
    buffer: Buffer.alloc(64 * 1024),
    callback: (count: number, buffer: Uint8Array) => {
      receive(Buffer.from(buffer.buffer, buffer.byteOffset, count))
      return true
    },
  }
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true, onread })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  socket.on('error', fail)
  socket.on('end', () => fail(new Error('the server closed a connection')))
  return { socket, begin: () => (pauseMs === undefined ? send() : sendLater(pauseMs * Math.random())) }
}
