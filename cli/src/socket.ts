/** A WebSocket to the server, with the token in its header and the server's refusals as what they are. */
import type { ApiProblem } from '@berth/contract/client.ts'
import { addressOf, NoAnswer } from '@berth/contract/client.ts'
import { closeCodes } from '@berth/contract/close-codes.ts'
import type { Endpoint } from '@berth/contract/endpoint.ts'
import { text } from 'node:stream/consumers'
import { WebSocket } from 'ws'
import { exitCodes, Failure } from './failure.ts'
import type { Server } from './server.ts'
import { asProblem } from './server.ts'

const heartbeat = 15_000

export async function openSocket(server: Server, endpoint: Endpoint, params: object): Promise<WebSocket> {
  const url = server.origin.replace(/^http/, 'ws') + addressOf(endpoint, { params: { ...params } })
  const headers = server.authorization ? { authorization: server.authorization } : {}
  const socket = new WebSocket(url, { headers, perMessageDeflate: false, handshakeTimeout: 15_000 })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', (error) => reject(new NoAnswer('The server did not answer.', undefined, error)))
    socket.once('unexpected-response', (_request, response) => {
      const refuse = (body: string): ApiProblem | NoAnswer => asProblem(response.statusCode ?? 0, body)
      text(response).then((body) => reject(refuse(body)), reject)
    })
  })
  keepAlive(socket)
  return socket
}

/** A connection that died without a word is noticed within two beats. */
function keepAlive(socket: WebSocket): void {
  let alive = true
  socket.on('pong', () => (alive = true))
  const timer = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }, heartbeat)
  socket.once('close', () => clearInterval(timer))
}

/** Why a socket closed before what it carried was at its end. */
export function closeFailure(code: number): Failure {
  switch (code) {
    case closeCodes.notAllowed:
      return new Failure(exitCodes.notSignedIn, 'Your sign-in has ended.', 'Run: berth login')
    case closeCodes.gone:
      return new Failure(exitCodes.notFound, 'It has ended.')
    case closeCodes.tooSlow:
      return new Failure(exitCodes.noAnswer, 'The output was not read fast enough, so the server cut it off.')
    default:
      return new Failure(exitCodes.noAnswer, 'The connection to the server was lost.')
  }
}
