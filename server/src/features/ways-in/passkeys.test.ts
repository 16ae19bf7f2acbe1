import { generateKeyPairSync } from 'node:crypto'
import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { createAuthenticator, type Tampering } from '../../../test/authenticator.ts'
import { makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let user: MadeUser
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  // What failed in one test is forgotten in the next.
  app.clock.advance(2 * 60 * 60_000)
  user = await makeUser(app)
})

const me = () => app.as(user.token)
const problemOf = (call: Promise<unknown>): Promise<Record<string, unknown>> =>
  call.then(
    () => ({ type: 'none' }),
    (error: unknown) => {
      if (error instanceof ApiProblem) return error.body
      throw error
    },
  )
const typeOf = async (call: Promise<unknown>) => (await problemOf(call))['type']

type Authenticator = ReturnType<typeof createAuthenticator>

async function register(authenticator: Authenticator, name = 'Laptop', over: Tampering = {}) {
  const { challenge, options } = await me().passkeys.begin()
  const credential = authenticator.create(options, over)
  return me().passkeys.register({ body: { challenge, name, credential } })
}
async function registered() {
  const authenticator = createAuthenticator(app.origin)
  await register(authenticator)
  return authenticator
}
async function signIn(authenticator: Authenticator, over: Tampering = {}) {
  const { challenge, options } = await app.anonymous.waysIn.passkeyOptions()
  return app.anonymous.waysIn.passkey({ body: { challenge, credential: authenticator.get(options, over) } })
}

test('a registered passkey signs in alone, again and again', async () => {
  const authenticator = await registered()
  expect(await signIn(authenticator)).toMatchObject({ id: user.id })
  expect(await signIn(authenticator)).toMatchObject({ id: user.id })
  const { items } = await me().passkeys.list()
  expect(items).toMatchObject([{ name: 'Laptop', lastUsedAt: expect.any(String) }])
})

