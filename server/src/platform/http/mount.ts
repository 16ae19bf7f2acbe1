/** Makes routes of endpoints and their handlers: authenticate, parse, handle, parse the answer. */
import type { Endpoint, Endpoints } from '@berth/contract/endpoint.ts'
import { languageOf } from '@berth/contract/texts/language.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { parse, type $ZodType } from 'zod/v4/core'
import type { Authenticate, Caller } from './caller.ts'
import { clientAddress } from './client-address.ts'
import {
  isShared,
  readsDatabaseOnly,
  upgradeCheck,
  type Context,
  type Handlers,
  type RedirectAnswer,
  type StreamAnswer,
} from './handlers.ts'
import { requireType, routeOfBytes } from './bytes-body.ts'
import { parseInput } from './input.ts'
import { Problem } from './problem.ts'
import { rateLimitHeaders } from './rate-limit.ts'
import { createLastAnswers } from './last-answers.ts'
import { isSameOrigin } from './same-origin.ts'
import { createSharedReads } from './shared-reads.ts'

export interface MountSettings {
  /** For WebSockets. */
  readonly sockets: FastifyInstance
  readonly authenticate: Authenticate
  /** The address that people use; known once the port is. */
  readonly publicUrl: () => string
}

type AnyHandler = (context: unknown, socket?: WebSocket) => Promise<unknown>

export function mount<const Noun extends Endpoints>(
  app: FastifyInstance,
  settings: MountSettings,
  noun: Noun,
  handlers: Handlers<Noun>,
): void {
  for (const [verb, endpoint] of Object.entries(noun))
    mountOne(app, settings, endpoint, handlers[verb] as unknown as AnyHandler)
}

