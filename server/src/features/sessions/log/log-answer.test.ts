/** What a session writes is text, whatever it looks like. */
import { MiB } from '@berth/contract/sessions.ts'
import { beforeAll, expect, test } from 'vitest'
import { makeAdmin, makeUser } from '../../../../test/make.ts'
import { eventually } from '../../../../test/eventually.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'
import { createMockEngine } from '../../../engines/mock/mock.engine.ts'

const engine = createMockEngine()
let app: TestApp
let token: string
let id: string

beforeAll(async () => {
  app = await testApp({ engine })
  await makeAdmin(app)
  token = (await makeUser(app)).token
  const body = { type: 'interactive' as const, resources: { cpu: 0.1, memory: 64 * MiB } }
  id = (await app.as(token).sessions.create({ body })).id
  await eventually(
    () => app.as(token).sessions.show({ params: { id } }),
    ({ status }) => status === 'RUNNING',
  )
})

const logs = (query = '', headers: Record<string, string> = {}) =>
  fetch(`${app.origin}/api/v1/sessions/${id}/logs${query}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
  })

test('HTML, colours and bytes that are no text come back as they were, and never as a page', async () => {
  const written = '<script>alert(1)</script>\n\u001b[31mred\u001b[0m <!doctype html><img src=x onerror=alert(2)>\n'
  engine.mock.writeLog(id, written)
  for (const accept of ['text/html', '*/*', 'image/svg+xml']) {
    const answer = await logs('', { accept })
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.text()).toBe(written)
  }
  expect(await (await logs('?from=8')).text()).toBe(written.slice(8))
})

test('a place in an address is no right: what stands there opens nothing', async () => {
  for (const name of ['token', 'access_token', 'authorization']) {
    const answer = await fetch(`${app.origin}/api/v1/sessions/${id}/logs?${name}=${token}`)
    expect(answer.status).toBe(401)
  }
})
