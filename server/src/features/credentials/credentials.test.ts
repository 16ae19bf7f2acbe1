import { ApiProblem } from '@berth/contract/client.ts'
import { secretKey as secretForm } from '@berth/contract/credentials.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeAdmin, makeUser } from '../../../test/make.ts'
import { basic, testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
let adminToken: string
beforeAll(async () => {
  app = await testApp()
  adminToken = await makeAdmin(app)
  admin = app.as(adminToken)
})

const problemOf = async (call: Promise<unknown>): Promise<Record<string, unknown>> => {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof ApiProblem) return error.body
  throw new Error(`expected a problem, got ${String(error)}`)
}
const typeOf = async (call: Promise<unknown>) => (await problemOf(call))['type']

async function makePair(token: string, body: { label?: string; expiresAt?: string } = {}) {
  const made = await app.as(token).credentials.create({ body })
  const { accessKey } = made.credential
  return { ...made, accessKey, keys: app.withKeys(accessKey, made.secretKey), params: { accessKey } }
}

describe('a pair of keys', () => {
  test('has the promised form, is shown once, and is kept as a hash', async () => {
    const user = await makeUser(app)
    const { credential, secretKey } = await makePair(user.token, { label: 'laptop' })
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
    const { configuration, credential, secretKey } = await makePair(adminToken, { label: 'my laptop' })
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
    const { accessKey, keys, secretKey } = await makePair(user.token)
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
    const { accessKey, secretKey, keys } = await makePair(user.token)
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
    const { keys } = await makePair(user.token)
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
    const { keys } = await makePair(user.token)
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
    const { keys } = await makePair(user.token, { expiresAt: expires.toISOString() })
    const { token, expiresAt } = await keys.tokens.issue()
    expect(expiresAt).toBe(expires.toISOString())
    app.clock.advance(19 * 86_400_000)
    expect(await app.as(token).accounts.me()).toMatchObject({ id: user.id })
    app.clock.advance(86_400_000)
    expect(await typeOf(app.as(token).accounts.me())).toBe('not-signed-in')
    expect(await typeOf(keys.accounts.me())).toBe('not-signed-in')
    adminToken = await app.signIn('admin@example.org', 'correct horse 1!')
    admin = app.as(adminToken)
  })

  test('ends by signing out, alone', async () => {
    const { token } = await makeUser(app)
    const { keys } = await makePair(token)
    const [one, other] = [await keys.tokens.issue(), await keys.tokens.issue()]
    await app.as(one.token).logins.logout()
    expect(await typeOf(app.as(one.token).accounts.me())).toBe('not-signed-in')
    expect(await app.as(other.token).accounts.me()).toBeTruthy()
  })
})

