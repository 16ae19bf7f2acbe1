import { ApiProblem } from '@berth/contract/client.ts'
import { Secret, TOTP } from 'otpauth'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import { transaction } from '../../platform/database/transaction.ts'

const password = 'user password 1!'
const minute = 60_000
let app: TestApp
let user: MadeUser
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  // What failed in one test is forgotten in the next.
  app.clock.advance(2 * 60 * minute)
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

/** The code that the user's authenticator shows at the test's time. */
const codeOf = (secret: string, offsetMs = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.clock.now().getTime() + offsetMs })
const wrongCode = (secret: string) => {
  const near = [-60_000, -30_000, 0, 30_000, 60_000].map((offset) => codeOf(secret, offset))
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code))!
}

async function turnOn() {
  const { secret } = await me().twoFactor.start()
  const { recoveryCodes } = await me().twoFactor.verify({ body: { code: codeOf(secret) } })
  // The next code; the one that was entered is spent.
  app.clock.advance(30_000)
  return { secret, recoveryCodes }
}
const signIn = (proof: { otp?: string; recoveryCode?: string } = {}) =>
  app.anonymous.logins.login({ body: { login: user.username, password, ...proof } })

test('nothing changes before a code was entered, and then signing in needs one', async () => {
  const { secret, uri, qrSvg } = await me().twoFactor.start()
  expect(uri).toContain(`secret=${secret}`)
  expect(qrSvg).toMatch(/^<svg [^>]*>.*<\/svg>\s*$/s)
  expect(qrSvg).not.toMatch(/style=|<script|\son\w+=/)
  expect(await signIn()).toMatchObject({ username: user.username, twoFactor: false })

  expect(await typeOf(me().twoFactor.verify({ body: { code: wrongCode(secret) } }))).toBe('wrong-code')
  expect(await signIn()).toMatchObject({ twoFactor: false })

  const { recoveryCodes } = await me().twoFactor.verify({ body: { code: codeOf(secret) } })
  expect(new Set(recoveryCodes).size).toBe(10)
  expect(await me().accounts.me()).toMatchObject({ twoFactor: true })
  expect(await problemOf(signIn())).toMatchObject({ type: 'otp-required', status: 401 })
  expect(await typeOf(me().twoFactor.start())).toBe('two-factor-on')
  expect(await typeOf(me().twoFactor.verify({ body: { code: codeOf(secret, 30_000) } }))).toBe('two-factor-on')
})

test('a wrong password is a wrong password whether or not a code comes with it', async () => {
  const { secret } = await turnOn()
  const wrong = (otp?: string) =>
    problemOf(app.anonymous.logins.login({ body: { login: user.username, password: 'not this 1!', otp } }))
  expect({ ...(await wrong()), requestId: '' }).toEqual({ ...(await wrong(codeOf(secret))), requestId: '' })
  expect(await wrong()).toMatchObject({ type: 'invalid-credentials' })
})

test('the newest secret is the one that counts, for a quarter of an hour', async () => {
  const first = await me().twoFactor.start()
  const second = await me().twoFactor.start()
  expect(await typeOf(me().twoFactor.verify({ body: { code: codeOf(first.secret) } }))).toBe('wrong-code')
  app.clock.advance(16 * minute)
  const late = me().twoFactor.verify({ body: { code: codeOf(second.secret) } })
  expect(await typeOf(late)).toBe('two-factor-not-started')
})

test('a code is right one step early or late, and not beyond', async () => {
  const { secret } = await turnOn()
  app.clock.advance(10 * minute)
  expect(await typeOf(signIn({ otp: codeOf(secret, -60_000) }))).toBe('invalid-credentials')
  expect(await typeOf(signIn({ otp: codeOf(secret, 60_000) }))).toBe('invalid-credentials')
  await expect(signIn({ otp: codeOf(secret, -30_000) })).resolves.toMatchObject({ username: user.username })
  await expect(signIn({ otp: codeOf(secret, 30_000) })).resolves.toMatchObject({ username: user.username })
})

