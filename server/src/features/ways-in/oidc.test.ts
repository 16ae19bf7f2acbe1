import { Secret as OtpSecret, TOTP } from 'otpauth'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { clientSecret, testProvider, type Person, type TestProvider } from '../../../test/identity-provider.ts'
import { makeAdmin, makeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import { createTestBrowser, type TestBrowser } from '../../../test/test-browser.ts'
import { Secret } from '../../platform/secrets/secret.ts'

let app: TestApp
let provider: TestProvider
let admin: string
let browser: TestBrowser
let made = 0

beforeAll(async () => {
  provider = await testProvider()
  app = await testApp({
    oidc: { issuer: provider.issuer, clientId: 'berth', clientSecret: new Secret(clientSecret), label: 'Example ID' },
  })
  provider.open(app.origin)
  admin = await makeAdmin(app)
})
beforeEach(() => {
  // What failed in one test is forgotten in the next.
  app.clock.advance(2 * 60 * 60_000)
  browser = createTestBrowser(app.origin)
})

/** Somebody whom the provider knows and the site does not. */
const somebody = (over: Partial<Person> = {}): Person => {
  made++
  const email = `person-${made}@example.com`
  return { sub: `sub-${made}`, email, email_verified: true, name: `Person ${made}`, ...over }
}
async function come(person: Person | null, next?: string, by = browser): Promise<string> {
  provider.person = person
  const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`
  const url = await by.visit(`${app.origin}/api/v1/auth/oidc/start${query}`)
  return `${url.pathname}${url.search}${url.hash}`
}
const whoIsIn = (by = browser) => app.as(by.cookie('berth') ?? '').accounts.me()
const usersWith = async (email: string) =>
  (await app.database.pool.query('SELECT id, role FROM users WHERE lower(email) = lower($1)', [email])).rows

test('pages learn what the button says', async () => {
  expect(await app.anonymous.waysIn.show()).toEqual({ oidc: { label: 'Example ID' } })
})

test('the first sign-in makes an ordinary user, the next ones find it, also under another email', async () => {
  const person = somebody({ preferred_username: 'ada l.' })
  expect(await come(person)).toBe('/')
  const first = await whoIsIn()
  expect(first).toMatchObject({
    email: person.email,
    username: 'ada-l',
    fullName: person.name,
    role: 'user',
    hasPassword: false,
  })
  const again = createTestBrowser(app.origin)
  expect(await come({ ...person, email: 'renamed@example.com' }, undefined, again)).toBe('/')
  expect((await whoIsIn(again)).id).toBe(first.id)
})

test('the provider’s claims make nobody more than a user', async () => {
  const person = { ...somebody(), role: 'superadmin', roles: ['superadmin'], groups: ['superadmin'], admin: true }
  await come(person)
  expect(await whoIsIn()).toMatchObject({ role: 'user' })
})

test('people end where they wanted to go, on this site', async () => {
  expect(await come(somebody(), '/sessions?tab=1#x')).toBe('/sessions?tab=1#x')
  for (const next of ['//evil.example/', 'https://evil.example/', '/x/..//evil.example', '/\\evil.example'])
    expect(await come(somebody(), next, createTestBrowser(app.origin))).toBe('/')
})

test.each([
  ['unverified', { email_verified: false }],
  ['of unknown standing', { email_verified: undefined }],
  ['none', { email: undefined }],
  ['too long', { email: `${'x'.repeat(80)}@example.com` }],
] satisfies [string, Partial<Person>][])('an email that is %s lets nobody in', async (_what, over) => {
  const person = somebody(over)
  expect(await come(person)).toBe('/sign-in?problem=email-not-verified')
  expect(browser.cookie('berth')).toBeUndefined()
  expect(await usersWith(person.email ?? 'x')).toEqual([])
})

test('an unverified email does not open the account that has it', async () => {
  const user = await makeUser(app)
  const email = `${user.username}@example.org`
  expect(await come(somebody({ email, email_verified: false }))).toBe('/sign-in?problem=email-not-verified')
  expect(browser.cookie('berth')).toBeUndefined()
})

test('an ordinary account with the verified email is joined, and then belongs to that identity alone', async () => {
  const user = await makeUser(app)
  const email = `${user.username}@example.org`.toUpperCase()
  expect(await come(somebody({ email }))).toBe('/')
  expect((await whoIsIn()).id).toBe(user.id)
  expect((await app.as(user.token).identities.list()).items).toMatchObject([{ linkedBy: 'email' }])

  const thief = createTestBrowser(app.origin)
  expect(await come(somebody({ email }), undefined, thief)).toBe('/sign-in?problem=identity-not-linked')
  expect(thief.cookie('berth')).toBeUndefined()
})

test('an administrator’s account is never joined by an email, nor kept by one after a promotion', async () => {
  expect(await come(somebody({ email: 'admin@example.org' }))).toBe('/sign-in?problem=identity-not-linked')
  expect(browser.cookie('berth')).toBeUndefined()

  const user = await makeUser(app)
  const person = somebody({ email: `${user.username}@example.org` })
  expect(await come(person, undefined, createTestBrowser(app.origin))).toBe('/')
  await app.database.db.updateTable('users').set({ role: 'superadmin' }).where('id', '=', user.id).execute()
  const later = createTestBrowser(app.origin)
  expect(await come(person, undefined, later)).toBe('/sign-in?problem=identity-not-linked')
  expect(later.cookie('berth')).toBeUndefined()
})

test('an account made by an invitation’s link is not joined by its email until its owner or an administrator proves it', async () => {
  const asAdmin = () => app.as(adminToken)
  const adminToken = await app.signIn('admin@example.org', 'correct horse 1!')
  const { id } = await asAdmin().workspaces.create({ body: { name: 'lab' } })
  const signedUp = async () => {
    const person = somebody()
    const body = { email: person.email ?? '' }
    const { token } = await asAdmin().invitations.create({ params: { id }, body })
    const account = { username: `by-link-${made}`, fullName: '', password: 'user password 1!' }
    const me = await app.anonymous.invitations.signUp({ params: { token }, body: account })
    return { person, me, account }
  }
  const confirmed = await signedUp()
  expect(await come(confirmed.person)).toBe('/sign-in?problem=identity-not-linked')
  expect(browser.cookie('berth')).toBeUndefined()
  await asAdmin().users.update({ params: { id: confirmed.me.id }, body: { description: 'known' } })
  expect(await come(confirmed.person)).toBe('/')
  expect((await whoIsIn()).id).toBe(confirmed.me.id)

  const { person, me, account } = await signedUp()
  const own = app.as(await app.signIn(account.username, account.password))
  const other = await asAdmin().workspaces.create({ body: { name: 'other' } })
  await asAdmin().invitations.create({ params: { id: other.id }, body: { email: me.email } })
  const link = async (whom: Person) => {
    const signedIn = createTestBrowser(app.origin)
    await signedIn.post('/auth/login', { login: account.username, password: account.password })
    provider.person = whom
    const { url } = (await (await signedIn.post('/me/identities')).json()) as { url: string }
    expect((await signedIn.visit(url)).pathname).toBe('/account')
  }
  await link(somebody())
  expect((await own.invitations.mine()).items).toEqual([])
  await link(person)
  expect((await own.invitations.mine()).items).toMatchObject([{ workspace: { name: 'other' } }])
})

test('a username that looks like somebody’s email is not taken for it', async () => {
  const person = somebody()
  const squatter = await makeUser(app, person.email)
  expect(await come(person)).toBe('/')
  expect((await whoIsIn()).id).not.toBe(squatter.id)
})

test('people who are signed in link an identity themselves, administrators too, in the browser that began it', async () => {
  const person = somebody()
  const signedIn = createTestBrowser(app.origin)
  await signedIn.post('/auth/login', { login: 'admin@example.org', password: 'correct horse 1!' })
  provider.person = person
  const { url } = (await (await signedIn.post('/me/identities')).json()) as { url: string }

  const elsewhere = createTestBrowser(app.origin)
  expect((await elsewhere.visit(url)).search).toBe('?problem=identity-refused')
  expect((await app.as(admin).identities.list()).items).toEqual([])

  expect((await signedIn.visit(url)).pathname).toBe('/account')
  const { items } = await app.as(admin).identities.list()
  expect(items).toMatchObject([{ linkedBy: 'self', email: person.email, issuer: provider.issuer }])
  expect(await come(person)).toBe('/')
  expect(await whoIsIn()).toMatchObject({ email: 'admin@example.org', role: 'superadmin' })

  const user = await makeUser(app)
  const other = createTestBrowser(app.origin)
  await other.post('/auth/login', { login: user.username, password: 'user password 1!' })
  const begun = (await (await other.post('/me/identities')).json()) as { url: string }
  expect((await other.visit(begun.url)).search).toBe('?problem=identity-in-use')
  expect((await app.as(user.token).identities.list()).items).toEqual([])

  await app.as(admin).identities.remove({ params: { id: items[0]!.id } })
  const after = createTestBrowser(app.origin)
  expect(await come(person, undefined, after)).toBe('/')
  expect(await whoIsIn(after)).toMatchObject({ email: person.email, role: 'user' })
})

test('who has no other way to sign in keeps the identity', async () => {
  await come(somebody())
  const me = app.as(browser.cookie('berth') ?? '')
  const { items } = await me.identities.list()
  await expect(me.identities.remove({ params: { id: items[0]!.id } })).rejects.toMatchObject({
    body: { type: 'last-way-in', status: 409 },
  })
  expect((await me.identities.list()).items).toHaveLength(1)
})

test('a second factor that was set up here is asked for', async () => {
  const person = somebody()
  await come(person)
  const me = app.as(browser.cookie('berth') ?? '')
  const { secret } = await me.twoFactor.start()
  const code = () =>
    new TOTP({ secret: OtpSecret.fromBase32(secret) }).generate({ timestamp: app.clock.now().getTime() })
  const { recoveryCodes } = await me.twoFactor.verify({ body: { code: code() } })
  app.clock.advance(60_000)

  const next = createTestBrowser(app.origin)
  expect(await come(person, '/sessions', next)).toBe('/sign-in?problem=otp-required')
  expect(next.cookie('berth')).toBeUndefined()
  expect((await next.post('/auth/oidc/second-factor', { recoveryCode: 'BCDFGBCDFG' })).status).toBe(401)
  expect((await next.post('/auth/oidc/second-factor', {})).status).toBe(400)
  const answer = await next.post('/auth/oidc/second-factor', { otp: code() })
  expect(await answer.json()).toMatchObject({ next: '/sessions', me: { email: person.email } })
  expect(await whoIsIn(next)).toMatchObject({ email: person.email })
  expect((await next.post('/auth/oidc/second-factor', { recoveryCode: recoveryCodes[0] })).status).toBe(401)

  const late = createTestBrowser(app.origin)
  await come(person, '/', late)
  app.clock.advance(11 * 60_000)
  expect((await late.post('/auth/oidc/second-factor', { otp: code() })).status).toBe(401)
  expect(late.cookie('berth')).toBeUndefined()
})

test('an inactive user, or one elsewhere than allowed, is refused without saying why', async () => {
  const person = somebody()
  await come(person)
  const { id } = await whoIsIn()
  const change = (values: { active?: boolean; allowed_client_ips?: string[] }) =>
    app.database.db.updateTable('users').set(values).where('id', '=', id).execute()
  await change({ allowed_client_ips: ['10.1.1.1'] })
  expect(await come(person, undefined, createTestBrowser(app.origin))).toBe('/sign-in?problem=invalid-credentials')
  await change({ allowed_client_ips: [], active: false })
  expect(await come(person, undefined, createTestBrowser(app.origin))).toBe('/sign-in?problem=invalid-credentials')
})

test('who refuses at the provider, comes back late or without having begun, is not signed in', async () => {
  expect(await come(null)).toBe('/sign-in?problem=identity-refused')
  const callback = `${app.origin}/api/v1/auth/oidc/callback`
  for (const query of ['', '?code=x&state=y', '?error=%3Cscript%3E&error_description=x', '?code=a&code=b&state=c'])
    expect((await createTestBrowser(app.origin).visit(callback + query)).href).toBe(
      `${app.origin}/sign-in?problem=identity-refused`,
    )
})

test('an answer counts only in the browser that began, with its state, once, and within ten minutes', async () => {
  const person = somebody()
  provider.person = person
  const sentBack = async (by: TestBrowser) =>
    (await by.visit(`${app.origin}/api/v1/auth/oidc/start`, '/api/v1/auth/oidc/callback')).href
  const victim = createTestBrowser(app.origin)
  const callback = await sentBack(browser)
  expect((await victim.visit(callback)).search).toBe('?problem=identity-refused')
  await sentBack(victim)
  expect((await victim.visit(callback)).search).toBe('?problem=identity-refused')
  expect(victim.cookie('berth')).toBeUndefined()

  expect((await browser.visit(callback)).pathname).toBe('/')
  expect((await browser.visit(callback)).search).toBe('?problem=identity-refused')

  const slow = createTestBrowser(app.origin)
  const late = await sentBack(slow)
  app.clock.advance(11 * 60_000)
  expect((await slow.visit(late)).search).toBe('?problem=identity-refused')
})

test('of many who come at the same time with one new identity, one account is made', async () => {
  const person = somebody({ preferred_username: 'admin' })
  provider.person = person
  const browsers = Array.from({ length: 4 }, () => createTestBrowser(app.origin))
  const ends = await Promise.all(browsers.map((one) => come(person, undefined, one)))
  expect(ends).toEqual(['/', '/', '/', '/'])
  const ids = await Promise.all(browsers.map(async (one) => (await whoIsIn(one)).id))
  expect(new Set(ids).size).toBe(1)
  expect((await whoIsIn(browsers[0])).username).toBe('admin-2')
})

test('nothing of the flow is logged: no code, no token, no secret', async () => {
  await come(somebody())
  expect(app.logged.join()).not.toMatch(/code=|state=|id_token|access_token/)
  expect(app.logged.join()).not.toContain(clientSecret)
})

test('without a provider there is no button, and the way to it does not exist', async () => {
  const plain = await testApp()
  expect(await plain.anonymous.waysIn.show()).toEqual({ oidc: null })
  expect((await fetch(`${plain.origin}/api/v1/auth/oidc/start`, { redirect: 'manual' })).status).toBe(404)
})

test('a provider that does not answer is said to be away, and tried again', async () => {
  const away = await testProvider()
  away.close()
  const { issuer } = away
  const plain = await testApp({ oidc: { issuer, clientId: 'berth', clientSecret: null, label: 'x' } })
  const end = await createTestBrowser(plain.origin).visit(`${plain.origin}/api/v1/auth/oidc/start`)
  expect(end.search).toBe('?problem=identity-provider-unreachable')
})
