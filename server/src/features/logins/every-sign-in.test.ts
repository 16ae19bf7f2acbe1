/**
 * Every way to sign in × what is wrong with the proof × the state of the user: what is answered, and what the audit log
 * says. Generated, so that a new method or state is tested with all the others.
 */
import { ApiProblem } from '@berth/contract/client.ts'
import type { LoginMethod, Refusal } from '@berth/contract/audit.ts'
import { Secret, TOTP } from 'otpauth'
import { beforeAll, expect, test } from 'vitest'
import { makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

const password = 'user password 1!'
let app: TestApp
beforeAll(async () => {
  app = await testApp()
})

const states = ['active', 'inactive', 'elsewhere-only', 'second-factor', 'second-factor-inactive', 'unknown'] as const
type State = (typeof states)[number]
const proofs = [
  'right',
  'wrong-password',
  'right-code',
  'wrong-code',
  'used-code',
  'recovery',
  'wrong-recovery',
] as const
type Proof = (typeof proofs)[number]
const methods = ['password', 'connection'] as const satisfies LoginMethod[]
type Method = (typeof methods)[number]

/** What should come of it: the rules of 1.3 and 1.4, in words of their own. */
function expected(method: Method, state: State, proof: Proof): Refusal | null {
  if (state === 'unknown') return 'unknown-user'
  if (method === 'password' && proof === 'wrong-password') return 'wrong-password'
  if (state === 'inactive' || state === 'second-factor-inactive') return 'inactive'
  if (state === 'elsewhere-only') return 'address-not-allowed'
  if (method !== 'password' || state !== 'second-factor') return null
  if (proof === 'right') return 'second-factor-missing'
  return proof === 'right-code' || proof === 'recovery' ? null : 'second-factor-wrong'
}
const answers: Readonly<Record<string, string>> = { 'second-factor-missing': 'otp-required' }

interface Prepared extends MadeUser {
  readonly secret: string
  readonly recoveryCode: string
}

const codeOf = (secret: string, offsetMs = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.clock.now().getTime() + offsetMs })

async function prepared(state: State): Promise<Prepared> {
  const user = await makeUser(app)
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
  return { ...user, secret, recoveryCode }
}

const secondProof = (user: Prepared, proof: Proof) => {
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

const attempts: Readonly<Record<Method, (user: Prepared, state: State, proof: Proof) => Promise<string>>> = {
  password: async (user, state, proof) => {
    const login = state === 'unknown' ? `nobody-${user.username}` : user.username
    const given = proof === 'wrong-password' ? 'not this one 1!' : password
    const body = { login, password: given, ...secondProof(user, proof) }
    return app.anonymous.logins.login({ body }).then(() => 'signed in', typeOf)
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
const typeOf = (error: unknown) => {
  if (error instanceof ApiProblem) return error.body.type
  throw error
}

const cases = methods.flatMap((method) =>
  states
    .filter((state) => method === 'password' || state !== 'unknown')
    .flatMap((state) =>
      proofs
        .filter((proof) => method === 'password' || proof === 'right')
        .map((proof) => [method, state, proof, expected(method, state, proof)] as const),
    ),
)

test.each(cases)('%s, user %s, proof %s: %s', async (method, state, proof, refusal) => {
  // What failed before is forgotten.
  app.clock.advance(2 * 3_600_000)
  const user = await prepared(state)
  await app.site.auditLog.caughtUp()
  const { rows: before } = await app.database.pool.query<{ id: number }>('SELECT max(id) AS id FROM audit_log')

  const refused = method === 'connection' ? 'denied' : (answers[refusal ?? ''] ?? 'invalid-credentials')
  expect(await attempts[method](user, state, proof)).toBe(refusal === null ? 'signed in' : refused)

  await app.site.auditLog.caughtUp()
  const { rows } = await app.database.pool.query(
    `SELECT result, reason, user_id, actor_id, method, address FROM audit_log WHERE id > $1 AND action = 'sign-in'`,
    [before[0]?.id ?? 0],
  )
  expect(rows).toEqual([
    {
      result: refusal === null ? 'success' : 'failure',
      reason: refusal,
      user_id: state === 'unknown' ? null : user.id,
      actor_id: refusal === null ? user.id : null,
      method,
      address: '127.0.0.1',
    },
  ])
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
