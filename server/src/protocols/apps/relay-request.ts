/** One request to an app, and its answer, as they come and no faster than the other side reads. */
import { request as httpRequest, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream'
import { bytesPassed } from '../../platform/byte-meter.ts'
import { headersForApp, headersFromApp, type Hop } from './app-headers.ts'

export interface RelayLimits {
  /** From the last byte of the request that the app took to the head of its answer. */
  readonly answerMs: number
}

export type RelayFailure = 'no-answer' | 'garbage'

export interface RelayOptions extends RelayLimits {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly app: Duplex
  readonly hop: Hop
  /** What the app is asked for. */
  readonly path: string
  /** Nothing was sent yet. */
  readonly onFailure: (failure: RelayFailure) => void
}

/** Resolves when it is over, one way or the other. */
export function relayRequest(options: RelayOptions): Promise<void> {
  const { request, response, app, hop, path, answerMs, onFailure } = options
  const { promise, resolve } = Promise.withResolvers<void>()
  const outgoing = httpRequest({
    createConnection: () => app,
    method: request.method,
    path,
    headers: [...headersForApp(request.rawHeaders, hop), ...framing(request), 'Connection', 'close'],
    setHost: false,
  })
  let answered = false
  const fail = (failure: RelayFailure) => {
    clearTimeout(patience)
    outgoing.destroy()
    app.destroy()
    if (!answered) onFailure(failure)
    else if (!response.writableFinished) response.destroy()
    answered = true
    resolve()
  }
  const patience = setTimeout(() => fail('no-answer'), answerMs)

  // Once it answers, what becomes of the answer counts: an app may answer and close without taking all of the request.
  outgoing.on('error', () => answered || fail('garbage'))
  outgoing.on('upgrade', () => fail('garbage'))
  outgoing.on('response', (answer) => {
    clearTimeout(patience)
    if (answered) return answer.destroy()
    try {
      response.writeHead(answer.statusCode ?? 502, reasonOf(answer), headersFromApp(answer.rawHeaders, hop))
    } catch {
      return fail('garbage')
    }
    answered = true
    response.flushHeaders()
    answer.on('data', (chunk: Buffer) => bytesPassed(chunk.length))
    pipeline(answer, response, () => {
      app.destroy()
      takeRest(request, outgoing)
      resolve()
    })
  })
  // A visitor who went away ends what the app does for them.
  response.once('close', () => {
    clearTimeout(patience)
    outgoing.destroy()
    app.destroy()
    resolve()
  })
  request.on('data', (chunk: Buffer) => {
    bytesPassed(chunk.length)
    patience.refresh()
  })
  request.on('error', () => outgoing.destroy())
  request.pipe(outgoing)
  return promise
}

const restMs = 10_000

/** What was not taken of a request would hold its connection for ever: it is read to nowhere, or cut off after a while. */
function takeRest(request: IncomingMessage, outgoing: ClientRequest): void {
  if (request.complete) return
  request.unpipe(outgoing)
  request.resume()
  setTimeout(() => request.complete || request.destroy(), restMs).unref()
}

/** How its body is framed is this hop's business: the length as it was said, or pieces, or none. */
function framing({ headers, method = '' }: IncomingMessage): string[] {
  // The length goes on as it came.
  if (headers['content-length'] !== undefined) return []
  if (headers['transfer-encoding'] !== undefined) return ['Transfer-Encoding', 'chunked']
  return ['GET', 'HEAD', 'OPTIONS', 'DELETE'].includes(method) ? [] : ['Content-Length', '0']
}

const reasonOf = ({ statusMessage = '' }: IncomingMessage) =>
  statusMessage.replaceAll(/[^\t\x20-\x7e]/g, '').slice(0, 200)
