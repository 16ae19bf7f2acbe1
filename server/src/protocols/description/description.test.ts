import { api } from '@berth/contract/api.ts'
import { beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})

test('OpenAPI names every endpoint, and is not sent again to who has it', async () => {
  const address = `${app.origin}/api/v1/openapi.json`
  const first = await fetch(address)
  const { openapi, paths } = (await first.json()) as { openapi: string; paths: Record<string, object> }
  expect(openapi).toBe('3.1.0')
  for (const { method, path } of Object.values(api).flatMap((noun) => Object.values(noun)))
    expect(Object.keys(paths[`/api/v1${path}`] ?? {})).toContain(method.toLowerCase())
  const again = await fetch(address, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
  expect(again.status).toBe(304)
})

test('the page for people is whole and runs nothing', async () => {
  const answer = await fetch(`${app.origin}/api/docs`)
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  const page = await answer.text()
  expect(page).not.toContain('<script')
  for (const { path } of Object.values(api).flatMap((noun) => Object.values(noun))) expect(page).toContain(path)
})

test('health tells whether it lives and whether it can serve', async () => {
  expect(await (await fetch(`${app.origin}/healthz`)).text()).toBe('ok\n')
  expect((await fetch(`${app.origin}/readyz`)).status).toBe(200)
})
