import { expect, test } from 'vitest'
import { emptyHome, problem, runBerth, stubServer } from '../../test/run-berth.ts'

const accessKey = 'BKEY0123456789ABCDEF'
const secretKey = `a${'b'.repeat(66)}`
const pair = `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString('base64')}`
const credential = {
  accessKey,
  label: 'laptop',
  userEmail: 'ada@example.org',
  workspaceName: 'default',
  policy: 'default',
  active: true,
  main: false,
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  sessions: 2,
}

async function berth(routes: Parameters<typeof stubServer>[0], args: string[], env: Record<string, string> = {}) {
  const { origin, asked } = await stubServer(routes)
  const home = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token', ...env }
  return { ...(await runBerth(args, { env: home })), asked }
}

test('credentials are listed: one’s own, or with whose they are', async () => {
  const routes = { 'GET /credentials': () => ({ body: { items: [credential], nextCursor: null } }) }
  const own = await berth(routes, ['credentials', 'ls'])
  expect(Object.fromEntries(own.asked[0]!.query)).toMatchObject({ owner: 'me', active: 'true' })
  expect(own.stdout).toBe(`${accessKey}\tlaptop\tactive\tdefault\tdefault\tnever\tnever\n`)
  const all = await berth(routes, ['credentials', 'ls', '--all', '--inactive'])
  expect(Object.fromEntries(all.asked[0]!.query)).toMatchObject({ owner: 'all', active: 'false' })
  expect(all.stdout).toContain('\tada@example.org\t2\n')
})

test('a new pair is printed in the form that was asked for, line by line', async () => {
  const configuration = { hocon: 'api {\n  a\n}', jupyter: '%env A=1\n%env B=2', cli: 'export A=1' }
  const routes = { 'POST /credentials': () => ({ status: 201, body: { credential, secretKey, configuration } }) }
  const made = await berth(routes, ['credentials', 'create', '--label', 'x', '--format', 'jupyter'])
  expect(made.asked[0]?.body).toEqual({ label: 'x' })
  expect(made.stdout).toBe('%env A=1\n%env B=2\n')
  expect(made.stderr).toContain('this once')
})

test('what is changed is what was named; revoking takes several', async () => {
  const routes = {
    [`PATCH /credentials/${accessKey}`]: () => ({ body: credential }),
    [`POST /credentials/${accessKey}/revoke`]: () => ({ body: credential }),
  }
  const changed = await berth(routes, ['credentials', 'edit', accessKey, '--rate-limit', 'unlimited'])
  expect(changed.asked[0]?.body).toEqual({ rateLimit: null })
  expect((await berth(routes, ['credentials', 'edit', accessKey])).code).toBe(2)
  expect((await berth(routes, ['credentials', 'revoke', accessKey])).stdout).toContain('was revoked')
})

test('a pair of keys in the environment acts as its user, and never at another server', async () => {
  const { origin, asked } = await stubServer({
    'GET /me': () => ({ body: { email: 'ada@example.org', username: 'ada', fullName: '', role: 'user' } }),
    'GET /auth/session': () => problem(409, 'no-login'),
  })
  const home = await emptyHome()
  const keys = { BERTH_ACCESS_KEY: accessKey, BERTH_SECRET_KEY: secretKey }
  const who = await runBerth(['whoami'], { env: { ...home, ...keys, BERTH_URL: origin } })
  expect(who.stdout).toContain(`acting with\t${accessKey}`)
  expect(asked.every(({ token }) => token === pair)).toBe(true)
  expect((await runBerth(['whoami'], { env: { ...home, ...keys } })).code).toBe(2)
  expect((await runBerth(['whoami'], { env: { ...home, BERTH_ACCESS_KEY: accessKey, BERTH_URL: origin } })).code).toBe(
    2,
  )
})

test('signing in with an access key keeps the derived token, not the pair', async () => {
  const { origin, asked } = await stubServer({
    'POST /auth/token': () => ({ body: { token: 'derived', expiresAt: '2030-01-01T00:00:00.000Z' } }),
    'GET /me': () => ({ body: { email: 'ada@example.org' } }),
    'GET /credentials': () => ({ body: { items: [], nextCursor: null } }),
  })
  const env = await emptyHome()
  const login = ['login', origin, '--access-key', accessKey, '--secret-key-stdin']
  expect(await runBerth(login, { env, stdin: `${secretKey}\n` })).toMatchObject({ code: 0 })
  expect(asked.map(({ token }) => token)).toEqual([pair, 'Bearer derived'])
  await runBerth(['credentials', 'ls'], { env })
  expect(asked.at(-1)?.token).toBe('Bearer derived')
  expect((await runBerth(['login', origin, '--access-key', accessKey], { env })).code).toBe(2)
})
