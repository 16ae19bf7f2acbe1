/** Throws what is in hostile-values.ts at every input of signing in and of accounts. */
import { api } from '@berth/contract/api.ts'
import { addressOf } from '@berth/contract/client.ts'
import { Agent, request } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import type { Endpoint } from '@berth/contract/endpoint.ts'
import type { InputError } from '@berth/contract/problems.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAuditLog } from '../src/features/audit/audit.service.ts'
import { hostileTexts, hostileValues } from './hostile-values.ts'
import { makeAdmin, makeUser, type MadeUser } from './make.ts'
import { testApp, type TestApp } from './test-app.ts'

let app: TestApp
let admin: string
let target: MadeUser
beforeAll(async () => {
  app = await testApp({ trustedProxies: ['127.0.0.1'] })
  admin = await makeAdmin(app)
  target = await makeUser(app, 'target')
})

test('there are more than three hundred of them, each once', () => {
  expect(new Set(hostileValues.map((value) => JSON.stringify(value))).size).toBeGreaterThan(300)
})

const nobody = '00000000-0000-7000-8000-00000000dead'
let calls = 0

const agent = new Agent({ keepAlive: true })
afterAll(() => agent.destroy())

/** As `fetch`, which takes longer for each of these tens of thousands of requests than the server. */
const call = (path: string, { method = 'GET', headers, body }: { method?: string; headers: object; body?: string }) =>
  new Promise<{ status: number; header: (name: string) => unknown; text: string }>((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    // A connection on which more came than is read is not used again.
    const by = (body?.length ?? 0) > 2 ** 20 ? false : agent
    const asked = request(app.origin + path, { method, agent: by, headers: { ...headers, ...length } }, (answer) => {
      const header = (name: string) => answer.headers[name]
      textOf(answer).then((text) => resolve({ status: answer.statusCode!, header, text }), reject)
    })
    asked.on('error', reject).end(body)
  })

