/** The HTTP server without any route: request ids, JSON bodies, security headers, problems, the request log. */
import type { Socket } from 'node:net'
import websocket from '@fastify/websocket'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Log } from '../log/log.ts'
import { problemOf, sendProblem } from './answers.ts'
import { forgetAmbiguousCookies } from './cookies.ts'
import { createFrontedServer, type Front } from './front.ts'
import { limitSlowBody, takesBytes } from './bytes-body.ts'
import { acceptJson, bodyLimit } from './json-body.ts'
import { Problem } from './problem.ts'
import { createRequestIds } from './request-ids.ts'

export interface HttpServerSettings {
  readonly log: Log
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null
  /** Takes the requests for other host names. */
  readonly front: Front
}

/** A frame larger than this is no keystroke and no paste that the console sends in one piece. */
const maxFrame = 1024 * 1024

export interface HttpServer {
  readonly app: FastifyInstance
  /** Where routes of WebSockets go: what they need costs every other route nothing. */
  readonly sockets: FastifyInstance
}

export async function createHttpServer(settings: HttpServerSettings): Promise<HttpServer> {
  const { log } = settings
  const app = Fastify({
    logger: false,
    bodyLimit,
    genReqId: createRequestIds(),
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    serverFactory: (handler) => createFrontedServer(settings.front, settings.tls, handler),
    frameworkErrors: (error, request, reply) => {
      void sendProblem(request, reply, problemOf(error, request, log))
    },
  }) as unknown as FastifyInstance
  acceptJson(app)
  forgetAmbiguousCookies(app)

  // Without promises, since every request passes them.
  app.addHook('onRequest', (request, reply, done) => {
    const { headers } = request.raw
    if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined)
      if (!takesBytes(request)) limitSlowBody(request.raw)
    void reply.headers(headersOfEverything).header('x-request-id', request.id)
    done()
  })
  if (log.writes('debug')) logAnswers(app, log)
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, problemOf(error, request, log)))
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      request,
      reply,
      new Problem('no-such-route', { method: request.method, path: request.url.replace(/\?.*$/, '').slice(0, 200) }),
    ),
  )
  return withSockets(app)
}

function logAnswers(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', (request, reply, done) => {
    // The route's pattern, never the address: queries and ids of links may be secrets.
    log.debug('request', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    })
    done()
  })
}

const headersOfEverything = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** Who asks for an upgrade where there is none is answered, and the socket is not kept for more. */
const upgradePatienceMs = 10_000

async function withSockets(app: FastifyInstance): Promise<HttpServer> {
  let sockets = app
  await app.register(async (scope: FastifyInstance) => {
    await scope.register(websocket, {
      options: { maxPayload: maxFrame, perMessageDeflate: false, clientTracking: true },
    })
    sockets = scope
  })
  // A WebSocket that is opened takes its time-out off.
  app.server.on('upgrade', (_request, socket: Socket) => socket.setTimeout(upgradePatienceMs, () => socket.destroy()))
  // Never an instance by itself: it is thenable, and to await it is to wait for the whole.
  return { app, sockets }
}
