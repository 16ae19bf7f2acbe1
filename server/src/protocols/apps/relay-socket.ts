/** A WebSocket to an app: its opening is looked at, and after that bytes pass as they are. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { bytesPassed } from '../../platform/byte-meter.ts'
import { headersForApp, headersFromApp, type Hop } from './app-headers.ts'
import { createFrameSizes } from './frame-sizes.ts'
import type { RelayFailure, RelayLimits } from './relay-request.ts'

export interface SocketRelayOptions extends RelayLimits {
  readonly request: IncomingMessage
  readonly socket: Socket
  /** What of the visitor came along with the request. */
  readonly head: Buffer
  readonly app: Duplex
  readonly hop: Hop
  /** What the app is asked for. */
  readonly path: string
  /** Of each message of the visitor. */
  readonly onMessage: (bytes: number) => void
  readonly onFailure: (failure: Exclude<RelayFailure, 'no-connection'>) => void
}

/** One with a body would leave it to the app what of it are messages. */
export const isWebSocket = ({ method, headers }: IncomingMessage) =>
  method === 'GET' &&
  headers.upgrade?.toLowerCase() === 'websocket' &&
  headers['sec-websocket-key'] !== undefined &&
  headers['transfer-encoding'] === undefined &&
  Number(headers['content-length'] ?? 0) === 0

/** Resolves when it is over. */
export function relaySocket(options: SocketRelayOptions): Promise<void> {
  const { request, socket, head, app, hop, path, answerMs, onMessage, onFailure } = options
  const { promise, resolve } = Promise.withResolvers<void>()
  const outgoing = httpRequest({
    createConnection: () => app,
    method: 'GET',
    path,
    headers: [...headersForApp(request.rawHeaders, hop), 'Connection', 'Upgrade', 'Upgrade', 'websocket'],
    setHost: false,
  })
  let joined = false
  const end = () => {
    clearTimeout(patience)
    outgoing.destroy()
    app.destroy()
    resolve()
  }
  const fail = (failure: Exclude<RelayFailure, 'no-connection'>) => {
    if (!joined) onFailure(failure)
    end()
  }
  const patience = setTimeout(() => fail('no-answer'), answerMs)
  outgoing.on('error', () => fail('garbage'))
  socket.once('close', end)

  outgoing.once('upgrade', (answer, stream: Duplex, first: Buffer) => {
    clearTimeout(patience)
    if (socket.destroyed) return end()
    joined = true
    socket.write(headOf(answer, hop, ['Connection', 'Upgrade', 'Upgrade', 'websocket']), 'latin1')
    if (first.length > 0) socket.write(first)
    const sizes = createFrameSizes(onMessage)
    const pass = (chunk: Buffer) => {
      bytesPassed(chunk.length)
      sizes(chunk)
    }
    if (head.length > 0) {
      pass(head)
      stream.write(head)
    }
    socket.on('data', pass)
    stream.on('data', (chunk: Buffer) => bytesPassed(chunk.length))
    stream.on('error', () => socket.destroy())
    stream.once('close', () => socket.destroy())
    socket.pipe(stream)
    stream.pipe(socket)
  })
  // It says no in its own words.
  outgoing.once('response', (answer) => {
    clearTimeout(patience)
    joined = true
    socket.write(headOf(answer, hop, ['Connection', 'close']), 'latin1')
    answer.on('error', () => socket.destroy())
    answer.once('close', () => socket.destroySoon())
    answer.pipe(socket)
  })
  outgoing.end()
  return promise
}

/** Node refuses what is no header before it is here, so nothing in it can begin another line. */
function headOf(answer: IncomingMessage, hop: Hop, more: readonly string[]): string {
  const headers = [...headersFromApp(answer.rawHeaders, hop), ...more]
  const lines = Array.from({ length: headers.length / 2 }, (_, at) => `${headers[at * 2]}: ${headers[at * 2 + 1]}`)
  return `HTTP/1.1 ${answer.statusCode} ${answer.statusCode === 101 ? 'Switching Protocols' : 'Answer'}\r\n${lines.join('\r\n')}\r\n\r\n`
}
