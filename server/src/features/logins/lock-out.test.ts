import { beforeAll, beforeEach, expect, test } from 'vitest'
import { deadlocksIn } from '../../../test/database.ts'
import { makeAdmin, makeUser } from '../../../test/make.ts'
import { adminPassword, testApp, type TestApp } from '../../../test/test-app.ts'
import { createPasswords } from '../accounts/passwords.ts'

const right = 'user password 1!'
let app: TestApp
beforeAll(async () => {
  app = await testApp({ trustedProxies: ['127.0.0.1'] })
  await makeAdmin(app)
})
beforeEach(() => app.clock.advance(2 * 3_600_000))

interface Attempt {
  readonly from?: string
  readonly device?: string
}
async function signIn(login: string, password: string, { from = '198.51.100.7', device }: Attempt = {}) {
  const answer = await fetch(`${app.origin}/api/v1/auth/login`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': from,
      ...(device ? { cookie: `berth-device=${device}` } : {}),
    },
    body: JSON.stringify({ login, password }),
  })
  const cookies = answer.headers.getSetCookie().join('\n')
  return {
    status: answer.status,
    wait: Number(answer.headers.get('retry-after') ?? 0),
    device: /berth-device=([^;]+)/.exec(cookies)?.[1],
  }
}
const failTen = async (login: string, attempt: Attempt = {}) => {
  for (let n = 0; n < 10; n++) expect((await signIn(login, 'wrong one 1!', attempt)).status).toBe(401)
}

test('after ten failures the right password is refused too, for longer with every attempt, and then let in', async () => {
  const { username } = await makeUser(app)
  await failTen(username)
  const waits = []
  for (let n = 0; n < 4; n++) {
    const { status, wait } = await signIn(username, right)
    expect(status).toBe(429)
    waits.push(wait)
  }
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  expect(waits[3]).toBeGreaterThan(waits[0]!)
  app.clock.advance(waits[3]! * 1000 + 1)
  expect((await signIn(username, right)).status).toBe(200)
})

test('an unknown name is answered in the same way', async () => {
  await failTen('nobody-here')
  expect((await signIn('nobody-here', right)).status).toBe(429)
})

test('other accounts from the same /24 and /56 wait too, other networks do not', async () => {
  for (const [near, same, other] of [
    ['203.0.113.5', '203.0.113.250', '203.0.114.5'],
    ['2001:db8:1:ab12::1', '2001:db8:1:abff::9', '2001:db8:1:ac00::1'],
  ] as const) {
    for (let n = 0; n < 10; n++) await signIn(`someone-${n}`, 'wrong one 1!', { from: near })
    const { username } = await makeUser(app)
    expect((await signIn(username, right, { from: same })).status).toBe(429)
    expect((await signIn(username, right, { from: other })).status).toBe(200)
  }
})

test('a browser in which its owner has signed in is not locked out by others, and guesses no more than anybody', async () => {
  const { username } = await makeUser(app)
  const { device = '' } = await signIn(username, right)
  expect(device).toMatch(/^[\w-]{43}$/)
  await failTen(username)
  expect((await signIn(username, right)).status).toBe(429)
  expect((await signIn(username, right, { device })).status).toBe(200)
  // Of another account it is no good.
  const other = await makeUser(app)
  expect((await signIn(other.username, right, { device })).status).toBe(429)
  await failTen(username, { device })
  expect((await signIn(username, right, { device })).status).toBe(429)
})

test('a burst learns no more than ten attempts one by one', async () => {
  const { username } = await makeUser(app)
  const burst = await Promise.all(Array.from({ length: 30 }, () => signIn(username, 'wrong one 1!')))
  const count = (status: number) => burst.filter((one) => one.status === status).length
  expect([count(401), count(429)]).toEqual([10, 20])
})

test('bursts against many accounts from one network are all answered, and together learn no more than one', async () => {
  const names = await Promise.all(Array.from({ length: 4 }, async () => (await makeUser(app)).username))
  const burst = await Promise.all(
    Array.from({ length: 80 }, (_, n) => signIn(names[n % names.length]!, 'wrong one 1!', { from: `192.0.2.${n}` })),
  )
  expect(Map.groupBy(burst, ({ status }) => status).get(401)).toHaveLength(10)
  expect(new Set(burst.map(({ status }) => status))).toEqual(new Set([401, 429]))
  expect(await deadlocksIn(app.database)).toBe(0)
})

test('what was counted survives a restart', async () => {
  const { username } = await makeUser(app)
  await failTen(username)
  const again = await testApp({ database: app.database, clock: app.clock, trustedProxies: ['127.0.0.1'] })
  const body = { login: username, password: right }
  const answer = await fetch(`${again.origin}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.7' },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(429)
})

test('a success does not make room for guesses at other accounts of the network', async () => {
  const { username } = await makeUser(app)
  for (let n = 0; n < 10; n++) {
    await signIn('admin', 'wrong one 1!')
    if (n < 9) expect((await signIn(username, right)).status).toBe(200)
  }
  expect((await signIn(username, right)).status).toBe(429)
})

test('an administrator unlocks an account', async () => {
  const user = await makeUser(app)
  await failTen(user.username)
  const admin = app.as(await app.signIn('admin', adminPassword))
  await admin.users.unlock({ params: { id: user.id } })
  expect((await signIn(user.username, right)).status).toBe(200)
})

test('wrong passwords for a change count as well', async () => {
  const { token, username } = await makeUser(app)
  const change = () =>
    fetch(`${app.origin}/api/v1/me/password`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-forwarded-for': '198.51.100.7',
      },
      body: JSON.stringify({ currentPassword: 'wrong one 1!', newPassword: 'another 1!x' }),
    })
  for (let n = 0; n < 10; n++) expect((await change()).status).toBe(403)
  expect((await change()).status).toBe(429)
  expect((await signIn(username, right)).status).toBe(429)
})

test('an unknown user takes as long as a wrong password', async () => {
  const passwords = createPasswords()
  const stored = await passwords.hash(right)
  await passwords.matches('x', null)
  const time = async (hash: string | null) => {
    const times = []
    for (let n = 0; n < 9; n++) {
      const start = performance.now()
      await passwords.matches('wrong', hash)
      times.push(performance.now() - start)
    }
    return times.sort((a, b) => a - b)[4]!
  }
  const [known, unknown] = [await time(stored), await time(null)]
  expect(Math.abs(known - unknown)).toBeLessThan(Math.max(known, unknown))
  expect(unknown).toBeGreaterThan(5)
})
