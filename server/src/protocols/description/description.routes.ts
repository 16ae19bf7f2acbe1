/** The API describes itself: OpenAPI for programs, a page for people, both made from the contract. */
import { createHash, randomBytes } from 'node:crypto'
import { api } from '@berth/contract/api.ts'
import { openApi } from '@berth/contract/openapi.ts'
import type { FastifyInstance } from 'fastify'
import { apiPage } from './api-page.ts'

export function serveDescription(app: FastifyInstance, version: string): void {
  const text = JSON.stringify(openApi(api, { version }))
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  app.get('/api/v1/openapi.json', (request, reply) => {
    void reply.header('etag', etag).header('cache-control', 'no-cache')
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(text)
  })
  app.get('/api/docs', (_request, reply) => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .header('content-security-policy', `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors 'none'`)
      .type('text/html; charset=utf-8')
      .send(apiPage(api, version, nonce))
  })
}
