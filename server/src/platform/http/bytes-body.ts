/** Bodies that are no JSON and are read as they come, however large they are and however long they take. */
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from './problem.ts'

interface Route {
  readonly method: string
  readonly url: string
}

type Handle = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whoever reads the body says how long it may take. */
    readonly takesBytes?: true
  }
}

export function routeOfBytes(app: FastifyInstance, { method, url }: Route, handle: Handle): void {
  void app.register(async (scope: FastifyInstance) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    scope.route({
      method,
      url,
      config: { takesBytes: true },
      bodyLimit: Number.MAX_SAFE_INTEGER,
      handler: async (request, reply) => {
        try {
          return await handle(request, reply)
        } catch (error) {
          // What nobody reads any more is thrown away as it comes, and that not for ever.
          if (!request.raw.complete) {
            limitSlowBody(request.raw)
            request.raw.resume()
          }
          throw error
        }
      },
    })
  })
}

/** `*` for any. */
export function requireType({ headers, method }: Pick<FastifyRequest, 'headers' | 'method'>, expected: string): void {
  if (expected === '*') return
  const given = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase()
  const isEmpty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0
  // What begins something may have no bytes yet.
  if (given !== expected && (given !== '' || !isEmpty || method === 'PATCH'))
    throw new Problem('unsupported-media-type', { expected })
}

export const takesBytes = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.takesBytes === true

/** For bodies of the routes; those of apps may take as long as they need. */
const bodyPatienceMs = 120_000

export function limitSlowBody(request: IncomingMessage): void {
  const patience = setTimeout(() => request.destroy(), bodyPatienceMs).unref()
  request.once('close', () => clearTimeout(patience))
}
