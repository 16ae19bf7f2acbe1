/** What takes some requests before any route is looked for: those for other host names than the console's. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Socket } from 'node:net'

export interface Front {
  takes(request: IncomingMessage): boolean
  request(request: IncomingMessage, response: ServerResponse): void
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void
}

export function createFrontedServer(
  front: Front,
  tls: { readonly cert: Buffer; readonly key: Buffer } | null,
  handler: RequestListener,
): Server {
  const listener: RequestListener = (request, response) =>
    front.takes(request) ? front.request(request, response) : handler(request, response)
  const server = tls ? createSecureServer(tls, listener) : createServer(listener)
  const emit = server.emit.bind(server) as (event: string, ...given: unknown[]) => boolean
  // Upgrades are told to every listener, and those of the routes answer what they do not know.
  server.emit = (event: string, ...given: unknown[]) => {
    const [request, socket, head] = given as [IncomingMessage, Socket, Buffer]
    if (event !== 'upgrade' || !front.takes(request)) return emit(event, ...given)
    front.upgrade(request, socket, head)
    return true
  }
  return server
}
