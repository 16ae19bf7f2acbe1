/**
 * Every way to sign in × what is wrong with the proof × the state of the user: what is answered, and what the audit log
 * says. Generated, so that a new method or state is tested with all the others.
 */
import { generateKeyPairSync } from 'node:crypto'
import { ApiProblem } from '@berth/contract/client.ts'
import type { LoginMethod, Refusal } from '@berth/contract/audit.ts'
import { Secret, TOTP } from 'otpauth'
import { beforeAll, expect, test } from 'vitest'
import { createAuthenticator, type Tampering } from '../../../test/authenticator.ts'
import { clientSecret, testProvider, type Person, type TestProvider } from '../../../test/identity-provider.ts'
import { makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import { createTestBrowser } from '../../../test/test-browser.ts'
import { Secret as ConfigSecret } from '../../platform/secrets/secret.ts'

const password = 'user password 1!'
let app: TestApp
let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider()
  const { issuer } = provider
  app = await testApp({
    oidc: { issuer, clientId: 'berth', clientSecret: new ConfigSecret(clientSecret), label: 'Example ID' },
  })
  provider.open(app.origin)
})

const states = ['active', 'inactive', 'elsewhere-only', 'second-factor', 'second-factor-inactive', 'unknown'] as const
type State = (typeof states)[number]
const secondProofs = ['right-code', 'wrong-code', 'used-code', 'recovery', 'wrong-recovery'] as const
const tamperings: Readonly<Record<string, Tampering>> = {
  'of-another-key': { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey },
  'of-another-site': { origin: 'https://evil.example' },
  'for-another-host': { rpId: 'evil.example' },
  'for-another-challenge': { challenge: 'A'.repeat(43) },
  unverified: { verified: false },
  'of-another-user': { handle: Buffer.alloc(32).toString('base64url') },
  'counted-backwards': { counter: 0 },
}
const proofs = {
  password: ['right', 'wrong-password', ...secondProofs],
  passkey: ['right', 'used-challenge', ...Object.keys(tamperings)],
  oidc: ['right', 'other-identity', 'unverified-email', 'refused', 'other-browser', ...secondProofs],
  connection: ['right'],
} as const satisfies Partial<Record<LoginMethod, readonly string[]>>
type Method = keyof typeof proofs
const methods = Object.keys(proofs) as Method[]

const isSecondProof = (proof: string) => (secondProofs as readonly string[]).includes(proof)

/** Whether such a case can be: nobody's connection is approved, and a provider asks nothing more of those below. */
function exists(method: Method, state: State, proof: string): boolean {
  if (method === 'connection') return state !== 'unknown'
  if (method !== 'oidc') return true
  return isSecondProof(proof) ? state === 'second-factor' : !(state === 'unknown' && proof === 'other-identity')
}

/** What should come of it: the rules of 1.3 and 1.4, in words of their own. */
function expected(method: Method, state: State, proof: string): Refusal | null {
  if (method === 'passkey' && (proof !== 'right' || state === 'unknown')) return 'wrong-passkey'
  if (method === 'oidc' && proof !== 'right' && !isSecondProof(proof)) return 'wrong-identity'
  // Whom the provider vouches for and nobody knows gets an account.
  if (state === 'unknown') return method === 'oidc' ? null : 'unknown-user'
  if (method === 'password' && proof === 'wrong-password') return 'wrong-password'
  if (state === 'inactive' || state === 'second-factor-inactive') return 'inactive'
  if (state === 'elsewhere-only') return 'address-not-allowed'
  // A passkey is two factors, and a connection is approved by somebody who is signed in.
  if (state !== 'second-factor' || method === 'passkey' || method === 'connection') return null
  if (proof === 'right') return 'second-factor-missing'
  return proof === 'right-code' || proof === 'recovery' ? null : 'second-factor-wrong'
}

/** What the person is told. Whoever the provider vouches for hears more: it is about an email that is theirs. */
function answerTo(method: Method, proof: string, refusal: Refusal | null): string {
  if (refusal === null) return 'signed in'
  if (method === 'connection') return 'denied'
  if (refusal === 'second-factor-missing') return 'otp-required'
  if (refusal !== 'wrong-identity') return 'invalid-credentials'
  if (proof === 'other-identity') return 'identity-not-linked'
  return proof === 'unverified-email' ? 'email-not-verified' : 'identity-refused'
}

