import { beforeAll, describe, expect, test } from 'vitest'
import { makeAdmin, makePair, makeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
let adminToken: string
beforeAll(async () => {
  app = await testApp()
  adminToken = await makeAdmin(app)
  admin = app.as(adminToken)
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
    for (const sort of [
      ...['createdAt', '-lastUsedAt', 'label', '-policy,label', 'lastUsedAt,-createdAt'],
      ...['user', '-user', 'workspace', '-workspace', '-user,workspace', 'workspace,-createdAt'],
    ])
      expect((await listed({ owner: 'all', sort })).toSorted()).toEqual(all.toSorted())
    const [active, inactive] = [
      await listed({ owner: 'all', active: 'true' }),
      await listed({ owner: 'all', active: 'false' }),
    ]
    expect([...active, ...inactive].toSorted()).toEqual(all.toSorted())
    const person = await makeUser(app, 'needle-person')
    const { accessKey } = await makePair(app, person.token, { label: 'Needle 100%_label' })
    expect(await listed({ owner: 'all', q: 'NEEDLE 100%_L' })).toEqual([accessKey])
    expect(await listed({ owner: 'all', q: accessKey.slice(4).toLowerCase() })).toEqual([accessKey])
    expect(await listed({ owner: 'all', q: 'needle-person@' })).toHaveLength(3)
    expect(await listed({ owner: 'all', q: 'no such thing' })).toEqual([])
  })

  test('goes by people and by workspaces, both ways, over pages', async () => {
    const lab = await admin.workspaces.create({ body: { name: 'Zoo lab' } })
    for (const name of ['zoe-zoo', 'zack-zoo']) {
      const { id, token } = await makeUser(app, name)
      const joined = { workspace_id: lab.id, user_id: id, role: 'member' as const }
      await app.database.db.insertInto('members').values(joined).execute()
      await makePair(app, token)
    }
    const items = async (sort: string, more = {}) => {
      const keys = await listed({ owner: 'all', active: 'true', sort, ...more })
      const shown = await Promise.all(keys.map((accessKey) => admin.credentials.show({ params: { accessKey } })))
      return shown.map(({ userEmail, workspaceName }) => ({ userEmail, workspaceName }))
    }
    const emails = (await items('user', { person: '@' })).map(({ userEmail }) => userEmail)
    expect(emails).toEqual(emails.toSorted())
    expect((await items('-user')).map(({ userEmail }) => userEmail)).toEqual(emails.toReversed())
    const names = (await items('workspace')).map(({ workspaceName }) => workspaceName.toLowerCase())
    expect(names).toEqual(names.toSorted())
    expect((await items('-workspace')).map((one) => one.workspaceName.toLowerCase())).toEqual(names.toReversed())
    expect(await items('user', { workspaceName: 'ZOO L', person: 'za' })).toMatchObject([{ workspaceName: 'Zoo lab' }])
  })

  test('finds by each field alone and by several together, and the export has the same rows', async () => {
    await admin.policies.create({ body: { name: 'field-policy' } })
    const person = await makeUser(app, 'field-person')
    const { accessKey } = await makePair(app, person.token, { label: 'Field 50%_off' })
    const other = await makePair(app, (await makeUser(app)).token, { label: 'Field 50 off' })
    await admin.credentials.update({ params: { accessKey }, body: { policy: 'field-policy' } })
    await app.database.pool.query(`UPDATE credentials SET last_used_at = '2029-03-01' WHERE access_key = $1`, [
      accessKey,
    ])
    const main = { owner: 'all', main: 'false' } as const
    const only = async (query: object) => {
      for (const sort of ['-createdAt', 'user', 'workspace', 'label,-policy']) {
        const keys = await listed({ ...main, ...query, sort })
        const csv = await fetch(
          `${app.origin}/api/v1/credentials/export.csv?${new URLSearchParams({ ...main, ...query, sort, columns: 'accessKey' }).toString()}`,
          { headers: { authorization: `Bearer ${adminToken}` } },
        )
        expect((await csv.text()).trimEnd().split('\r\n').slice(1)).toEqual(keys)
        if (sort === 'label,-policy') return keys
      }
      return []
    }
    expect(await only({ label: 'FIELD 50%_' })).toEqual([accessKey])
    expect(await only({ label: 'field 50' })).toEqual([other.accessKey, accessKey])
    expect(await only({ person: 'field-PERSON', active: 'true' })).toEqual([accessKey])
    expect(await only({ policy: 'field-policy' })).toEqual([accessKey])
    expect(await only({ label: 'field', policy: 'field-policy', workspaceName: 'default' })).toHaveLength(1)
    expect(await only({ label: 'field', person: 'nobody at all' })).toEqual([])
    expect(await only({ usedSince: '2029-02-01T00:00:00Z', notUsedSince: '2029-04-01T00:00:00Z' })).toEqual([accessKey])
    expect(await only({ label: 'field', notUsedSince: '1970-01-01T00:00:00Z' })).toEqual([other.accessKey])
    expect(await only({ label: 'field', notUsedSince: '0000-01-01T00:00:00Z' })).toEqual([other.accessKey])
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
    expect(items.map(({ sessions }) => sessions).toSorted((a, b) => a - b)).toEqual([0, 1])
    expect(items[0]?.limits).toMatchObject({ cpu: null })
  })

  test('is exported as CSV without secrets', async () => {
    const { accessKey } = await makePair(app, adminToken, { label: '=cmd' })
    const csv = await fetch(`${app.origin}/api/v1/credentials/export.csv?owner=all&q=${accessKey}`, {
      headers: { authorization: `Bearer ${adminToken}` },
    })
    const [head, row] = (await csv.text()).split('\r\n')
    expect(head).toBe(
      'accessKey,label,email,username,workspace,policy,active,main,rateLimit,sessions,createdAt,expiresAt,revokedAt,lastUsedAt,lastUsedFrom,requests',
    )
    expect(row).toContain(`${accessKey},'=cmd,admin@example.org`)
    const chosen = await fetch(
      `${app.origin}/api/v1/credentials/export.csv?owner=all&q=${accessKey}&columns=policy,accessKey&filename=keys`,
      { headers: { authorization: `Bearer ${adminToken}` } },
    )
    expect(chosen.headers.get('content-disposition')).toContain('filename="keys.csv"')
    expect((await chosen.text()).replace('\ufeff', '')).toBe(`policy,accessKey\r\ndefault,${accessKey}\r\n`)
  })
})
