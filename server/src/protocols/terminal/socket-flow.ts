/** What every long-lived socket has: a lease, a heart beat, and back-pressure both ways. */
import type { Readable, Writable } from 'node:stream'
import { closeCodes } from '@berth/contract/close-codes.ts'
import type { RawData, WebSocket } from 'ws'
import { leaseScope, type Caller } from '../../platform/http/caller.ts'
import type { Leases } from '../../platform/leases/leases.ts'

export interface SocketFlow extends Disposable {
  /** Aborted as soon as nothing more will be sent or received. */
  readonly signal: AbortSignal
  /** Sends what the source has, as fast as the peer reads and no faster. Resolves at its end, or with the socket's. */
  pump(source: Readable, frame?: (chunk: Buffer) => Buffer): Promise<void>
  sendText(value: object): void
  /**
   * Gives every frame to the receiver, in order. What it writes to `sink` obeys back-pressure: the peer is not read
   * while the sink has no room.
   */
  receive(receiver: { binary(bytes: Buffer): Writable | null; text(text: string): void }): void
  /** The peer is not read until `goOn`; what it has sent already may still come. */
  hold(): void
  goOn(): void
  close(code: number, reason?: string): void
}

/** Above this much that the peer has not read the source waits; below the lower mark it goes on. */
const highWater = 256 * 1024
const lowWater = 64 * 1024

export interface FlowLimits {
  /** A peer that makes no room for so long is cut off. */
  readonly slowMs?: number
  readonly pingMs?: number
}

/** For a peer that does not answer the closing handshake. */
const closeMs = 1_000
/** Those that are not the end of the peer's own right: the service restarts, or what it looked at is gone. */
const endCodes: Readonly<Record<string, number>> = { shutdown: 1012, 'share-ended': closeCodes.gone }

/** Call it at once: frames that come before anybody listens would be lost. */
export function openFlow(
  socket: WebSocket,
  leases: Pick<Leases, 'take'>,
  caller: Caller,
  /** What the right is about, besides who the caller is: `{ session }`. */
  scope: Readonly<Record<string, string>>,
  { slowMs = 15_000, pingMs = 30_000 }: FlowLimits = {},
): SocketFlow {
  socket.pause()
  const over = new AbortController()
  const sources = new Set<Readable>()
  let slow: NodeJS.Timeout | undefined
  let held = true

  const close = (code: number, reason = '') => {
    if (over.signal.aborted) return
    over.abort()
    socket.resume()
    socket.close(code, reason)
    setTimeout(() => socket.terminate(), closeMs).unref()
  }
  const end = (reason: string) => close(endCodes[reason] ?? closeCodes.notAllowed, reason)
  const lease = leases.take(leaseScope(caller, scope), end, caller.until)
  const heartBeat = beat(socket, pingMs, () => !held)
  socket.on('error', () => {})
  socket.on('close', () => {
    lease[Symbol.dispose]()
    clearInterval(heartBeat)
    clearTimeout(slow)
    over.abort()
  })

  const hold = () => {
    held = true
    socket.pause()
  }
  const goOn = () => {
    held = false
    socket.resume()
  }
  const sent = () => {
    if (slow === undefined || socket.bufferedAmount > lowWater) return
    clearTimeout(slow)
    slow = undefined
    for (const source of sources) source.resume()
  }
  const slowDown = () => {
    for (const source of sources) source.pause()
    slow ??= setTimeout(() => close(closeCodes.tooSlow, 'too slow'), slowMs)
  }

  return {
    signal: over.signal,
    close,
    sendText(value) {
      if (!over.signal.aborted) socket.send(JSON.stringify(value))
    },
    pump(source, frame = (chunk) => chunk) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const done = () => {
        sources.delete(source)
        resolve()
      }
      sources.add(source)
      source.on('data', (chunk: Buffer) => {
        if (over.signal.aborted) return
        socket.send(frame(chunk), { binary: true }, sent)
        if (socket.bufferedAmount > highWater) slowDown()
      })
      source.once('end', done)
      source.once('close', done)
      source.on('error', done)
      over.signal.addEventListener('abort', done, { once: true })
      if (slow !== undefined) source.pause()
      return promise
    },
    receive({ binary, text }) {
      const waitFor = (sink: Writable) => {
        hold()
        const roomy = () => {
          sink.off('drain', roomy)
          sink.off('close', roomy)
          goOn()
        }
        sink.once('drain', roomy)
        sink.once('close', roomy)
      }
      socket.on('message', (data: RawData, isBinary: boolean) => {
        if (over.signal.aborted) return
        const bytes = data as Buffer
        if (!isBinary) return text(bytes.toString())
        // A stream counts bytes, so frames without any could pile up before it without ever being enough.
        if (bytes.length === 0) return
        const sink = binary(bytes)
        if (sink?.writable && !sink.write(bytes)) waitFor(sink)
      })
      goOn()
    },
    hold,
    goOn,
    [Symbol.dispose]: () => close(closeCodes.ended),
  }
}

/** A peer that is gone without a word does not answer; one that we do not read cannot. */
function beat(socket: WebSocket, everyMs: number, isRead: () => boolean): NodeJS.Timeout {
  let answered = true
  socket.on('pong', () => {
    answered = true
  })
  return setInterval(() => {
    if (!answered && isRead()) return socket.terminate()
    answered = false
    socket.ping()
  }, everyMs).unref()
}