test('signing in sets the cookie of a login that lives', async () => {
  const authenticator = await registered()
  const { challenge, options } = await app.anonymous.waysIn.passkeyOptions()
  const answer = await fetch(`${app.origin}/api/v1/auth/passkeys/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ challenge, credential: authenticator.get(options) }),
  })
  const token = /berth=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''
  expect(await app.as(token).accounts.me()).toMatchObject({ id: user.id })
})

test('the options ask for a passkey that tells whose it is and verifies its user, and name nobody', async () => {
  const { options } = await me().passkeys.begin()
  expect(options).toMatchObject({
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    attestation: 'none',
    rp: { id: '127.0.0.1' },
  })
  expect(JSON.stringify(options)).not.toContain(user.id)
  expect(JSON.stringify(options)).not.toContain(Buffer.from(user.id).toString('base64url'))
  const { options: anybody } = await app.anonymous.waysIn.passkeyOptions()
  expect(anybody).toMatchObject({ userVerification: 'required' })
  expect(anybody['allowCredentials'] ?? []).toEqual([])
})

test('several have names, are renamed and removed by their owner alone', async () => {
  const [first, second] = [createAuthenticator(app.origin), createAuthenticator(app.origin)]
  const laptop = await register(first, 'Laptop')
  const key = await register(second, 'Security key')
  const stranger = app.as((await makeUser(app)).token)
  const params = { id: key.id }
  expect(await typeOf(stranger.passkeys.rename({ params, body: { name: 'mine' } }))).toBe('not-found')
  expect(await typeOf(stranger.passkeys.remove({ params }))).toBe('not-found')
  expect(await me().passkeys.rename({ params, body: { name: 'Blue key' } })).toMatchObject({ name: 'Blue key' })
  await me().passkeys.remove({ params: { id: laptop.id } })
  expect((await me().passkeys.list()).items.map(({ name }) => name)).toEqual(['Blue key'])
  expect(await typeOf(signIn(first))).toBe('invalid-credentials')
  expect(await signIn(second)).toMatchObject({ id: user.id })
})

const wrong: [string, Tampering][] = [
  ['of another site', { origin: 'https://evil.example' }],
  ['for another host', { rpId: 'evil.example' }],
  ['for another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ['of another kind', { type: 'webauthn.other' }],
  ['without the user verified', { verified: false }],
  ['without the user present', { present: false }],
]

test.each(wrong)('a registration %s is refused', async (_what, over) => {
  expect(await typeOf(register(createAuthenticator(app.origin), 'x', over))).toBe('passkey-refused')
  expect((await me().passkeys.list()).items).toEqual([])
})

test.each([
  ...wrong,
  ['signed with another key', { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
  ['with somebody else’s handle', { handle: Buffer.alloc(32).toString('base64url') }],
  ['with no handle', { handle: '' }],
] satisfies [string, Tampering][])('a proof %s is refused', async (_what, over) => {
  const authenticator = await registered()
  expect(await problemOf(signIn(authenticator, over))).toMatchObject({ type: 'invalid-credentials', status: 401 })
  expect(await signIn(authenticator)).toMatchObject({ id: user.id })
})

test('a counter that does not go on is a copy, and refused', async () => {
  const authenticator = await registered()
  await signIn(authenticator, { counter: 10 })
  expect(await typeOf(signIn(authenticator, { counter: 10 }))).toBe('invalid-credentials')
  expect(await typeOf(signIn(authenticator, { counter: 3 }))).toBe('invalid-credentials')
  expect(await typeOf(signIn(authenticator, { counter: 0 }))).toBe('invalid-credentials')
  expect(await typeOf(signIn(authenticator, { counter: 11 }))).toBe('none')
})

test('an authenticator that does not count says 0 every time', async () => {
  const authenticator = await registered()
  for (let i = 0; i < 3; i++) expect(await typeOf(signIn(authenticator, { counter: 0 }))).toBe('none')
})

test('a challenge is good once, for five minutes, for what it was given for, and for whom', async () => {
  const authenticator = await registered()
  const { challenge, options } = await app.anonymous.waysIn.passkeyOptions()
  const attempt = () =>
    typeOf(app.anonymous.waysIn.passkey({ body: { challenge, credential: authenticator.get(options) } }))
  const race = await Promise.all([attempt(), attempt(), attempt()])
  expect(race.filter((one) => one === 'none')).toHaveLength(1)

  const late = await app.anonymous.waysIn.passkeyOptions()
  app.clock.advance(5 * 60_000 + 1)
  const credential = authenticator.get(late.options)
  expect(await typeOf(app.anonymous.waysIn.passkey({ body: { challenge: late.challenge, credential } }))).toBe(
    'invalid-credentials',
  )

  const forRegistering = await me().passkeys.begin()
  const crossed = authenticator.get({ ...forRegistering.options, rpId: '127.0.0.1' })
  expect(
    await typeOf(app.anonymous.waysIn.passkey({ body: { challenge: forRegistering.challenge, credential: crossed } })),
  ).toBe('invalid-credentials')

  const stranger = app.as((await makeUser(app)).token)
  const mine = await me().passkeys.begin()
  const made = createAuthenticator(app.origin).create(mine.options)
  const body = { challenge: mine.challenge, name: 'x', credential: made }
  expect(await typeOf(stranger.passkeys.register({ body }))).toBe('passkey-refused')
})

test('a passkey belongs to one account', async () => {
  const authenticator = await registered()
  const other = app.as((await makeUser(app)).token)
  const { challenge, options } = await other.passkeys.begin()
  const credential = authenticator.create(options)
  expect(await typeOf(other.passkeys.register({ body: { challenge, name: 'x', credential } }))).toBe('passkey-refused')
  expect((await other.passkeys.list()).items).toEqual([])
})

test('an inactive user, or one elsewhere than allowed, gets the answer of a wrong passkey', async () => {
  const authenticator = await registered()
  const wrongOne = await problemOf(signIn(authenticator, { verified: false }))
  const change = (values: { active?: boolean; allowed_client_ips?: string[] }) =>
    app.database.db.updateTable('users').set(values).where('id', '=', user.id).execute()
  await change({ allowed_client_ips: ['10.1.1.1'] })
  expect({ ...(await problemOf(signIn(authenticator))), requestId: '' }).toEqual({ ...wrongOne, requestId: '' })
  await change({ allowed_client_ips: [], active: false })
  expect({ ...(await problemOf(signIn(authenticator))), requestId: '' }).toEqual({ ...wrongOne, requestId: '' })
})

test('wrong proofs lock out like wrong passwords', async () => {
  const authenticator = await registered()
  for (let i = 0; i < 10; i++) await problemOf(signIn(authenticator, { verified: false }))
  expect(await problemOf(signIn(authenticator))).toMatchObject({ type: 'too-many-requests', status: 429 })
})

test('whatever is sent in place of a credential is refused', async () => {
  const authenticator = await registered()
  const hostile: Record<string, unknown>[] = [
    {},
    { id: 1 },
    { id: authenticator.id },
    { id: authenticator.id, rawId: authenticator.id, type: 'public-key', response: null },
    { id: authenticator.id, rawId: authenticator.id, type: 'public-key', response: { userHandle: { a: 1 } } },
    {
      id: authenticator.id,
      rawId: authenticator.id,
      type: 'public-key',
      response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' },
    },
    { id: ['x'], response: [] },
    { id: 'x'.repeat(100_000) },
  ]
  for (const credential of hostile) {
    app.clock.advance(60 * 60_000)
    const { challenge } = await app.anonymous.waysIn.passkeyOptions()
    expect(await typeOf(app.anonymous.waysIn.passkey({ body: { challenge, credential } }))).toBe('invalid-credentials')
    const { challenge: mine } = await me().passkeys.begin()
    expect(await typeOf(me().passkeys.register({ body: { challenge: mine, name: 'x', credential } }))).toBe(
      'passkey-refused',
    )
  }
})
