import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveConsole } from './console.ts'

const folder = mkdtempSync(join(tmpdir(), 'berth-guide-'))
const app = Fastify() as unknown as FastifyInstance
beforeAll(async () => {
  for (const page of ['index', 'sign-in']) writeFileSync(join(folder, `${page}.html`), `<html>${page}</html>`)
  for (const language of ['en', 'ko']) {
    mkdirSync(join(folder, 'guide', language), { recursive: true })
    for (const page of ['welcome', 'sessions', '404'])
      writeFileSync(join(folder, 'guide', language, `${page}.html`), `${page} in ${language}`)
  }
  await serveConsole(app, folder, async () => ({}))
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

async function get(url: string, language = 'en') {
  const { statusCode, body, headers } = await app.inject({ url, headers: { 'accept-language': language } })
  return headers.location === undefined ? `${statusCode} ${body}` : `${statusCode} ${headers.location}`
}

test('begins in the reader’s language, or in English', async () => {
  expect(await get('/guide', 'ko-KR,ko;q=0.9')).toBe('302 /guide/ko/welcome')
  expect(await get('/guide', 'fr')).toBe('302 /guide/en/welcome')
  expect(await get('/guide/', 'ko')).toBe('302 /guide/ko/welcome')
  expect(await get('/guide/ko')).toBe('302 /guide/ko/welcome')
  expect(await get('/guide/fr/sessions')).toBe('302 /guide/en/sessions')
})

test('has each page at one address', async () => {
  expect(await get('/guide/ko/sessions')).toBe('200 sessions in ko')
  expect(await get('/guide/en/sessions?q=key')).toBe('200 sessions in en')
  expect(await get('/guide/en/sessions/')).toBe('302 /guide/en/sessions')
})

test('says what is not there, and gives away nothing else', async () => {
  for (const path of ['/guide/ko/nothing', '/guide/ko/404', '/guide/ko/sessions/more', '/guide/ko/..%2f..%2findex'])
    expect(await get(path), path).toBe('404 404 in ko')
  expect(await get('/guide//elsewhere.example/x')).toBe('404 404 in en')
})

test('lets nothing run that is not a file of its own', async () => {
  const { headers } = await app.inject({ url: '/guide/en/sessions' })
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'/,
  )
  expect(headers['cache-control']).toBe('no-cache')
})