/** Whom the refusal is about, where that is known. */
function isAbout(method: Method, state: State, proof: string): 'nobody' | 'user' | 'new user' {
  if (state === 'unknown') return method === 'oidc' && proof === 'right' ? 'new user' : 'nobody'
  return proof === 'used-challenge' || proof === 'unverified-email' ? 'nobody' : 'user'
}

interface Prepared extends MadeUser {
  readonly secret: string
  readonly recoveryCode: string
  readonly authenticator: ReturnType<typeof createAuthenticator>
  readonly person: Person
}

function typeOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.body.type
  throw error
}

const codeOf = (secret: string, offsetMs = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.clock.now().getTime() + offsetMs })

async function prepared(method: Method, state: State): Promise<Prepared> {
  const user = await makeUser(app)
  const authenticator = createAuthenticator(app.origin)
  if (method === 'passkey' && state !== 'unknown') {
    const { challenge, options } = await app.as(user.token).passkeys.begin()
    const body = { challenge, name: 'Laptop', credential: authenticator.create(options) }
    await app.as(user.token).passkeys.register({ body })
    // So that a counter can go backwards.
    await withPasskey(authenticator)
  }
  const name = state === 'unknown' ? `nobody-${user.username}` : user.username
  const person = { sub: name, email: `${name}@example.org`, email_verified: true }
  if (method === 'oidc' && state !== 'unknown') expect(await comeAs(person)).toBe('signed in')
  let [secret, recoveryCode] = ['', '']
  if (state.startsWith('second-factor')) {
    secret = (await app.as(user.token).twoFactor.start()).secret
    const { recoveryCodes } = await app.as(user.token).twoFactor.verify({ body: { code: codeOf(secret) } })
    recoveryCode = recoveryCodes[0]!
    app.clock.advance(30_000)
  }
  const changes =
    state === 'elsewhere-only' ? { allowed_client_ips: ['203.0.113.0/24'] } : { active: !state.endsWith('inactive') }
  await app.database.db.updateTable('users').set(changes).where('id', '=', user.id).execute()
  return { ...user, secret, recoveryCode, authenticator, person }
}

async function withPasskey(authenticator: Prepared['authenticator'], over: Tampering = {}, times = 1): Promise<string> {
  const { challenge, options } = await app.anonymous.waysIn.passkeyOptions()
  const once = () =>
    app.anonymous.waysIn
      .passkey({ body: { challenge, credential: authenticator.get(options, over) } })
      .then(() => 'signed in', typeOf)
  for (let left = times; left > 1; left--) await once()
  return once()
}

const outcomeOf = (page: URL) => page.searchParams.get('problem') ?? 'signed in'
const start = () => `${app.origin}/api/v1/auth/oidc/start`

async function comeAs(person: Person | null, by = createTestBrowser(app.origin)): Promise<string> {
  provider.person = person
  const said = outcomeOf(await by.visit(start()))
  expect(by.cookie('berth') !== undefined).toBe(said === 'signed in')
  return said
}

const secondProof = (user: Prepared, proof: string) => {
  const secret = user.secret === '' ? 'JBSWY3DPEHPK3PXP' : user.secret
  const near = [-60_000, -30_000, 0, 30_000, 60_000].map((offset) => codeOf(secret, offset))
  const wrong = ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code))!
  if (proof === 'right-code') return { otp: codeOf(secret) }
  if (proof === 'wrong-code') return { otp: wrong }
  // The one that was entered when it was turned on.
  if (proof === 'used-code') return { otp: codeOf(secret, -30_000) }
  if (proof === 'recovery') return { recoveryCode: user.recoveryCode || 'BCDFG-HJKMN' }
  if (proof === 'wrong-recovery') return { recoveryCode: 'BBBBB-BBBBB' }
  return {}
}

