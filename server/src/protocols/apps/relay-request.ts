/** One request to an app, and its answer, as they come and no faster than the other side reads. */
import { request as httpRequest, type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream'
import { EngineProblem } from '../../engines/engine.ts'
import { bytesPassed } from '../../platform/byte-meter.ts'
import { headersForApp, headersFromApp, type Hop } from './app-headers.ts'
import { connecting, type KeptConnections } from './kept-connections.ts'

export interface RelayLimits {
  /** From the last byte of the request that the app took to the head of its answer. */
  readonly answerMs: number
}

export type RelayFailure = 'no-answer' | 'garbage' | 'no-connection'

export interface RelayOptions extends RelayLimits {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly connect: () => Promise<Duplex>
  /** Connections that one pass may use again. */
  readonly kept: KeptConnections
  readonly pass: string
  readonly hop: Hop
  /** What the app is asked for. */
  readonly path: string
  /** Nothing was sent yet. */
  readonly onFailure: (failure: RelayFailure, error?: Error) => void
}

/** Resolves when it is over, one way or the other. */
export function relayRequest(options: RelayOptions): Promise<void> {
  const { request, response, connect, kept, pass, hop, path, answerMs, onFailure } = options
  const { promise, resolve } = Promise.withResolvers<void>()
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
  const mayRepeat = !hasBody && (request.method === 'GET' || request.method === 'HEAD')
  const headers = [...headersForApp(request.rawHeaders, hop), ...framing(request)]
  let answered = false
  let outgoing = mayRepeat ? ask(true) : ask(false)
  const fail = (failure: RelayFailure, error?: Error) => {
    clearTimeout(patience)
    outgoing.destroy()
    if (!answered) onFailure(failure, error)
    else if (!response.writableFinished) response.destroy()
    answered = true
    resolve()
  }
  const patience = setTimeout(() => fail('no-answer'), answerMs)

  function ask(again: boolean): ClientRequest {
    const asking = httpRequest({
      ...(again ? kept.optionsFor(pass, connect) : { createConnection: connecting(connect) }),
      ...{ method: request.method, path, setHost: false },
      headers: [...headers, 'Connection', again ? 'keep-alive' : 'close'],
    })
    // Once it answers, what becomes of the answer counts: an app may answer and close without taking all of the request.
    asking.on('error', (error) => {
      if (answered || asking !== outgoing) return
      // The app ended it in the moment that it was used again.
      if (asking.reusedSocket && !response.destroyed) return void (outgoing = ask(false)).end()
      fail(error instanceof EngineProblem ? 'no-connection' : 'garbage', error)
    })
    asking.on('upgrade', (_answer, stream) => {
      stream.destroy()
      fail('garbage')
    })
    asking.on('response', take)
    return asking
  }

  function take(answer: IncomingMessage): void {
    clearTimeout(patience)
    if (answered) return void answer.destroy()
    try {
      response.writeHead(answer.statusCode ?? 502, reasonOf(answer), headersFromApp(answer.rawHeaders, hop))
    } catch {
      return fail('garbage')
    }
    answered = true
    response.flushHeaders()
    answer.on('data', (chunk: Buffer) => bytesPassed(chunk.length))
    pipeline(answer, response, (error) => {
      if (error || !mayRepeat) outgoing.destroy()
      takeRest(request, outgoing)
      resolve()
    })
  }
  // A visitor who went away ends what the app does for them.
  response.once('close', () => {
    clearTimeout(patience)
    if (!response.writableFinished || !mayRepeat) outgoing.destroy()
    resolve()
  })
  request.on('error', () => outgoing.destroy())
  if (mayRepeat) {
    outgoing.end()
    return promise
  }
  request.on('data', (chunk: Buffer) => {
    bytesPassed(chunk.length)
    patience.refresh()
  })
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