describe('the end of a credential', () => {
  /** An event stream, and when it ended. */
  async function openStream(authorization: string) {
    const answer = await fetch(`${app.origin}/api/v1/events`, { headers: { authorization } })
    expect(answer.status).toBe(200)
    const ended = (async () => {
      const reader = answer.body?.getReader()
      while (!(await reader?.read())?.done) continue
      return performance.now()
    })()
    return { ended: ended.catch(() => performance.now()) }
  }

  test('revoking ends the pair, its tokens and their streams at once, for good', async () => {
    const { token } = await makeUser(app)
    const { accessKey, keys, params, secretKey } = await makePair(token)
    const derived = await keys.tokens.issue()
    const opened = [await openStream(basic(accessKey, secretKey)), await openStream(`Bearer ${derived.token}`)]
    const begun = performance.now()
    expect(await app.as(token).credentials.revoke({ params })).toMatchObject({ active: false })
    expect(await typeOf(keys.accounts.me())).toBe('not-signed-in')
    expect(await typeOf(app.as(derived.token).accounts.me())).toBe('not-signed-in')
    for (const { ended } of opened) expect((await ended) - begun).toBeLessThan(1_000)
    expect(await typeOf(admin.credentials.activate({ params }))).toBe('credential-revoked')
    expect(await typeOf(app.as(token).credentials.update({ params, body: { label: 'x' } }))).toBe('credential-revoked')
    // Again is no other outcome.
    expect(await app.as(token).credentials.revoke({ params })).toMatchObject({ active: false })
  })

  test('deactivating refuses it until it is activated; what was derived before stays ended', async () => {
    const { token } = await makeUser(app)
    const { keys, params } = await makePair(token)
    const derived = await keys.tokens.issue()
    expect(await typeOf(app.as(token).credentials.deactivate({ params }))).toBe('not-allowed')
    await admin.credentials.deactivate({ params })
    expect(await typeOf(keys.accounts.me())).toBe('not-signed-in')
    await admin.credentials.activate({ params })
    expect(await keys.accounts.me()).toBeTruthy()
    expect(await typeOf(app.as(derived.token).accounts.me())).toBe('not-signed-in')
  })

  test('a stream ends with the time of its credential, without anybody asking', async () => {
    const { token } = await makeUser(app)
    const soon = new Date(Math.max(Date.now(), app.clock.now().getTime()) + 60_000)
    const { accessKey, secretKey } = await makePair(token, { expiresAt: soon.toISOString() })
    const short = await testApp({ database: app.database })
    await app.database.db
      .updateTable('credentials')
      .set({ expires_at: new Date(Date.now() + 300) })
      .where('access_key', '=', accessKey)
      .execute()
    const answer = await fetch(`${short.origin}/api/v1/events`, {
      headers: { authorization: basic(accessKey, secretKey) },
    })
    expect(answer.status).toBe(200)
    short.clock.advance(1_000)
    const reader = answer.body?.getReader()
    const begun = performance.now()
    while (!(await reader?.read())?.done) continue
    expect(performance.now() - begun).toBeLessThan(1_500)
  })

  test('deactivating the user ends all of theirs; they stay inactive afterwards, but for the console’s own', async () => {
    const user = await makeUser(app)
    const { keys, params } = await makePair(user.token)
    await admin.users.deactivate({ params: { id: user.id }, body: { terminateSessions: false } })
    const all = { owner: 'all', user: user.id } as const
    expect((await admin.credentials.list({ query: { ...all, active: 'true' } })).items).toEqual([])
    await admin.users.reactivate({ params: { id: user.id } })
    expect(await typeOf(keys.accounts.me())).toBe('not-signed-in')
    const { items } = await admin.credentials.list({ query: { ...all, active: 'true' } })
    expect(items.every(({ main }) => main)).toBe(true)
    expect(items).toHaveLength(2)
    await admin.credentials.activate({ params })
    expect(await keys.accounts.me()).toMatchObject({ id: user.id })
  })

  test('the main credential can be neither revoked nor deactivated', async () => {
    const user = await makeUser(app)
    const { items } = await app.as(user.token).credentials.list({ query: { main: 'true' } })
    const params = { accessKey: items[0]?.accessKey ?? '' }
    expect(await typeOf(app.as(user.token).credentials.revoke({ params }))).toBe('main-credential')
    expect(await typeOf(admin.credentials.deactivate({ params }))).toBe('main-credential')
  })

  test('a token asked for while its credential is revoked is none, in any order', async () => {
    for (let round = 0; round < 5; round++) {
      const { token } = await makeUser(app)
      const { keys, params } = await makePair(token)
      const [issued] = await Promise.allSettled([keys.tokens.issue(), app.as(token).credentials.revoke({ params })])
      if (issued.status === 'fulfilled')
        expect(await typeOf(app.as(issued.value.token).accounts.me())).toBe('not-signed-in')
    }
  })
})

