import { beforeAll, describe, expect, test } from 'vitest'
import { makeAdmin, makePair } from '../../../test/make.ts'
import { problemOf, typeOf } from '../../../test/problem-of.ts'
import { basic, testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
let adminToken: string
beforeAll(async () => {
  app = await testApp()
  adminToken = await makeAdmin(app)
  admin = app.as(adminToken)
})

describe('the rate limit', () => {
  const ask = async (accessKey: string, secretKey: string) =>
    fetch(`${app.origin}/api/v1/me`, { headers: { authorization: basic(accessKey, secretKey) } })

  test('is told with every answer, holds exactly, and begins anew after its window', async () => {
    const { accessKey, secretKey, keys, params } = await makePair(app, adminToken)
    await admin.credentials.update({ params, body: { rateLimit: 20 } })
    const first = await ask(accessKey, secretKey)
    expect(first.headers.get('ratelimit-policy')).toBe('"credential";q=20;w=900')
    expect(first.headers.get('ratelimit')).toBe('"credential";r=19;t=900')
    const { token } = await keys.tokens.issue()
    app.clock.advance(100_000)
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(accessKey, secretKey)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(18)
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.headers.get('retry-after')).toBe('800')
    expect(refused?.headers.get('ratelimit')).toBe('"credential";r=0;t=800')
    expect(await refused?.json()).toMatchObject({ type: 'rate-limited', limit: 20, retryAfter: 800 })
    // Tokens of a credential are counted with it.
    expect(await problemOf(app.as(token).accounts.me())).toMatchObject({ type: 'rate-limited' })
    app.clock.advance(801_000)
    expect((await ask(accessKey, secretKey)).status).toBe(200)
  })

  test('is not forgotten by a restart', async () => {
    const { accessKey, secretKey, params } = await makePair(app, adminToken)
    await admin.credentials.update({ params, body: { rateLimit: 3 } })
    const before = await testApp({ database: app.database, clock: app.clock })
    for (let n = 0; n < 3; n++) expect(await before.withKeys(accessKey, secretKey).accounts.me()).toBeTruthy()
    await before.close()
    const after = await testApp({ database: app.database, clock: app.clock })
    expect(await typeOf(after.withKeys(accessKey, secretKey).accounts.me())).toBe('rate-limited')
  })

  test('none is told where there is none, nor to people', async () => {
    const { accessKey, secretKey, params } = await makePair(app, adminToken)
    await admin.credentials.update({ params, body: { rateLimit: null } })
    expect((await ask(accessKey, secretKey)).headers.has('ratelimit')).toBe(false)
    const person = await fetch(`${app.origin}/api/v1/me`, { headers: { authorization: `Bearer ${adminToken}` } })
    expect(person.headers.has('ratelimit')).toBe(false)
  })
})

test('the last use is known from the first call on, and written at most once a minute', async () => {
  const { keys, params } = await makePair(app, adminToken)
  await keys.accounts.me()
  const used = await admin.credentials.show({ params })
  expect(used).toMatchObject({ lastUsedFrom: '127.0.0.1', requests: 1 })
  expect(Date.parse(used.lastUsedAt ?? '')).toBe(app.clock.now().getTime())
  const writes = async () => {
    const { rows } = await app.database.pool.query<{ xmin: string }>(
      'SELECT xmin::text FROM credentials WHERE access_key = $1',
      [params.accessKey],
    )
    return rows[0]?.xmin
  }
  const written = await writes()
  for (let n = 0; n < 10; n++) await keys.accounts.me()
  app.clock.advance(59_000)
  await keys.accounts.me()
  expect(await writes()).toBe(written)
  app.clock.advance(2_000)
  await keys.accounts.me()
  expect(await admin.credentials.show({ params })).toMatchObject({ requests: 13 })
})
