import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeAdmin, makeUser } from '../../../test/make.ts'
import { adminPassword, testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
beforeAll(async () => {
  app = await testApp()
  admin = app.as(await makeAdmin(app))
})

const typeOf = (error: unknown) => (error instanceof ApiProblem ? error.body.type : error)
const codesOf = async (call: Promise<unknown>) => {
  const error = await call.catch((reason: unknown) => reason)
  if (!(error instanceof ApiProblem)) throw new Error(`expected a problem, got ${JSON.stringify(error)}`)
  return ((error.body['errors'] ?? []) as { path: string; code: string }[]).map(({ path, code }) => `${path} ${code}`)
}
const password = 'new password 1!'
const body = (name: string, over: object = {}) => ({
  email: `${name}@example.org`,
  username: name,
  fullName: `Full ${name}`,
  password,
  ...over,
})

describe('one user', () => {
  test('is created with a workspace, signs in, and is shown without secrets', async () => {
    const made = await admin.users.create({ body: body('grace', { description: 'Compilers', role: 'user' }) })
    expect(made).toMatchObject({ email: 'grace@example.org', active: true, twoFactor: false, lastSignInAt: null })
    expect(made.workspaces.map(({ name }) => name)).toEqual(['default', 'grace'])
    expect(made.projects.map(({ name }) => name)).toContain('default')
    expect(made.policies).toEqual(['default'])
    expect(JSON.stringify(made)).not.toContain('argon2')
    await app.signIn('grace', password)
    expect((await admin.users.show({ params: { id: made.id } })).lastSignInAt).not.toBeNull()
  })

  test.each([
    [{ email: 'GRACE@example.org' }, 'body.email taken'],
    [{ username: 'Grace' }, 'body.username taken'],
    [{ email: 'no address' }, 'body.email invalid-format'],
    [{ email: `${'x'.repeat(60)}@example.org` }, 'body.email too-big'],
    [{ username: '' }, 'body.username too-small'],
    [{ username: 'x'.repeat(65) }, 'body.username too-big'],
    [{ username: 'a\u0000b' }, 'body.username not-text'],
    [{ username: 'a\u202eb' }, 'body.username custom'],
    [{ password: 'other-1' }, 'body.password too-short'],
    [{ password: 'Other@Example.org', email: 'other@example.org' }, 'body.password needs-digit'],
    [{ username: 'same-as-1!', password: 'Same-As-1!' }, 'body.password same-as-account'],
    [{ description: 'x'.repeat(501) }, 'body.description too-big'],
    [{ role: 'root' }, 'body.role invalid-value'],
    [{ allowedClientIps: ['10.0.0.1', '10.0.0.256'] }, 'body.allowedClientIps.1 not-an-address'],
    [{ allowedClientIps: ['04.1.1.1'] }, 'body.allowedClientIps.0 not-an-address'],
  ])('%j is refused with %s', async (over, code) => {
    const found = await codesOf(admin.users.create({ body: body('other', over) }))
    expect(found.map((one) => one.replace(/ invalid$/, ' custom'))).toContain(code)
  })

  test('a change of the password by an administrator ends what they were signed in with', async () => {
    const user = await makeUser(app)
    await admin.users.update({
      params: { id: user.id },
      body: { password: 'another one 2!', requirePasswordChange: true },
    })
    expect(await app.as(user.token).accounts.me().catch(typeOf)).toBe('not-signed-in')
    const token = await app.signIn(user.username, 'another one 2!')
    expect(await app.as(token).accounts.me()).toMatchObject({ requirePasswordChange: true })
  })
})

describe('deactivating', () => {
  test('ends every login at once, refuses sign-in, and can be taken back', async () => {
    const user = await makeUser(app)
    const params = { id: user.id }
    expect(await admin.users.holdings({ params })).toEqual({
      loginSessions: 1,
      openTerminals: 0,
      credentials: 0,
      computeSessions: [],
      workspacesWithoutAdmin: [],
    })
    expect(await admin.users.deactivate({ params, body: { terminateSessions: false } })).toMatchObject({
      active: false,
    })
    expect(await app.as(user.token).accounts.me().catch(typeOf)).toBe('not-signed-in')
    const signIn = () => app.anonymous.logins.login({ body: { login: user.username, password: 'user password 1!' } })
    expect(await signIn().catch(typeOf)).toBe('invalid-credentials')
    expect(await admin.users.reactivate({ params })).toMatchObject({ active: true })
    expect(await signIn()).toMatchObject({ username: user.username })
    // What was ended stays so.
    expect(await app.as(user.token).accounts.me().catch(typeOf)).toBe('not-signed-in')
  })

  test('nobody deactivates themselves; the last administrator stays one', async () => {
    const { id } = await admin.accounts.me()
    const params = { id }
    const body = { terminateSessions: false }
    expect(await admin.users.deactivate({ params, body }).catch(typeOf)).toBe('not-yourself')
    expect(await admin.users.update({ params, body: { role: 'user' } }).catch(typeOf)).toBe('last-superadmin')
  })

  test('of two administrators who demote or deactivate each other, one is left', async () => {
    for (const round of [1, 2, 3]) {
      const name = `second-${round}`
      const second = await admin.users.create({ body: body(name, { role: 'superadmin' }) })
      const as = { first: admin, second: app.as(await app.signIn(name, password)) }
      const first = await admin.accounts.me()
      const calls = [
        as.first.users.update({ params: { id: second.id }, body: { role: 'user' } }),
        as.second.users.update({ params: { id: first.id }, body: { role: 'user' } }),
        as.first.users.deactivate({ params: { id: second.id }, body: { terminateSessions: false } }),
        as.second.users.update({ params: { id: second.id }, body: { role: 'user' } }),
      ]
      await Promise.allSettled(calls)
      const left = await app.database.db
        .selectFrom('users')
        .select('id')
        .where('role', '=', 'superadmin')
        .where('active', '=', true)
        .execute()
      expect(left.length).toBeGreaterThanOrEqual(1)
      await app.database.db.updateTable('users').set({ role: 'superadmin' }).where('id', '=', first.id).execute()
      await app.database.db.updateTable('users').set({ role: 'user' }).where('id', '=', second.id).execute()
    }
  })
})

describe('the list', () => {
  let many: TestApp
  let boss: ReturnType<TestApp['as']>
  beforeAll(async () => {
    many = await testApp()
    boss = many.as(await makeAdmin(many))
    const rows = Array.from({ length: 120 }, (_, n) => ({
      id: crypto.randomUUID(),
      email: `u${n}@${n % 2 ? 'odd' : 'even'}.example`,
      username: `Name_${n % 10}_${n}`,
      full_name: n % 3 === 0 ? `Zoë ${n}%` : `Adam ${n}`,
      role: 'user' as const,
      active: n % 4 !== 0,
      password_hash: null,
      created_at: new Date(Date.UTC(2026, 0, 1 + (n % 7))),
      last_sign_in_at: n % 5 === 0 ? null : new Date(Date.UTC(2026, 1, 1, n % 11)),
    }))
    await many.database.db.insertInto('users').values(rows).execute()
  })

  type Query = NonNullable<NonNullable<Parameters<ReturnType<TestApp['as']>['users']['list']>[0]>['query']>
  const pages = async (query: Query) => {
    const items = []
    for (let cursor: string | null | undefined; ;) {
      const page = await boss.users.list({ query: { ...query, limit: 17, ...(cursor ? { cursor } : {}) } })
      items.push(...page.items)
      cursor = page.nextCursor
      if (cursor === null) return items
    }
  }

  test.each(
    ['email', 'username', 'fullName', 'role', 'createdAt', 'lastSignInAt'].flatMap((field) => [
      [field],
      [`-${field}`],
      [`${field},-email`],
      [`-role,${field}`],
    ]),
  )('sorted by %s, pages show each user once and in order', async (sort) => {
    for (const active of ['true', 'false', undefined] as const) {
      const items = await pages({ sort, ...(active ? { active } : {}) })
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
      expect(items.length).toBe(active === undefined ? 121 : active === 'true' ? 91 : 30)
      const field = sort.split(',')[0]!.replace('-', '') as 'email'
      const keys = items.map((item) => (item[field] ?? '').toLowerCase())
      const sorted = [...keys].sort()
      expect(keys).toEqual(sort.startsWith('-') ? sorted.reverse() : sorted)
    }
  })

  test.each([
    [{ email: 'ODD.' }, 60],
    [{ email: 'u11' }, 11],
    [{ username: '_' }, 120],
    [{ username: 'name_3' }, 12],
    [{ fullName: 'ZOË' }, 40],
    [{ fullName: '%' }, 40],
    [{ fullName: '\\' }, 0],
    [{ q: 'even' }, 60],
    [{ q: 'adam 1' }, 22],
    [{ role: 'superadmin' }, 1],
    [{ twoFactor: 'true' }, 0],
    [{ twoFactor: 'false', active: 'false' }, 30],
    [{ email: 'odd', fullName: 'zoë', active: 'true' }, 20],
  ] as const)('%j finds %i', async (query, count) => {
    const items = await pages(query)
    expect(items).toHaveLength(count)
  })

  test('a cursor that was never given out is refused', async () => {
    for (const cursor of [
      'x',
      btoa('["a"]'),
      btoa('["a","b"]'),
      btoa('[{"a":1},"00000000-0000-7000-8000-000000000000"]'),
    ])
      expect(await boss.users.list({ query: { cursor } }).catch(typeOf)).toBe('invalid-input')
  })

  test('the export has the rows that the filters show, as CSV that no spreadsheet runs', async () => {
    const [one] = (await boss.users.list({ query: { limit: 1 } })).items
    await boss.users.update({ params: { id: one!.id }, body: { fullName: '=HYPERLINK("x")', description: 'a,"b"\nc' } })
    const token = await many.signIn('admin', adminPassword)
    const get = (query: string) =>
      fetch(`${many.origin}/api/v1/users/export.csv?${query}`, { headers: { authorization: `Bearer ${token}` } })
    const answer = await get('active=false&columns=email,fullName&filename=..%2Fa%0Ab%22%ED%95%9C.csv')
    const disposition = answer.headers.get('content-disposition') ?? ''
    expect(disposition).toMatch(/^attachment; filename="[\w.-]+\.csv"; filename\*=UTF-8''[\w.%-]+$/)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(new TextDecoder().decode(bytes).trim().split('\r\n')).toHaveLength(31)
    const all = await (await get('')).text()
    expect(all).toContain(`"'=HYPERLINK(""x"")","a,""b""\nc"`)
    expect((await get('columns=password_hash')).status).toBe(400)
  })
})

describe('import', () => {
  const csv = (...lines: string[]) => ['email,username,fullName,password,role,description', ...lines].join('\r\n')
  const imported = (text: string, dryRun = false) => admin.users.import({ body: { csv: text, dryRun } })

  test('creates every user of the file', async () => {
    const text = `\ufeff${csv('i1@example.org,i1,"One, ""the"" first",password 1!,user,', 'i2@example.org,i2,,,,"two\nlines"')}`
    const preview = await imported(text, true)
    expect(preview).toMatchObject({
      created: 0,
      rows: [
        { line: 2, errors: [] },
        { line: 3, errors: [] },
      ],
    })
    expect(await imported(text)).toMatchObject({ created: 2 })
    await app.signIn('i1', 'password 1!')
    const { items } = await admin.users.list({ query: { email: 'i1@' } })
    expect(items).toMatchObject([{ fullName: 'One, "the" first' }])
  })

  test('names what is wrong with which row, and creates nobody', async () => {
    const text = csv(
      'j1@example.org,j1,,password 1!,,',
      'J1@example.org,j2,,short,,',
      'not an address,j1,,,owner,',
      ',j3,,,,',
      'j4@example.org,j4,a"b,,,',
      'admin@example.org,j5,,,,,surplus',
    )
    const { rows } = await imported(text, true)
    const said = rows.map(({ line, errors }) => [line, ...errors.map(({ field, code }) => `${field} ${code}`)])
    expect(said[0]).toEqual([2])
    expect(said[1]).toEqual(expect.arrayContaining(['password too-short']))
    expect(said[2]).toEqual(expect.arrayContaining(['email invalid-format', 'role invalid-value']))
    expect(said[3]).toEqual(expect.arrayContaining(['email required']))
    expect(said[4]).toEqual(expect.arrayContaining(['file quote-in-cell']))
    expect(said[5]).toEqual(expect.arrayContaining(['email taken', 'file too-many-cells']))
    expect(await imported(text).catch(typeOf)).toBe('import-refused')
    expect((await admin.users.list({ query: { email: 'j1@' } })).items).toEqual([])
  })

  test('duplicates inside the file are found, in any case', async () => {
    const { rows } = await imported(csv('k@example.org,k,,,,', 'K@EXAMPLE.org,k2,,,,', 'k3@example.org,K,,,,'), true)
    expect(rows.map(({ errors }) => errors.map(({ field, code }) => `${field} ${code}`))).toEqual([
      [],
      ['email taken'],
      ['username taken'],
    ])
  })

  test('a file without its header is refused', async () => {
    expect((await imported('a@example.org,a', true)).rows).toMatchObject([{ errors: [{ code: 'no-header' }] }])
    expect(await imported('').catch(typeOf)).toBe('import-refused')
  })
})
