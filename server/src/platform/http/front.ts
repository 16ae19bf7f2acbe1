/** What takes some requests before any route is looked for: those for other host names than the console's. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'

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
  const server = limitSlowClients(
    tls
      ? createSecureServer({ ...tls, shouldUpgradeCallback }, listener)
      : createServer({ shouldUpgradeCallback }, listener),
  )
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

/** What offers to speak another HTTP is answered as if it had not (RFC 9110, 7.8). */
const shouldUpgradeCallback = ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket'

/** A client that sends a header a byte a minute holds a socket for a bounded time only. */
function limitSlowClients(server: Server): Server {
  server.headersTimeout = 20_000
  server.requestTimeout = 0
  server.keepAliveTimeout = 65_000
  return server
}

/** Null while it does not listen. */
export const listeningOf = (server: Server): AddressInfo | null => server.address() as AddressInfo | null

/** A front on a port of its own. */
export interface FrontPort extends AsyncDisposable {
  /** Resolves when it listens, with the port; 0 takes a free one. */
  listen(host: string, port: number): Promise<number>
  /** Null while it does not. */
  port(): number | null
}

export function createFrontPort(
  front: Front,
  tls: { readonly cert: Buffer; readonly key: Buffer } | null,
  finishMs: number,
): FrontPort {
  const server = createFrontedServer({ ...front, takes: () => true }, tls, (_request, response) => response.destroy())
  // Without anybody who listens to them there are none; the front takes all.
  server.on('upgrade', () => {})
  const port = () => listeningOf(server)?.port ?? null
  return {
    port,
    listen: (host, wanted) =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen({ host, port: wanted, backlog: 1024 }, () => {
          server.off('error', reject)
          resolve(port() ?? wanted)
        })
      }),
    async [Symbol.asyncDispose]() {
      if (!server.listening) return
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const patience = setTimeout(() => server.closeAllConnections(), finishMs)
      await closed
      clearTimeout(patience)
    },
  }
}
