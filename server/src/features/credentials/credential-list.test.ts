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
    for (const sort of ['createdAt', '-lastUsedAt', 'label', '-policy,label', 'lastUsedAt,-createdAt'])
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