async function send(endpoint: Endpoint, given: { body?: unknown; query?: object; id?: string; token?: string }) {
  const params = { id: given.id ?? nobody, userCode: 'BCDFGHJK' }
  const answer = await call(addressOf(endpoint, { params, ...(given.query ? { query: given.query as never } : {}) }), {
    method: endpoint.method,
    headers: {
      authorization: `Bearer ${given.token ?? admin}`,
      // Another network each time, so that nothing is refused for the number of attempts.
      'x-forwarded-for': `10.${(++calls >> 8) & 255}.${calls & 255}.1`,
      ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
  })
  const { status, text } = answer
  const said = () => `${endpoint.method} ${endpoint.path} ${JSON.stringify(given).slice(0, 200)}: ${text.slice(0, 200)}`
  expect(status, status < 500 ? '' : said()).toBeLessThan(500)
  expect(answer.header('x-content-type-options')).toBe('nosniff')
  expect(answer.header('content-type') ?? '').not.toContain('html')
  return { status, text }
}

/**
 * Each value in all the fields at once, and then alone in those that the refusal did not name. No value may be good for
 * all of the fields.
 */
async function eachAlone(
  endpoint: Endpoint,
  fields: readonly string[],
  id: string,
  work: (field: string, value: unknown) => Promise<void>,
) {
  for (const { value } of boxed) {
    const body = Object.fromEntries(fields.map((field) => [field, value]))
    const refused = new Set<string | undefined>()
    // One that is larger than any body may be is refused for that alone.
    if (JSON.stringify(body).length < 500_000) {
      const { status, text } = await send(endpoint, { body, id })
      expect(status, JSON.stringify(value).slice(0, 100)).toBe(400)
      const { errors = [] } = JSON.parse(text) as { errors?: readonly InputError[] }
      for (const { path } of errors) refused.add(path.split('.')[1])
    }
    for (const field of fields) if (!refused.has(field)) await work(field, value)
  }
}

/** Some at a time: together they are thousands. */
async function each<Value>(values: readonly Value[], work: (value: Value) => Promise<void>) {
  const queue = [...values]
  const worker = async () => {
    for (let value = queue.shift(); value !== undefined; value = queue.shift()) await work(value)
  }
  // `undefined` is no value of JSON.
  await Promise.all(Array.from({ length: 8 }, worker))
}
const boxed = hostileValues.map((value) => ({ value }))

const password = 'a good one 1!'
const bodies: readonly [Endpoint, Record<string, unknown>][] = [
  [api.setup.complete, { token: 'x', email: 'a@example.org', username: 'a', fullName: '', password }],
  [api.logins.login, { login: 'nobody', password: 'x', otp: '123456', recoveryCode: 'BCDFG-HJKMN' }],
  [api.connections.begin, { client: 'x' }],
  [api.connections.collect, { deviceCode: 'x' }],
  [api.connections.answer, { approve: false }],
  [api.twoFactor.verify, { code: '123456' }],
  [api.twoFactor.stop, { password: 'x', code: '123456' }],
  [api.passkeys.register, { challenge: nobody, name: 'x', credential: {} }],
  [api.passkeys.rename, { name: 'x' }],
  [api.waysIn.passkey, { challenge: nobody, credential: {} }],
  [api.users.deactivate, { terminateSessions: true }],
  [api.myAccount.changePassword, { currentPassword: 'x', newPassword: password }],
  [api.preferences.replace, { autoLogout: false }],
  [api.invitations.create, { email: 'a@example.org', role: 'member' }],
  [api.groups.create, { name: 'x' }],
  [api.projects.create, { workspace: nobody, name: 'x', description: '', cpu: 1, memory: 1, storageHosts: ['a'] }],
  [api.environments.create, { name: 'x', title: 'x', description: '', rootDirectory: '/x', order: 1, apps: [] }],
  [api.apps.open, { path: '/' }],
  [api.users.import, { csv: 'email,username\n', dryRun: true }],
]

describe('bodies', () => {
  const fields = bodies.flatMap(([endpoint, body]) =>
    Object.keys(body).map((field) => [`${endpoint.method} ${endpoint.path} ${field}`, endpoint, body, field] as const),
  )
  test.each(fields)(
    '%s',
    async (_name, endpoint, body, field) => {
      const token = endpoint.access === 'superadmin' ? admin : (await makeUser(app)).token
      await each(boxed, async ({ value }) => {
        await send(endpoint, {
          body: { ...body, [field]: value },
          token,
        })
      })
    },
    120_000,
  )

  test.each(bodies.map(([endpoint]) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
    '%s: as the whole body, and ten megabytes',
    async (_name, endpoint) => {
      await each(boxed, async ({ value }) => {
        expect((await send(endpoint, { body: value ?? null })).status).toBeGreaterThanOrEqual(400)
      })
      expect(
        (await send(endpoint, { body: { x: 'x'.repeat(10 * 1024 * 1024) } }).catch(() => ({ status: 413 }))).status,
      ).toBe(413)
    },
    60_000,
  )
})

describe('what is stored is what was sent, or nothing', () => {
  // Those that take few of the values are tried together; nobody changes an `id`.
  test.each([
    'username',
    'fullName',
    'description',
    'role, requirePasswordChange, allowedClientIps, email, active, id',
  ])(
    'of a user: %s',
    async (names) => {
      const show = async () =>
        (await app.as(admin).users.show({ params: { id: target.id } })) as Record<string, unknown>
      let before = await show()
      const alone = async (field: string, value: unknown) => {
        const { status, text } = await send(api.users.update, { body: { [field]: value }, id: target.id })
        if (status !== 200) return
        const after = JSON.parse(text) as Record<string, unknown>
        expect({ ...after, [field]: null }).toEqual({ ...before, [field]: null })
        expect(after[field], JSON.stringify(value).slice(0, 100)).toEqual(trimmed(value))
        before = after
      }
      const fields = names.split(', ')
      if (fields.length > 1) await eachAlone(api.users.update, fields, target.id, alone)
      else for (const { value } of boxed) await alone(names, value)
      expect(await show()).toEqual(before)
      await app.database.db
        .updateTable('users')
        .set({ role: 'user', username: 'target', allowed_client_ips: [], require_password_change: false })
        .where('id', '=', target.id)
        .execute()
    },
    120_000,
  )

  const trimmed = (value: unknown): unknown =>
    typeof value === 'string' ? value.trim() : Array.isArray(value) ? value.map(trimmed) : value

  test('of oneself', async () => {
    const { token } = await makeUser(app)
    await each(boxed, async ({ value }) => {
      for (const field of ['fullName', 'confirmLockout'])
        await send(api.myAccount.update, { body: { [field]: value }, token })
    })
  }, 60_000)

  test('of the settings', async () => {
    const before = await app.as(admin).settings.show()
    await eachAlone(api.settings.update, Object.keys(before), nobody, async (field, value) => {
      const { status } = await send(api.settings.update, { body: { [field]: value } })
      if (status === 200) {
        expect(value === null || ['boolean', 'number'].includes(typeof value), JSON.stringify(value)).toBe(true)
        await app.as(admin).settings.update({ body: before })
      }
    })
    expect(await app.as(admin).settings.show()).toEqual(before)
  }, 120_000)
})

describe('queries', () => {
  const short = hostileTexts.filter((text) => text.length < 2_000 && text.isWellFormed())
  const queries: readonly [Endpoint, readonly string[]][] = [
    [api.users.list, ['email', 'username', 'fullName', 'role', 'active', 'twoFactor', 'q', 'sort', 'cursor', 'limit']],
    [api.users.export, ['email', 'columns', 'filename', 'sort', 'q']],
    [api.myAccount.loginHistory, ['q', 'cursor', 'limit', 'sort']],
    [api.myAccount.activity, ['q', 'cursor']],
    [api.environments.listAll, ['q', 'cursor', 'sort']],
    [api.waysIn.oidcStart, ['next']],
  ]
  const cases = queries.flatMap(([endpoint, names]) =>
    names.map((name) => [`${endpoint.path}?${name}`, endpoint, name] as const),
  )
  test.each(cases)(
    '%s',
    async (_name, endpoint, name) => {
      await each(short, async (value) => {
        await send(endpoint, { query: { [name]: value } })
        if (name === 'cursor')
          await send(endpoint, { query: { cursor: Buffer.from(JSON.stringify([value, value])).toString('base64url') } })
      })
    },
    60_000,
  )

  test('a filter finds exactly those whose text contains it', async () => {
    const description = 'found by hostile filters'
    const made: { id: string; fullName: string }[] = []
    await each([...short.filter((one) => one.length <= 60).entries()], async ([n, text]) => {
      const body = { email: `h${n}@hostile.example`, username: `hostile ${n}`, fullName: text, description }
      const { status, text: answer } = await send(api.users.create, { body })
      if (status === 201) made.push(JSON.parse(answer) as { id: string; fullName: string })
    })
    expect(made.length).toBeGreaterThan(100)
    const named = made.filter((one) => one.fullName !== '')
    await each(named, async ({ id, fullName }) => {
      const { items } = await app.as(admin).users.list({ query: { fullName, limit: 200 } })
      expect(
        items.map((item) => item.id),
        fullName,
      ).toContain(id)
      const lower = fullName.toLowerCase()
      expect(
        items.filter(
          ({ fullName: found }) => !found.toLowerCase().includes(lower) && /^[\x20-\x7e]*$/.test(lower + found),
        ),
      ).toEqual([])
    })
    const csv = (await send(api.users.export, { query: { email: '@hostile.example', columns: 'fullName' } })).text
    expect(csv).not.toMatch(/(^|\n|,)"?\s*[=+\-@]/)
  }, 60_000)
})

describe('headers', () => {
  const sendable = hostileTexts.filter(
    (text) => /^[\x21-\xff][\x20-\xff]{0,3000}$/.test(text) && !text.includes('\x7f'),
  )
  test.each([
    'authorization',
    'cookie',
    'user-agent',
    'x-forwarded-for',
    'accept-language',
    'origin',
    'content-type',
    'idempotency-key',
    'host',
  ])(
    '%s',
    async (name) => {
      await each(sendable, async (value) => {
        for (const text of name === 'cookie' ? [`berth=${value}`, `berth-device=${value}`, value] : [value]) {
          const answer = await call('/api/v1/auth/connections', {
            method: 'POST',
            headers: { 'content-type': 'application/json', [name]: text },
            body: '{"client":"x"}',
          }).catch(() => null)
          expect(answer?.status ?? 0, text).toBeLessThan(500)
          const me = await call('/api/v1/me', { headers: { [name]: text } }).catch(() => null)
          expect(me?.status ?? 401, text).toBeGreaterThanOrEqual(400)
          expect(me?.status ?? 401, text).toBeLessThan(500)
        }
      })
    },
    60_000,
  )
})

test('after all of it nobody is more than before, and the audit log is whole', async () => {
  await app.site.auditLog.caughtUp()
  expect(await verifyAuditLog(app.database.db)).toMatchObject({ fault: null })
  const { rows } = await app.database.pool.query(`SELECT email FROM users WHERE role = 'superadmin'`)
  expect(rows).toEqual([{ email: 'admin@example.org' }])
  expect(app.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
})