test('a code is right once, also the one that turned two-factor on, also for who comes at the same time', async () => {
  const { secret } = await me().twoFactor.start()
  const first = codeOf(secret)
  await me().twoFactor.verify({ body: { code: first } })
  expect(await typeOf(signIn({ otp: first }))).toBe('invalid-credentials')

  app.clock.advance(30_000)
  const otp = codeOf(secret)
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => typeOf(signIn({ otp }))))
  expect(outcomes.filter((one) => one === 'none')).toHaveLength(1)
  expect(outcomes.filter((one) => one === 'invalid-credentials')).toHaveLength(4)
  expect(await typeOf(me().twoFactor.stop({ body: { code: otp } }))).toBe('wrong-code')
})

test('of two who verify at the same time one gets recovery codes, and those are the ones that work', async () => {
  const { secret } = await me().twoFactor.start()
  const answers = await Promise.allSettled(
    Array.from({ length: 4 }, () => me().twoFactor.verify({ body: { code: codeOf(secret) } })),
  )
  const given = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value.recoveryCodes] : []))
  expect(given).toHaveLength(1)
  await expect(signIn({ recoveryCode: given[0]![0]! })).resolves.toMatchObject({ twoFactor: true })
})

test('each recovery code signs in once, however it is typed', async () => {
  const { recoveryCodes } = await turnOn()
  const [code = '', other = ''] = recoveryCodes
  const race = await Promise.all(Array.from({ length: 3 }, () => typeOf(signIn({ recoveryCode: code }))))
  expect(race.filter((one) => one === 'none')).toHaveLength(1)
  expect(await typeOf(signIn({ recoveryCode: other.toLowerCase().replace('-', ' ') }))).toBe('none')
  const strange = 'BCDFG-BCDFG'
  expect(await typeOf(signIn({ recoveryCode: strange }))).toBe('invalid-credentials')
})

test('a code that came with a refused sign-in is still good', async () => {
  const { secret } = await turnOn()
  const { db } = app.database
  await db
    .updateTable('users')
    .set({ allowed_client_ips: ['10.9.9.9'] })
    .where('id', '=', user.id)
    .execute()
  const otp = codeOf(secret)
  expect(await typeOf(signIn({ otp }))).toBe('invalid-credentials')
  await db.updateTable('users').set({ allowed_client_ips: [] }).where('id', '=', user.id).execute()
  expect(await typeOf(signIn({ otp }))).toBe('none')
})

test('wrong codes count toward the lock-out, at sign-in and in the account', async () => {
  const { secret } = await turnOn()
  for (let i = 0; i < 5; i++) expect(await typeOf(signIn({ otp: wrongCode(secret) }))).toBe('invalid-credentials')
  for (let i = 0; i < 5; i++)
    expect(await typeOf(me().twoFactor.stop({ body: { code: wrongCode(secret) } }))).toBe('wrong-code')
  const locked = await problemOf(signIn({ otp: codeOf(secret) }))
  expect(locked).toMatchObject({ type: 'too-many-requests', status: 429 })
  expect(await typeOf(me().twoFactor.stop({ body: { code: codeOf(secret) } }))).toBe('too-many-requests')
  expect(await typeOf(me().twoFactor.stop({ body: { password } }))).toBe('too-many-requests')
  app.clock.advance(60 * minute)
  expect(await typeOf(signIn({ otp: codeOf(secret) }))).toBe('none')
})

test('a burst of guesses at the same time learns no more than guesses one by one', async () => {
  const { secret } = await turnOn()
  const guesses = await Promise.all(Array.from({ length: 40 }, () => typeOf(signIn({ otp: wrongCode(secret) }))))
  expect(guesses.filter((one) => one === 'invalid-credentials').length).toBeLessThanOrEqual(10)
  expect(guesses.filter((one) => one === 'too-many-requests').length).toBeGreaterThanOrEqual(30)
})

test('asking for the code is no failure', async () => {
  const { secret } = await turnOn()
  for (let i = 0; i < 15; i++) expect(await typeOf(signIn())).toBe('otp-required')
  expect(await typeOf(signIn({ otp: codeOf(secret) }))).toBe('none')
})

