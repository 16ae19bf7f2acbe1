import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin, makeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

const right = 'user password 1!'
let app: TestApp
let admin: ReturnType<TestApp['as']>
beforeAll(async () => {
  app = await testApp({ trustedProxies: ['127.0.0.1'] })
  admin = app.as(await makeAdmin(app))
})
const problemOf = async (call: Promise<unknown>) => {
  const error = await call.catch((reason: unknown) => reason)
  return error instanceof ApiProblem ? error.body : { type: `none: ${JSON.stringify(error)}` }
}
const typeOf = async (call: Promise<unknown>) => (await problemOf(call)).type
const get = (path: string, token: string, from: string) =>
  fetch(`${app.origin}/api/v1${path}`, { headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': from } })

test('a new password ends the other logins, keeps this one, and clears the marker', async () => {
  const user = await makeUser(app)
  const other = await app.signIn(user.username, right)
  await admin.users.update({ params: { id: user.id }, body: { requirePasswordChange: true } })
  const me = app.as(user.token)
  const change = (currentPassword: string | undefined, newPassword: string) =>
    me.myAccount.changePassword({ body: { newPassword, ...(currentPassword ? { currentPassword } : {}) } })
  expect(await typeOf(change('not mine 1!', 'a new one 1!'))).toBe('wrong-password')
  expect(await problemOf(change(undefined, 'a new one 1!'))).toMatchObject({ errors: [{ code: 'required' }] })
  expect(await problemOf(change(right, 'short1!'))).toMatchObject({ errors: [{ code: 'too-short' }] })
  expect(await problemOf(change(right, `${user.username}@Example.org`))).toMatchObject({
    errors: [{ code: 'same-as-account' }],
  })
  expect(await change(right, 'a new one 1!')).toMatchObject({ requirePasswordChange: false })
  expect(await typeOf(app.as(other).accounts.me())).toBe('not-signed-in')
  expect(await typeOf(me.accounts.me())).toContain('none')
  await app.signIn(user.username, 'a new one 1!')
})

test('where the site insists, nothing but the change is answered before it', async () => {
  const user = await makeUser(app)
  await admin.users.update({ params: { id: user.id }, body: { requirePasswordChange: true } })
  const me = app.as(user.token)
  await me.workspaces.list()
  await admin.settings.update({ body: { enforceRequiredPasswordChange: true } })
  try {
    expect(await typeOf(me.workspaces.list())).toBe('password-change-required')
    expect(await typeOf(me.myAccount.loginSessions())).toBe('password-change-required')
    expect((await get('/events', user.token, '127.0.0.1')).status).toBe(403)
    expect(await me.accounts.me()).toMatchObject({ requirePasswordChange: true })
    await me.logins.current()
    await me.myAccount.changePassword({ body: { currentPassword: right, newPassword: 'a new one 1!' } })
    await me.workspaces.list()
  } finally {
    await admin.settings.update({ body: { enforceRequiredPasswordChange: false } })
  }
})

test('where two-factor is required, nothing but its set-up is answered before it', async () => {
  const user = await makeUser(app)
  await admin.settings.update({ body: { requireTwoFactor: 'everyone' } })
  try {
    const me = app.as(user.token)
    expect(await typeOf(me.workspaces.list())).toBe('second-factor-set-up-required')
    await me.twoFactor.start()
    expect(await me.accounts.me()).toMatchObject({ twoFactor: false })
  } finally {
    await app.database.pool.query(`UPDATE site_settings SET require_two_factor = 'none'`)
  }
})

test('leaving the own address out of the list needs a second confirmation, and then shuts this login out', async () => {
  const user = await makeUser(app)
  const me = app.as(user.token)
  const update = (allowedClientIps: string[], confirmLockout?: boolean) =>
    me.myAccount.update({ body: { allowedClientIps, ...(confirmLockout ? { confirmLockout } : {}) } })
  expect(await me.accounts.me()).toMatchObject({ clientIp: '127.0.0.1', allowedClientIps: [] })
  expect(await update(['127.0.0.0/8', '2001:db8::/32'])).toMatchObject({
    allowedClientIps: ['127.0.0.0/8', '2001:db8::/32'],
  })
  expect(await problemOf(update(['10.0.0.0/8']))).toMatchObject({ type: 'own-address-left-out', clientIp: '127.0.0.1' })
  await update(['10.0.0.0/8'], true)
  expect(await typeOf(me.accounts.me())).toBe('not-signed-in')
  expect((await get('/me', user.token, '10.2.3.4')).status).toBe(200)
})

test.each([
  [['192.0.2.1'], '192.0.2.1', true],
  [['192.0.2.1'], '192.0.2.2', false],
  [['192.0.2.77/24'], '192.0.2.9', true],
  [['192.0.2.77/24'], '192.0.3.9', false],
  [['::ffff:192.0.2.1'], '192.0.2.1', true],
  [['192.0.2.1'], '::ffff:192.0.2.1', true],
  [['192.0.2.1'], '::ffff:c000:201', true],
  [['::ffff:192.0.2.0/120'], '192.0.2.200', true],
  [['2001:DB8::1'], '2001:db8:0:0::1', true],
  [['2001:db8::ffff/64'], '2001:db8::1', true],
  [['2001:db8::/64'], '2001:db8:0:1::1', false],
  [['0.0.0.0/0'], '2001:db8::1', false],
  [['::/0'], '192.0.2.1', false],
  [['10.0.0.0/8', '192.0.2.1'], '192.0.2.1', true],
])('the list %j and the address %s: %s', async (list, from, allowed) => {
  const user = await makeUser(app)
  await admin.users.update({ params: { id: user.id }, body: { allowedClientIps: list } })
  app.clock.advance(3_600_000)
  expect((await get('/me', user.token, from)).status).toBe(allowed ? 200 : 401)
  const answer = await fetch(`${app.origin}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify({ login: user.username, password: right }),
  })
  expect(answer.status).toBe(allowed ? 200 : 401)
})

test('only what a trusted proxy adds is believed', async () => {
  const user = await makeUser(app)
  await admin.users.update({ params: { id: user.id }, body: { allowedClientIps: ['192.0.2.1'] } })
  // The proxy appends the address it saw; what the client wrote before that is worth nothing.
  expect((await get('/me', user.token, '192.0.2.1, 203.0.113.9')).status).toBe(401)
  expect((await get('/me', user.token, '203.0.113.9, 192.0.2.1')).status).toBe(200)
  const open = await testApp({ database: app.database, clock: app.clock })
  const direct = await fetch(`${open.origin}/api/v1/me`, {
    headers: { authorization: `Bearer ${user.token}`, 'x-forwarded-for': '192.0.2.1' },
  })
  expect(direct.status).toBe(401)
})

test('an open stream ends when its address falls out of the list, and others go on', async () => {
  const user = await makeUser(app)
  const [near, far] = [await get('/events', user.token, '192.0.2.1'), await get('/events', user.token, '10.0.0.1')]
  expect([near.status, far.status]).toEqual([200, 200])
  const ended = { near: false, far: false }
  void drain(near).then(() => (ended.near = true))
  void drain(far).then(() => (ended.far = true))
  await admin.users.update({ params: { id: user.id }, body: { allowedClientIps: ['192.0.2.0/24'] } })
  await eventually(
    () => ended.far,
    (is) => is,
    2_000,
  )
  expect(ended.near).toBe(false)
  await admin.users.deactivate({ params: { id: user.id }, body: { terminateSessions: false } })
  await eventually(
    () => ended.near,
    (is) => is,
    2_000,
  )
})

const drain = async (answer: Response) => {
  for await (const _piece of answer.body!) continue
}

test('my logins: each with its device and address, one and all others can be ended', async () => {
  const user = await makeUser(app)
  const me = app.as(user.token)
  const tokens = [await app.signIn(user.username, right), await app.signIn(user.username, right)]
  const { items } = await me.myAccount.loginSessions()
  expect(items).toHaveLength(3)
  expect(items.filter(({ current }) => current)).toHaveLength(1)
  expect(items[0]).toMatchObject({ kind: 'browser', address: '127.0.0.1', device: 'node' })
  const stranger = await makeUser(app)
  const other = items.find(({ current }) => !current)!
  expect(await typeOf(app.as(stranger.token).myAccount.revokeLogin({ params: { id: other.id } }))).toBe('not-found')
  await me.myAccount.revokeLogin({ params: { id: other.id } })
  expect((await me.myAccount.loginSessions()).items).toHaveLength(2)
  await me.myAccount.revokeOtherLogins()
  expect((await me.myAccount.loginSessions()).items).toHaveLength(1)
  for (const token of tokens) expect(await typeOf(app.as(token).accounts.me())).toBe('not-signed-in')
})
