import { addressOf, ApiProblem } from '@berth/contract/client.ts'
import { api } from '@berth/contract/api.ts'
import { beforeAll, expect, test } from 'vitest'
import { makeAdmin, makeUser } from '../../../test/make.ts'
import { adminPassword, testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  await makeAdmin(app)
})

const problemOf = async (call: Promise<unknown>): Promise<Record<string, unknown>> => {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof ApiProblem) return error.body
  throw new Error(`expected a problem, got ${String(error)}`)
}
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(app.origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

test('a right password signs in, by email or username in any case', async () => {
  for (const login of ['admin@example.org', 'ADMIN@example.org', 'admin', 'Admin']) {
    const me = await app.anonymous.logins.login({ body: { login, password: adminPassword } })
    expect(me).toMatchObject({ email: 'admin@example.org', role: 'superadmin' })
  }
})

test('the cookie is out of reach of scripts and other sites, and the database has only a hash', async () => {
  const answer = await post('/api/v1/auth/login', { login: 'admin', password: adminPassword })
  const cookie = answer.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^berth=[\w-]{43}; .*HttpOnly/)
  expect(cookie).toContain('SameSite=Lax')
  const token = /berth=([^;]+)/.exec(cookie)?.[1] ?? ''
  const { rows } = await app.database.pool.query('SELECT * FROM logins')
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('wrong password and unknown user get the same answer', async () => {
  const [wrong, unknown] = await Promise.all(
    [
      { login: 'admin', password: 'not this one 1!' },
      { login: 'nobody', password: 'not this one 1!' },
    ].map((body) => problemOf(app.anonymous.logins.login({ body }))),
  )
  expect({ ...wrong, requestId: '' }).toEqual({ ...unknown, requestId: '' })
  expect(wrong).toMatchObject({ type: 'invalid-credentials', status: 401 })
})

test('signing out ends the token at once', async () => {
  const { token } = await makeUser(app)
  await app.as(token).logins.logout()
  expect(await problemOf(app.as(token).accounts.me())).toMatchObject({ type: 'not-signed-in', status: 401 })
})

test('a deactivated user is signed out everywhere', async () => {
  const user = await makeUser(app)
  await app.database.db.updateTable('users').set({ active: false }).where('id', '=', user.id).execute()
  expect(await problemOf(app.as(user.token).accounts.me())).toMatchObject({ type: 'not-signed-in' })
  const again = app.anonymous.logins.login({ body: { login: user.username, password: 'user password 1!' } })
  expect(await problemOf(again)).toMatchObject({ type: 'invalid-credentials' })
})

test('a login that is used lives on, one that is not ends after the idle time, and none outlives the absolute time', async () => {
  const used = await makeUser(app)
  const idle = await makeUser(app)
  const day = 86_400_000
  for (let days = 0; days < 8; days += 2) {
    app.clock.advance(2 * day)
    await app.as(used.token).accounts.me()
  }
  expect(await problemOf(app.as(idle.token).accounts.me())).toMatchObject({ type: 'not-signed-in' })
  for (let days = 8; days < 30; days += 2) {
    await app.as(used.token).accounts.me()
    app.clock.advance(2 * day)
  }
  expect(await problemOf(app.as(used.token).accounts.me())).toMatchObject({ type: 'not-signed-in' })
})

test('reading when the login ends never moves the end', async () => {
  const { token } = await makeUser(app)
  const first = await app.as(token).logins.current()
  app.clock.advance(30_000)
  expect(await app.as(token).logins.current()).toEqual(first)
})

test('with a cookie, what another origin sends is refused', async () => {
  const { token } = await makeUser(app)
  const cookie = `berth=${token}`
  const hostile = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-site', origin: 'http://app.localhost' },
    { 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of hostile) {
    const answer = await post('/api/v1/auth/logout', undefined, { cookie, ...headers } as Record<string, string>)
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ type: 'cross-origin' })
  }
  const own = await fetch(app.origin + addressOf(api.logins.logout), {
    method: 'POST',
    headers: { cookie, origin: app.origin, 'sec-fetch-site': 'same-origin' },
  })
  expect(own.status).toBe(204)
})

