/**
 * Serves the built console: pages with a fresh nonce under a strict content security policy, everything else as files
 * that never change under their name.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cloudReach, type CloudReach } from '@berth/contract/cloud-pages.ts'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { serveGuide } from './guide.ts'

/** Pages before sign-in are a small document of their own. */
const lightPages = ['/sign-in', '/setup', '/connect', '/invitation']
const placeholder = '__CSP_NONCE__'

/** Attributes of the document, by which it is drawn right from the first moment on; words of ours, never of anybody's. */
export type DocumentAttributes = (request: FastifyRequest) => Promise<Readonly<Record<string, string>>>

export async function serveConsole(
  app: FastifyInstance,
  folder: string,
  attributes: DocumentAttributes,
  framed: (request: FastifyRequest) => string | null = () => null,
): Promise<void> {
  const page = (name: string) => readFileSync(join(folder, name), 'utf8').split(placeholder)
  const [full, light] = [page('index.html'), page('sign-in.html')]

  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const forever = path.startsWith(join(folder, 'assets'))
      void reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
    // Pages go through `send` below, and a wildcard route would hide the answer for unknown addresses.
    wildcard: false,
    globIgnore: ['**/*.html', '**/*.br', '**/*.gz'],
  })
  serveGuide(app, folder)
  app.get('/*', async (request, reply) => {
    const path = request.url.replace(/[?#].*$/, '')
    if (path.startsWith('/api/') || !(request.headers.accept ?? '').includes('text/html')) return reply.callNotFound()
    if (lightPages.includes(path)) return send(reply, light)
    const beyond = { clouds: cloudReach(path), framed: framed(request) }
    return send(reply, full, await attributes(request), beyond)
  })
}

export const isConsoleBuilt = (folder: string): boolean => existsSync(join(folder, 'index.html'))

function send(
  reply: FastifyReply,
  parts: readonly string[],
  attributes: Readonly<Record<string, string>> = {},
  beyond: Beyond = { clouds: null, framed: null },
): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  return reply
    .headers({ 'content-security-policy': policy(nonce, beyond), 'cache-control': 'no-store', vary: 'accept' })
    .type('text/html; charset=utf-8')
    .send(parts.join(nonce).replace('<html', `<html${written(attributes)}`))
}

const written = (attributes: Readonly<Record<string, string>>) =>
  Object.entries(attributes)
    .filter(([, value]) => /^[a-z]+$/.test(value))
    .map(([name, value]) => ` data-${name}="${value}"`)
    .join('')

/**
 * Whoever has keys to a bucket says where it is, so a page that reads it may ask anywhere, beside the server. Its scripts
 * are the console's own all the same, and what a bucket holds is drawn in sandboxed frames. What people keep in folders
 * is never framed there: its scripts could leave for anywhere, and take the address that they came by along.
 */
const everywhere = ' https: http:'

/** What of a page may be of another origin. */
interface Beyond {
  readonly clouds: CloudReach | null
  /** The address of what people keep in folders, which is shown in frames. */
  readonly framed: string | null
}

const policy = (nonce: string, { clouds, framed }: Beyond) => {
  const asked = clouds === null ? '' : everywhere
  const shown = clouds === 'show' ? everywhere : ''
  const frames = clouds === null && framed !== null ? ` ${framed}` : shown || " 'none'"
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:${shown}`,
    "font-src 'self'",
    `connect-src 'self'${asked}`,
    `media-src 'self'${shown}`,
    `frame-src${frames}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