function mountOne(app: FastifyInstance, settings: MountSettings, endpoint: Endpoint, handler: AnyHandler): void {
  const url = `/api/v1${endpoint.path.replace(/\{(\w+)\}/g, ':$1')}`
  const respond = responder(endpoint, handler)
  const background = endpoint.background ?? false
  const admit = async (request: FastifyRequest, reply: FastifyReply) => {
    const caller =
      endpoint.access === 'public'
        ? null
        : admitted(
            endpoint,
            await settings.authenticate(request, { address: clientAddress(request), background }),
            reply,
          )
    if (!safeMethods.has(endpoint.method) || endpoint.response === 'websocket')
      refuseOtherOrigins(settings, request, caller)
    return caller
  }

  if (endpoint.response === 'websocket') {
    const contexts = new WeakMap<FastifyRequest, Context<Endpoint>>()
    settings.sockets.route({
      method: 'GET',
      url,
      // Refusals come before the upgrade, as ordinary answers.
      preValidation: async (request, reply) => {
        const context = contextOf(endpoint, request, reply, await admit(request, reply))
        await upgradeCheck(handler)?.(context)
        contexts.set(request, context)
      },
      handler: () => {
        throw new Problem('invalid-input', {
          errors: [{ path: 'header.upgrade', code: 'required', message: 'open it as a WebSocket' }],
        })
      },
      wsHandler: async (socket, request) => handler(contexts.get(request), socket),
    })
    return
  }

  const handle = async (request: FastifyRequest, reply: FastifyReply) => {
    const caller = await admit(request, reply)
    return respond({ request, reply, caller, context: () => contextOf(endpoint, request, reply, caller) })
  }
  if (endpoint.bytes === undefined) app.route({ method: endpoint.method, url, handler: handle })
  else routeOfBytes(app, { method: endpoint.method, url }, handle)
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

function admitted(endpoint: Endpoint, caller: Caller | null, reply: FastifyReply): Caller {
  if (!caller) throw new Problem('not-signed-in')
  if (caller.rateLimit !== null) void reply.headers(rateLimitHeaders(caller.rateLimit))
  if (endpoint.byPerson && caller.credential !== null) throw new Problem('not-by-credential')
  if (caller.mustFirst !== null && !endpoint.beforeReady) throw new Problem(caller.mustFirst)
  if (endpoint.access === 'superadmin' && caller.role !== 'superadmin') throw new Problem('not-allowed')
  return caller
}

/** A bearer token is never sent by a browser on its own, so only what a cookie authorised (or nothing) needs this. */
function refuseOtherOrigins(settings: MountSettings, request: FastifyRequest, caller: Caller | null): void {
  if (caller?.via === 'bearer') return
  if (!isSameOrigin(request.headers, settings.publicUrl())) throw new Problem('cross-origin')
}

function contextOf(
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
  caller: Caller | null,
): Context<Endpoint> {
  const key = request.headers['idempotency-key']
  const params = parseInput('params', endpoint.params, request.params)
  const query = parseInput('query', endpoint.query, request.query)
  if (endpoint.bytes !== undefined) requireType(request, endpoint.bytes)
  return {
    params,
    query,
    body: endpoint.bytes === undefined ? parseInput('body', endpoint.body, request.body) : undefined,
    bytes: request.raw,
    caller,
    clientIp: clientAddress(request),
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    requestId: request.id,
    language: languageOf(request.headers['accept-language']),
    idempotencyKey: endpoint.idempotent && typeof key === 'string' && key !== '' ? idempotencyKey(key) : null,
    headers: request.headers,
    reply,
  } as Context<Endpoint>
}

function idempotencyKey(key: string): string {
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key
  throw new Problem('invalid-input', {
    errors: [{ path: 'header.idempotency-key', code: 'invalid', message: '1 to 200 printable ASCII characters' }],
  })
}

interface Asked {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly caller: Caller | null
  /** Parses what came in, or throws what is wrong with it. */
  context(): Context<Endpoint>
}
/** What Fastify is to send. Never the reply: it is thenable, and to return it is to wait for its last byte. */
type Respond = (asked: Asked) => Promise<unknown>

function responder(endpoint: Endpoint, handler: AnyHandler): Respond {
  if (endpoint.response === 'none')
    return async ({ reply, context }) => {
      await handler(context())
      const { status = 204 } = endpoint
      void reply.code(status).header('cache-control', 'no-store')
      return status === 204 ? undefined : ''
    }
  if (endpoint.response === 'stream')
    return async ({ reply, context }) => {
      const answer = (await handler(context())) as StreamAnswer
      // Headers go at once: the first byte of what follows a session may be long in coming.
      reply.raw.once('pipe', () => reply.raw.flushHeaders())
      void reply
        .code(answer.status ?? 200)
        .headers({ 'cache-control': 'no-store', ...answer.headers })
        .type(answer.type)
      return answer.body
    }
  if (endpoint.response === 'redirect')
    return async ({ reply, context }) => {
      const { location } = (await handler(context())) as RedirectAnswer
      return reply.header('cache-control', 'no-store').redirect(location, 302)
    }
  const json = jsonMaker(endpoint, handler)
  const { status = 200 } = endpoint
  return async (asked) => {
    const text = await json(asked)
    void asked.reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8')
    return text
  }
}

/** The answer's text. It passes the response schema, which drops what the contract does not name. */
function jsonMaker(endpoint: Endpoint, handler: AnyHandler) {
  const schema = endpoint.response as unknown as $ZodType
  const make = async (context: Context<Endpoint>) => JSON.stringify(parse(schema, await handler(context)))
  if (!isShared(handler)) return ({ context }: Asked) => make(context())
  // As bytes: encoded once for all who share it.
  const share = createSharedReads<Buffer>()
  const last = readsDatabaseOnly(handler) ? createLastAnswers() : null
  return ({ request, caller, context }: Asked) => {
    const { user, role, snapshot, workspace, credential } = caller ?? {}
    const key = `${user}\n${role}\n${workspace}\n${credential}\n${request.url}`
    // Only what was parsed before is there.
    const known = snapshot === undefined ? undefined : last?.find(key, snapshot, performance.now())
    if (known) return known
    const input = context()
    return share(key, async () => {
      const begun = performance.now()
      const bytes = Buffer.from(await make(input))
      if (snapshot !== undefined) last?.keep(key, snapshot, begun, bytes)
      return bytes
    })
  }
}
