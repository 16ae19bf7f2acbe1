/** Streams that stay open until the server ends them, and when it did. */
import { get } from 'node:http'

export interface HeldStream {
  readonly kind: string
  /** Resolves with the moment of its end, by `performance.now()`. */
  readonly ended: Promise<number>
  /** When its last bytes came, so far. */
  lastByteAt(): number
}

interface Wanted {
  readonly kind: string
  readonly origin: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** Resolves when its first bytes have come. */
export function holdAnswer({ kind, origin, path, headers }: Wanted): Promise<HeldStream> {
  const opened = Promise.withResolvers<HeldStream>()
  const ended = Promise.withResolvers<number>()
  let last = 0
  const request = get(origin + path, { headers, agent: false }, (answer) => {
    if (answer.statusCode !== 200) opened.reject(new Error(`${kind} was answered with ${answer.statusCode}`))
    answer.on('data', () => {
      last = performance.now()
      opened.resolve({ kind, ended: ended.promise, lastByteAt: () => last })
    })
    // A stream that is cut is one that has ended.
    answer.on('error', () => {})
    answer.once('close', () => ended.resolve(performance.now()))
  })
  request.on('error', opened.reject)
  return opened.promise
}

export function holdSocket({ kind, origin, path, headers }: Wanted): Promise<HeldStream> {
  const opened = Promise.withResolvers<HeldStream>()
  const ended = Promise.withResolvers<number>()
  let last = 0
  const socket = new WebSocket(origin.replace(/^http/, 'ws') + path, { headers })
  socket.addEventListener('message', () => {
    last = performance.now()
    opened.resolve({ kind, ended: ended.promise, lastByteAt: () => last })
  })
  socket.addEventListener('close', ({ code }) => {
    ended.resolve(performance.now())
    opened.reject(new Error(`${kind} closed with ${code}`))
  })
  return opened.promise
}
