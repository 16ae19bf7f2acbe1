/** For whatever watches the process: is it alive, and can it serve? */
import type { FastifyInstance } from 'fastify'

/** Resolves when what requests need answers. */
export type Ready = () => Promise<void>

const patienceMs = 2000

export function serveHealth(app: FastifyInstance, ready: Ready): void {
  app.get('/healthz', (_request, reply) => reply.type('text/plain').send('ok\n'))
  app.get('/readyz', async (_request, reply) => {
    const late = AbortSignal.timeout(patienceMs)
    const waited = new Promise<never>((_, reject) => {
      late.addEventListener('abort', () => reject(new Error('late')), { once: true })
    })
    try {
      await Promise.race([ready(), waited])
      return reply.type('text/plain').send('ready\n')
    } catch {
      return reply.code(503).type('text/plain').send('the database does not answer\n')
    }
  })
}