describe('who may change what', () => {
  test('one’s own label; those of a workspace for its admins; everybody else sees nothing', async () => {
    const owner = await makeUser(app)
    const stranger = await makeUser(app)
    const boss = await makeUser(app)
    const { params } = await makePair(owner.token)
    const body = { label: 'renamed' }
    expect(await app.as(owner.token).credentials.update({ params, body })).toMatchObject({ label: 'renamed' })
    expect(await typeOf(app.as(stranger.token).credentials.show({ params }))).toBe('not-found')
    expect(await typeOf(app.as(stranger.token).credentials.update({ params, body }))).toBe('not-found')
    expect(await typeOf(app.as(stranger.token).credentials.revoke({ params }))).toBe('not-found')
    const { items } = await app.as(boss.token).workspaces.list()
    const workspace = items.find(({ personal }) => !personal)?.id ?? ''
    const members = app.database.db.updateTable('members').set({ role: 'admin' })
    await members.where('user_id', '=', boss.id).where('workspace_id', '=', workspace).execute()
    const listed = await app.as(boss.token).credentials.list({ query: { owner: 'all', workspace, user: owner.id } })
    expect(listed.items.map(({ accessKey }) => accessKey)).toContain(params.accessKey)
    expect(await app.as(boss.token).credentials.update({ params, body: { label: 'by the admin' } })).toBeTruthy()
    for (const limits of [{ policy: 'default' }, { rateLimit: 5 }])
      for (const who of [owner, boss])
        expect(await typeOf(app.as(who.token).credentials.update({ params, body: limits }))).toBe('not-allowed')
    expect(await app.as(boss.token).credentials.revoke({ params })).toMatchObject({ active: false })
  })

  test('a policy of one’s own choice is for administrators, and must exist', async () => {
    const { token } = await makeUser(app)
    expect(await typeOf(app.as(token).credentials.create({ body: { policy: 'default' } }))).toBe('not-allowed')
    expect(await problemOf(admin.credentials.create({ body: { policy: 'no-such' } }))).toMatchObject({
      errors: [{ path: 'body.policy', code: 'unknown' }],
    })
  })

  test.each([
    [{ label: 'x'.repeat(65) }, 'body.label'],
    [{ label: 'a\u202eb' }, 'body.label'],
    [{ expiresAt: '2001-01-01T00:00:00Z' }, 'body.expiresAt'],
    [{ expiresAt: 'tomorrow' }, 'body.expiresAt'],
  ])('%j is refused', async (body, path) => {
    expect(await problemOf(admin.credentials.create({ body }))).toMatchObject({ errors: [{ path }] })
  })

  test.each([0, 50_001, 1.5])('a rate limit of %d is refused', async (rateLimit) => {
    const { params } = await makePair(adminToken)
    expect(await typeOf(admin.credentials.update({ params, body: { rateLimit } }))).toBe('invalid-input')
  })

  test('of two who edit the same version, the second is told; a use in between is no edit', async () => {
    const { params, keys, credential } = await makePair(adminToken)
    const headers = { 'if-match': `"${credential.version}"` }
    await keys.accounts.me()
    await admin.credentials.update({ params, body: { rateLimit: null } }, { headers })
    const late = admin.credentials.update({ params, body: { rateLimit: 9 } }, { headers })
    expect(await typeOf(late)).toBe('changed-meanwhile')
    expect(await admin.credentials.show({ params })).toMatchObject({ rateLimit: null })
  })

  test('the number in a workspace is bounded, also for those who ask at the same time', async () => {
    const { token, id } = await makeUser(app)
    const { items } = await app.as(token).workspaces.list()
    const rows = Array.from({ length: 97 }, (_, n) => ({
      access_key: `BKEY${String(n).padStart(16, '0')}`,
      user_id: id,
      workspace_id: items.find(({ personal }) => !personal)?.id ?? '',
      secret_hash: Buffer.alloc(32, n),
    }))
    await app.database.db.insertInto('credentials').values(rows).execute()
    const asked = await Promise.allSettled(
      Array.from({ length: 8 }, () => app.as(token).credentials.create({ body: {} })),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  })
})

describe('the rate limit', () => {
  const ask = async (accessKey: string, secretKey: string) =>
    fetch(`${app.origin}/api/v1/me`, { headers: { authorization: basic(accessKey, secretKey) } })

  test('is told with every answer, holds exactly, and begins anew after its window', async () => {
    const { accessKey, secretKey, keys, params } = await makePair(adminToken)
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
    const { accessKey, secretKey, params } = await makePair(adminToken)
    await admin.credentials.update({ params, body: { rateLimit: 3 } })
    const before = await testApp({ database: app.database, clock: app.clock })
    for (let n = 0; n < 3; n++) expect(await before.withKeys(accessKey, secretKey).accounts.me()).toBeTruthy()
    await before.close()
    const after = await testApp({ database: app.database, clock: app.clock })
    expect(await typeOf(after.withKeys(accessKey, secretKey).accounts.me())).toBe('rate-limited')
  })

  test('none is told where there is none, nor to people', async () => {
    const { accessKey, secretKey, params } = await makePair(adminToken)
    await admin.credentials.update({ params, body: { rateLimit: null } })
    expect((await ask(accessKey, secretKey)).headers.has('ratelimit')).toBe(false)
    const person = await fetch(`${app.origin}/api/v1/me`, { headers: { authorization: `Bearer ${adminToken}` } })
    expect(person.headers.has('ratelimit')).toBe(false)
  })
})

test('the last use is known from the first call on, and written at most once a minute', async () => {
  const { keys, params } = await makePair(adminToken)
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

describe('the list', () => {
  const listed = async (query: NonNullable<Parameters<typeof admin.credentials.list>[0]>['query']) => {
    const keys: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await admin.credentials.list({ query: { ...query, limit: 7, ...(cursor ? { cursor } : {}) } })
      keys.push(...page.items.map(({ accessKey }) => accessKey))
      cursor = page.nextCursor
    }
    return keys
  }

  test('shows each once in every order, active and not, and finds by label, key and person', async () => {
    const all = await listed({ owner: 'all' })
    expect(new Set(all).size).toBe(all.length)
    for (const sort of ['createdAt', '-lastUsedAt', 'label', '-policy,label', 'lastUsedAt,-createdAt'])
      expect((await listed({ owner: 'all', sort })).toSorted()).toEqual(all.toSorted())
    const [active, inactive] = [
      await listed({ owner: 'all', active: 'true' }),
      await listed({ owner: 'all', active: 'false' }),
    ]
    expect([...active, ...inactive].toSorted()).toEqual(all.toSorted())
    const person = await makeUser(app, 'needle-person')
    const { accessKey } = await makePair(person.token, { label: 'Needle 100%_label' })
    expect(await listed({ owner: 'all', q: 'NEEDLE 100%_L' })).toEqual([accessKey])
    expect(await listed({ owner: 'all', q: accessKey.slice(4).toLowerCase() })).toEqual([accessKey])
    expect(await listed({ owner: 'all', q: 'needle-person@' })).toHaveLength(3)
    expect(await listed({ owner: 'all', q: 'no such thing' })).toEqual([])
  })

  test('is one’s own unless asked otherwise', async () => {
    const user = await makeUser(app)
    for (const owner of ['me', 'all'] as const) {
      const { items } = await app.as(user.token).credentials.list({ query: { owner } })
      expect(items.map((item) => item.user)).toEqual([user.id, user.id])
    }
  })

  test('shows the sessions that were started with it, and the limits of its policy', async () => {
    const user = await makeUser(app)
    const as = app.as(user.token)
    const resources = { cpu: 0.1, memory: 64 * 1024 ** 2 }
    await as.sessions.create({ body: { type: 'interactive', resources } })
    const { items } = await as.credentials.list({ query: { main: 'true' } })
    expect(items.map(({ sessions }) => sessions).toSorted()).toEqual([0, 1])
    expect(items[0]?.limits).toMatchObject({ cpu: null })
  })

  test('is exported as CSV without secrets', async () => {
    const { accessKey } = await makePair(adminToken, { label: '=cmd' })
    const csv = await fetch(`${app.origin}/api/v1/credentials/export.csv?owner=all&q=${accessKey}`, {
      headers: { authorization: `Bearer ${adminToken}` },
    })
    const [head, row] = (await csv.text()).split('\r\n')
    expect(head).toBe(
      'accessKey,label,email,username,workspace,policy,active,main,rateLimit,createdAt,expiresAt,revokedAt,lastUsedAt,lastUsedFrom,requests',
    )
    expect(row).toContain(`${accessKey},'=cmd,admin@example.org`)
  })
})

test('what is done to credentials is in the audit log, without secrets', async () => {
  const user = await makeUser(app)
  const { params, secretKey, keys } = await makePair(user.token, { label: 'audited' })
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
