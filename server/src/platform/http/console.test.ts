import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveConsole } from './console.ts'

const folder = mkdtempSync(join(tmpdir(), 'berth-console-'))
const app = Fastify() as unknown as FastifyInstance
beforeAll(async () => {
  for (const page of ['index', 'sign-in'])
    writeFileSync(join(folder, `${page}.html`), `<html>${page} __CSP_NONCE__</html>`)
  await serveConsole(
    app,
    folder,
    async () => ({}),
    () => 'http://content.example/content/',
  )
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

/** What a page may do, by the name of each right. */
async function rightsOf(url: string): Promise<ReadonlyMap<string, string>> {
  const { headers } = await app.inject({ url, headers: { accept: 'text/html' } })
  const rules = String(headers['content-security-policy']).split('; ')
  return new Map(rules.map((rule) => [rule.split(' ', 1)[0] ?? '', rule.slice(rule.indexOf(' ') + 1)]))
}

test('a page asks nobody but the server', async () => {
  for (const url of ['/', '/sessions', '/data', '/data/cloudy', '/preferences', '/preferences/profile', '/sign-in'])
    expect(Object.fromEntries(await rightsOf(url)), url).toMatchObject({
      'default-src': "'none'",
      'connect-src': "'self'",
      'img-src': "'self' data:",
    })
})

test('what people keep in folders is framed by pages that reach nobody else', async () => {
  for (const url of ['/', '/data', '/data/cloudy', '/preferences'])
    expect((await rightsOf(url)).get('frame-src'), url).toBe('http://content.example/content/')
  for (const url of ['/data/cloud', '/preferences/configuration'])
    expect((await rightsOf(url)).get('frame-src'), url).not.toContain('content.example')
})

test('pages that show what lies in a cloud may read there, and still run no scripts but their own', async () => {
  const usual = await rightsOf('/sessions')
  const reaching = {
    '/data/cloud': ['connect-src', 'img-src', 'media-src', 'frame-src'],
    '/data/cloud?bucket=1': ['connect-src', 'img-src', 'media-src', 'frame-src'],
    // Keys are tried by a request, so nothing of a bucket is drawn.
    '/preferences/configuration': ['connect-src'],
  }
  for (const [url, names] of Object.entries(reaching)) {
    const rights = await rightsOf(url)
    for (const name of names) expect(rights.get(name), `${url} ${name}`).toMatch(/(^| )https: http:$/)
    for (const name of ['default-src', 'font-src', 'form-action', 'base-uri', 'frame-ancestors'])
      expect(rights.get(name), name).toBe(usual.get(name))
    expect(rights.get('script-src')).toMatch(/^'self' 'nonce-[\w+/=]+'$/)
  }
  const asking = await rightsOf('/preferences/configuration')
  expect(asking.get('frame-src')).toBe("'none'")
  for (const name of ['img-src', 'media-src']) expect(asking.get(name), name).toBe(usual.get(name))
})

test('each answer has a nonce of its own, in the page and in its policy', async () => {
  const nonces = await Promise.all(
    ['/sessions', '/sessions'].map(async (url) => {
      const { body, headers } = await app.inject({ url, headers: { accept: 'text/html' } })
      const [, nonce = ''] = /index (\S+)<\/html>/.exec(body) ?? []
      expect(String(headers['content-security-policy'])).toContain(`'nonce-${nonce}'`)
      return nonce
    }),
  )
  expect(new Set(nonces).size).toBe(2)
})
