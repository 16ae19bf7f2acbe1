import { secretKey as secretForm } from '@berth/contract/credentials.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeAdmin, makePair, makeUser } from '../../../test/make.ts'
import { problemOf, typeOf } from '../../../test/problem-of.ts'
import { basic, testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let adminToken: string
beforeAll(async () => {
  app = await testApp()
  adminToken = await makeAdmin(app)
})

describe('a pair of keys', () => {
  test('has the promised form, is shown once, and is kept as a hash', async () => {
    const user = await makeUser(app)
    const { credential, secretKey } = await makePair(app, user.token, { label: 'laptop' })
    expect(credential).toMatchObject({
      label: 'laptop',
      user: user.id,
      workspaceName: 'default',
      policy: 'default',
      active: true,
      main: false,
      rateLimit: 30_000,
      expiresAt: null,
      lastUsedAt: null,
      lastUsedFrom: null,
      requests: 0,
      sessions: 0,
    })
    expect(credential.accessKey).toMatch(/^BKEY[A-Z0-9]{16}$/)
    expect(secretForm.safeParse(secretKey).success).toBe(true)
    expect(Buffer.from(secretKey, 'base64url')).toHaveLength(50)
    const { rows } = await app.database.pool.query('SELECT * FROM credentials')
    expect(JSON.stringify(rows)).not.toContain(secretKey)
    expect(JSON.stringify(await app.as(user.token).credentials.list())).not.toContain(secretKey)
    expect(app.logged.join('\n')).not.toContain(secretKey)
  })

  test('comes with three forms to copy, with the addresses of the server’s configuration', async () => {
    const { configuration, credential, secretKey } = await makePair(app, adminToken, { label: 'my laptop' })
    expect(configuration.hocon).toBe(`api {
  # Berth
  web_server: ${app.origin}/
  api_server: ${app.origin}
  files_server: ${app.origin}/files
  # my laptop
  credentials {
    "access_key" = "${credential.accessKey}"
    "secret_key" = "${secretKey}"
  }
}`)
    expect(configuration.jupyter.split('\n')).toEqual([
      `%env CLEARML_WEB_HOST=${app.origin}/`,
      `%env CLEARML_API_HOST=${app.origin}`,
      `%env CLEARML_FILES_HOST=${app.origin}/files`,
      `%env CLEARML_API_ACCESS_KEY=${credential.accessKey}`,
      `%env CLEARML_API_SECRET_KEY=${secretKey}`,
    ])
    expect(configuration.cli).toContain(`export BERTH_SECRET_KEY=${secretKey}`)
  })

  test('acts as its user; a wrong half, a cut one and the main one act as nobody', async () => {
    const user = await makeUser(app)
    const { accessKey, keys, secretKey } = await makePair(app, user.token)
    expect(await keys.accounts.me()).toMatchObject({ id: user.id })
    const { items } = await app.as(user.token).credentials.list({ query: { main: 'true' } })
    const other = `${secretKey.slice(0, -1)}${secretKey.endsWith('A') ? 'B' : 'A'}`
    for (const [key, secret] of [
      [accessKey, other],
      [accessKey, secretKey.slice(1)],
      [accessKey, ''],
      ['BKEY0000000000000000', secretKey],
      [accessKey.toLowerCase(), secretKey],
      [items[0]?.accessKey ?? '', secretKey],
      [items[0]?.accessKey ?? '', ''],
    ] as const)
      expect(await typeOf(app.withKeys(key, secret).accounts.me())).toBe('not-signed-in')
    const strange = await fetch(`${app.origin}/api/v1/me`, { headers: { authorization: 'Basic !!!' } })
    expect(strange.status).toBe(401)
  })

  test('neither signs in nor out, makes no further pairs, and does not act for another origin’s page', async () => {
    const user = await makeUser(app)
    const { accessKey, secretKey, keys } = await makePair(app, user.token)
    expect(await typeOf(keys.logins.current())).toBe('no-login')
    expect(await typeOf(keys.logins.logout())).toBe('no-login')
    expect(await typeOf(keys.credentials.create({ body: {} }))).toBe('not-by-credential')
    const foreign = await fetch(`${app.origin}/api/v1/auth/token`, {
      method: 'POST',
      headers: { authorization: basic(accessKey, secretKey), 'sec-fetch-site': 'cross-site' },
    })
    expect(await foreign.json()).toMatchObject({ type: 'cross-origin' })
  })

  test('is good only from where its user allows, and for as long as its user is active', async () => {
    const user = await makeUser(app)
    const { keys } = await makePair(app, user.token)
    const { token } = await keys.tokens.issue()
    const set = (changes: object) =>
      app.database.db.updateTable('users').set(changes).where('id', '=', user.id).execute()
    await set({ allowed_client_ips: ['192.0.2.1'] })
    expect(await typeOf(keys.accounts.me())).toBe('not-signed-in')
    expect(await typeOf(app.as(token).accounts.me())).toBe('not-signed-in')
    await set({ allowed_client_ips: [] })
    expect(await keys.accounts.me()).toMatchObject({ id: user.id })
    await set({ active: false })
    expect(await typeOf(keys.accounts.me())).toBe('not-signed-in')
    expect(await typeOf(app.as(token).accounts.me())).toBe('not-signed-in')
  })

  test('is for one workspace', async () => {
    const user = await makeUser(app)
    const { items } = await app.as(user.token).workspaces.list()
    const [shared, personal] = items
    const { credential, secretKey } = await app
      .as(user.token)
      .credentials.create({ body: { workspace: personal?.id ?? '' } })
    expect(credential.workspace).toBe(personal?.id)
    const keys = app.withKeys(credential.accessKey, secretKey)
    const seen = await keys.credentials.list({ query: {} })
    expect(new Set(seen.items.map(({ workspace }) => workspace))).toEqual(new Set([personal?.id]))
    const { items: projects } = await keys.projects.list()
    expect(projects.filter(({ workspace }) => workspace === shared?.id)).toEqual([])
    const stranger = await makeUser(app)
    const foreign = app.as(stranger.token).credentials.create({ body: { workspace: personal?.id ?? '' } })
    expect(await problemOf(foreign)).toMatchObject({ errors: [{ path: 'body.workspace', code: 'unknown' }] })
  })
})

describe('a derived token', () => {
  test('acts as the pair does, and only a pair derives one', async () => {
    const user = await makeUser(app)
    const { keys } = await makePair(app, user.token)
    const { token, expiresAt } = await keys.tokens.issue()
    expect(Date.parse(expiresAt)).toBeGreaterThan(app.clock.now().getTime())
    expect(Date.parse(expiresAt)).toBeLessThanOrEqual(app.clock.now().getTime() + 30 * 86_400_000)
    expect(await app.as(token).accounts.me()).toMatchObject({ id: user.id })
    expect(await typeOf(app.as(token).tokens.issue())).toBe('access-key-needed')
    expect(await typeOf(app.as(user.token).tokens.issue())).toBe('access-key-needed')
    expect(await typeOf(app.anonymous.tokens.issue())).toBe('not-signed-in')
    // Where one is signed in is about people.
    expect((await app.as(user.token).myAccount.loginSessions()).items).toHaveLength(1)
  })

  test('lives no longer than its credential, and an idle time does not end it', async () => {
    const user = await makeUser(app)
    const expires = new Date(app.clock.now().getTime() + 20 * 86_400_000)
    const { keys } = await makePair(app, user.token, { expiresAt: expires.toISOString() })
    const { token, expiresAt } = await keys.tokens.issue()
    expect(expiresAt).toBe(expires.toISOString())
    app.clock.advance(19 * 86_400_000)
    expect(await app.as(token).accounts.me()).toMatchObject({ id: user.id })
    app.clock.advance(86_400_000)
    expect(await typeOf(app.as(token).accounts.me())).toBe('not-signed-in')
    expect(await typeOf(keys.accounts.me())).toBe('not-signed-in')
    adminToken = await app.signIn('admin@example.org', 'correct horse 1!')
  })

  test('ends by signing out, alone', async () => {
    const { token } = await makeUser(app)
    const { keys } = await makePair(app, token)
    const [one, other] = [await keys.tokens.issue(), await keys.tokens.issue()]
    await app.as(one.token).logins.logout()
    expect(await typeOf(app.as(one.token).accounts.me())).toBe('not-signed-in')
    expect(await app.as(other.token).accounts.me()).toBeTruthy()
  })
})

test('what is done to credentials is in the audit log, without secrets', async () => {
  const user = await makeUser(app)
  const { params, secretKey, keys } = await makePair(app, user.token, { label: 'audited' })
  await keys.tokens.issue()
  await app.as(user.token).credentials.update({ params, body: { label: 'renamed' } })
  await app.as(user.token).credentials.revoke({ params })
  await app.site.auditLog.caughtUp()
  const { items } = await app.as(user.token).myAccount.activity()
  expect(items.map(({ action }) => action).filter((action) => /credential|token/.test(action))).toEqual([
    'credential.revoked',
    'credential.updated',
    'token.issued',
    'credential.created',
  ])
  expect(JSON.stringify(items)).not.toContain(secretKey)
  expect(app.logged.join('\n')).not.toContain(secretKey)
})