test('it is turned off with the password or a current code, and with nothing else', async () => {
  for (const right of ['password', 'code'] as const) {
    const { secret } = await turnOn()
    expect(await typeOf(me().twoFactor.stop({ body: { password: 'not this 1!' } }))).toBe('wrong-password')
    expect(await typeOf(me().twoFactor.stop({ body: { code: wrongCode(secret) } }))).toBe('wrong-code')
    expect(await typeOf(me().twoFactor.stop({ body: {} }))).toBe('invalid-input')
    expect(await typeOf(me().twoFactor.stop({ body: { password, code: codeOf(secret) } }))).toBe('invalid-input')
    await me().twoFactor.stop({ body: right === 'password' ? { password } : { code: codeOf(secret) } })
    expect(await signIn()).toMatchObject({ twoFactor: false })
    expect(await typeOf(me().twoFactor.stop({ body: { password } }))).toBe('two-factor-off')
  }
})

test('an administrator’s reset takes it away, with its recovery codes', async () => {
  const { recoveryCodes } = await turnOn()
  const admin = await app.site.logins.authenticate(await makeAdmin(app), {
    via: 'bearer',
    address: '127.0.0.1',
    background: false,
  })
  await transaction(app.database.db, (tx) => app.site.secondFactors.reset(tx, user.id, admin!))
  expect(await signIn()).toMatchObject({ twoFactor: false })
  await turnOn()
  expect(await typeOf(signIn({ recoveryCode: recoveryCodes[0]! }))).toBe('invalid-credentials')
})

test('the database holds neither the secret nor a code', async () => {
  const { secret, recoveryCodes } = await turnOn()
  await me().twoFactor.stop({ body: { password } })
  const offered = await me().twoFactor.start()
  const tables = ['second_factors', 'second_factor_offers', 'recovery_codes', 'events']
  const rows = await Promise.all(tables.map((table) => app.database.pool.query(`SELECT t::text FROM ${table} t`)))
  const text = rows.map(({ rows: some }) => JSON.stringify(some)).join()
  for (const hidden of [
    secret,
    offered.secret,
    ...recoveryCodes,
    ...recoveryCodes.map((code) => code.replace('-', '')),
  ]) {
    expect(text).not.toContain(hidden)
    expect(text).not.toContain(Buffer.from(hidden).toString('hex'))
    expect(app.logged.join()).not.toContain(hidden)
  }
})

test('a secret of one user is worth nothing in the row of another', async () => {
  const { secret } = await turnOn()
  const other = await makeUser(app)
  await app.database.pool.query(
    'INSERT INTO second_factors SELECT $1, secret, last_step, created_at FROM second_factors WHERE user_id = $2',
    [other.id, user.id],
  )
  app.clock.advance(30_000)
  const attempt = app.anonymous.logins.login({ body: { login: other.username, password, otp: codeOf(secret) } })
  expect(await typeOf(attempt)).toBe('internal')
})

test('where the site requires it, who has none may set it up and nothing else, and keeps it', async () => {
  const admin = app.as(await makeAdmin(app))
  const demandOf = (requireTwoFactor: 'none' | 'admins' | 'everyone') =>
    admin.settings.update({ body: { requireTwoFactor } })
  await demandOf('everyone')
  expect(await problemOf(me().projects.list())).toMatchObject({ type: 'second-factor-set-up-required', status: 403 })
  expect(await problemOf(admin.projects.list())).toMatchObject({ type: 'second-factor-set-up-required' })
  expect(await me().accounts.me()).toMatchObject({ twoFactor: false })
  const { secret } = await turnOn()
  await me().projects.list()
  app.clock.advance(30_000)
  expect(await typeOf(me().twoFactor.stop({ body: { code: codeOf(secret) } }))).toBe('two-factor-required')
  expect(await typeOf(me().twoFactor.stop({ body: { password } }))).toBe('two-factor-required')

  const { secret: ofAdmin } = await admin.twoFactor.start()
  await admin.twoFactor.verify({ body: { code: codeOf(ofAdmin) } })
  await demandOf('admins')
  await me().twoFactor.stop({ body: { password } })
  await me().projects.list()
  expect(await typeOf(admin.twoFactor.stop({ body: { code: codeOf(ofAdmin, 30_000) } }))).toBe('two-factor-required')
})