const attempts: Readonly<Record<Method, (user: Prepared, state: State, proof: string) => Promise<string>>> = {
  password: async (user, state, proof) => {
    const login = state === 'unknown' ? `nobody-${user.username}` : user.username
    const given = proof === 'wrong-password' ? 'not this one 1!' : password
    const body = { login, password: given, ...secondProof(user, proof) }
    return app.anonymous.logins.login({ body }).then(() => 'signed in', typeOf)
  },
  // A challenge that was used is tried with a proof that was right.
  passkey: (user, _state, proof) =>
    withPasskey(user.authenticator, tamperings[proof], proof === 'used-challenge' ? 2 : 1),
  oidc: async ({ person, ...user }, _state, proof) => {
    if (proof === 'refused') return comeAs(null)
    if (proof === 'other-identity') return comeAs({ ...person, sub: `other-${person.sub}` })
    if (proof === 'unverified-email') return comeAs({ ...person, sub: `other-${person.sub}`, email_verified: false })
    const browser = createTestBrowser(app.origin)
    if (proof === 'other-browser') {
      provider.person = person
      const callback = await createTestBrowser(app.origin).visit(start(), '/api/v1/auth/oidc/callback')
      await browser.visit(start(), '/api/v1/auth/oidc/callback')
      const said = outcomeOf(await browser.visit(callback.href))
      expect(browser.cookie('berth')).toBeUndefined()
      return said
    }
    const said = await comeAs(person, browser)
    if (!isSecondProof(proof)) return said
    expect(said).toBe('otp-required')
    const answer = await browser.post('/auth/oidc/second-factor', secondProof({ person, ...user }, proof))
    const { type = 'signed in' } = (await answer.json()) as { type?: string }
    expect(browser.cookie('berth') !== undefined).toBe(type === 'signed in')
    return type
  },
  connection: async (user) => {
    const asked = await app.anonymous.connections.begin({ body: { client: 'a program' } })
    await app.database.db
      .updateTable('connection_requests')
      .set({ answered_by: user.id, approved: true })
      .where('user_code', '=', asked.userCode.replace('-', ''))
      .execute()
    const { status } = await app.anonymous.connections.collect({ body: { deviceCode: asked.deviceCode } })
    return status === 'connected' ? 'signed in' : status
  },
}

const cases = methods.flatMap((method) =>
  states.flatMap((state) =>
    proofs[method]
      .filter((proof) => exists(method, state, proof))
      .map((proof) => [method, state, proof, expected(method, state, proof)] as const),
  ),
)

test.each(cases)('%s, user %s, proof %s: %s', async (method, state, proof, refusal) => {
  // What failed before is forgotten.
  app.clock.advance(2 * 3_600_000)
  const user = await prepared(method, state)
  await app.site.auditLog.caughtUp()
  const { rows: before } = await app.database.pool.query<{ id: number }>('SELECT max(id) AS id FROM audit_log')

  expect(await attempts[method](user, state, proof)).toBe(answerTo(method, proof, refusal))

  await app.site.auditLog.caughtUp()
  const { rows } = await app.database.pool.query(
    `SELECT result, reason, user_id, actor_id, method, address FROM audit_log WHERE id > $1 AND action = 'sign-in'`,
    [before[0]?.id ?? 0],
  )
  const about = isAbout(method, state, proof)
  const { rows: made } = await app.database.pool.query<{ id: string }>('SELECT id FROM users WHERE email = $1', [
    user.person.email,
  ])
  const id = { nobody: null, user: user.id, 'new user': made[0]?.id }[about]
  const row = (reason: Refusal | null, whom = id) => ({
    result: reason === null ? 'success' : 'failure',
    reason,
    user_id: whom,
    actor_id: reason === null ? whom : null,
    method,
    address: '127.0.0.1',
  })
  const earlier = []
  if (method === 'oidc' && isSecondProof(proof)) earlier.push(row('second-factor-missing'))
  if (proof === 'used-challenge')
    earlier.push(row(expected(method, state, 'right'), state === 'unknown' ? null : user.id))
  // An answer that the provider did not give to this browser is about nobody: it is in the server's log alone.
  const isNoAnswer = answerTo(method, proof, refusal) === 'identity-refused'
  expect(rows).toEqual(isNoAnswer ? [] : [...earlier, row(refusal)])
})

test('a person finds their own attempts, and no secret is in any of it', async () => {
  app.clock.advance(2 * 3_600_000)
  const user = await makeUser(app)
  await app.anonymous.logins.login({ body: { login: user.username, password: 'planted-wrong 1!' } }).catch(() => {})
  await app.anonymous.logins.login({ body: { login: 'Planted-Name 1!', password } }).catch(() => {})
  await app.site.auditLog.caughtUp()
  const { items } = await app.as(user.token).myAccount.loginHistory()
  expect(items.map(({ result, reason }) => [result, reason])).toEqual([
    ['failure', 'wrong-password'],
    ['success', null],
  ])
  const { items: activity } = await app.as(user.token).myAccount.activity()
  expect(activity.map(({ action }) => action)).toEqual(['sign-in', 'sign-in', 'user.created'])
  const { rows } = await app.database.pool.query('SELECT * FROM audit_log')
  expect(JSON.stringify(rows)).not.toMatch(/planted|Planted|argon2|user password/)
})