test('a bad header is not rescued by a good cookie', async () => {
  const { token } = await makeUser(app)
  const answer = await fetch(`${app.origin}/api/v1/me`, {
    headers: { cookie: `berth=${token}`, authorization: 'Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' },
  })
  expect(answer.status).toBe(401)
})

test('a program is connected by a person who approves its code, once', async () => {
  const { token, username } = await makeUser(app)
  const asked = await app.anonymous.connections.begin({ body: { client: 'berth on laptop' } })
  const collect = () => app.anonymous.connections.collect({ body: { deviceCode: asked.deviceCode } })
  expect(await collect()).toEqual({ status: 'waiting' })
  const params = { userCode: asked.userCode.toLowerCase() }
  expect(await app.as(token).connections.show({ params })).toMatchObject({ client: 'berth on laptop' })
  await app.as(token).connections.answer({ params, body: { approve: true } })
  const answers = await Promise.allSettled([collect(), collect()])
  const connected = answers.flatMap((one) =>
    one.status === 'fulfilled' && one.value.status === 'connected' ? [one.value] : [],
  )
  expect(connected).toHaveLength(1)
  expect(await app.as(connected[0]?.token ?? '').accounts.me()).toMatchObject({ username })
  expect(await problemOf(collect())).toMatchObject({ type: 'sign-in-request-expired' })
})

test('a denied or expired request gives no token', async () => {
  const { token } = await makeUser(app)
  const denied = await app.anonymous.connections.begin({ body: { client: 'x' } })
  await app.as(token).connections.answer({ params: { userCode: denied.userCode }, body: { approve: false } })
  const body = { deviceCode: denied.deviceCode }
  expect(await app.anonymous.connections.collect({ body })).toEqual({ status: 'denied' })
  const late = await app.anonymous.connections.begin({ body: { client: 'x' } })
  app.clock.advance(11 * 60_000)
  const params = { userCode: late.userCode }
  expect(await problemOf(app.as(token).connections.show({ params }))).toMatchObject({ type: 'not-found' })
})

test('no password and no token is ever logged', async () => {
  const { token } = await makeUser(app)
  await app.as(token).accounts.me()
  await problemOf(app.anonymous.logins.login({ body: { login: 'admin', password: 'planted-secret 1!' } }))
  const log = app.logged.join('')
  expect(log).toContain('"route":"/api/v1/auth/login"')
  expect(log).not.toContain('planted-secret')
  expect(log).not.toContain(token)
})

test('a cookie that a page of this host set beside ours opens nothing, and goes; ours stays', async () => {
  const [mine, other] = [(await makeUser(app)).token, (await makeUser(app)).token]
  const me = (cookie: string) => fetch(`${app.origin}/api/v1/me`, { headers: { cookie } })
  expect((await me(`berth=${mine}; berth=${mine}`)).status).toBe(200)
  const refused = await me(`berth=${other}; x=1; berth=${mine}`)
  expect(refused.status).toBe(401)
  const gone = refused.headers.getSetCookie()
  expect(gone.filter((one) => one.includes('Path=/;'))).toEqual([])
  for (const path of ['/api', '/api/', '/api/v1', '/api/v1/me'])
    expect(gone.some((one) => one.startsWith('berth=;') && one.includes(`Path=${path};`))).toBe(true)
  // Who signs in meanwhile is signed in.
  const signedIn = await post(
    '/api/v1/auth/login',
    { login: 'admin', password: adminPassword },
    { cookie: `berth=${other}; berth=x` },
  )
  expect(signedIn.headers.getSetCookie().findLast((one) => one.startsWith('berth='))).toMatch(/^berth=[\w-]{43}/)
})
