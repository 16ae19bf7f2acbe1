import { limitNames } from '@berth/contract/policies.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeAdmin, makeUser } from '../../../test/make.ts'
import { problemOf } from '../../../test/problem-of.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

const GiB = 1024 ** 3
let app: TestApp
let admin: ReturnType<TestApp['as']>
let token: string
beforeAll(async () => {
  app = await testApp()
  token = await makeAdmin(app)
  admin = app.as(token)
})

const get = (path: string) => fetch(`${app.origin}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })

test('the default policy always exists and stays', async () => {
  expect(await admin.policies.show({ params: { name: 'default' } })).toMatchObject({
    name: 'default',
    cpu: null,
    containersPerSession: 1,
    idleTimeout: 0,
  })
  expect(await problemOf(admin.policies.remove({ params: { name: 'default' } }))).toMatchObject({
    type: 'default-policy',
    status: 409,
  })
})

test('a policy keeps what it was given, unlimited what was not said, and 0 as none', async () => {
  const limits = {
    cpu: 512,
    memory: 1024 * GiB,
    gpu: 0,
    gpuShares: 0.3,
    containersPerSession: 100,
    idleTimeout: 15_552_000,
    maxSessionLifetime: 60,
    concurrentSessions: 100,
    pendingSessions: 0,
    storageHosts: ['local', 'nas-1'],
    folderCapacity: 5 * GiB,
    maxFolders: 50,
  }
  await admin.policies.create({ body: { name: 'Full.policy_1-a', ...limits } })
  expect(await admin.policies.show({ params: { name: 'Full.policy_1-a' } })).toMatchObject(limits)
  const plain = await admin.policies.create({ body: { name: 'plain', cpu: 0.1 } })
  expect(plain).toMatchObject({ cpu: 0.1, memory: null, gpu: null, storageHosts: null, maxSessionLifetime: 0 })
})

describe('ranges are the server’s', () => {
  test.each([
    [{ cpu: -0.1 }, 'cpu'],
    [{ cpu: 512.1 }, 'cpu'],
    [{ cpu: 0.15 }, 'cpu'],
    [{ memory: 1024 * GiB + 1 }, 'memory'],
    [{ memory: 1.5 }, 'memory'],
    [{ gpu: 65 }, 'gpu'],
    [{ gpu: 0.5 }, 'gpu'],
    [{ gpuShares: 256.1 }, 'gpuShares'],
    [{ containersPerSession: 0 }, 'containersPerSession'],
    [{ containersPerSession: 101 }, 'containersPerSession'],
    [{ idleTimeout: 15_552_001 }, 'idleTimeout'],
    [{ maxSessionLifetime: -1 }, 'maxSessionLifetime'],
    [{ concurrentSessions: 101 }, 'concurrentSessions'],
    [{ pendingSessions: 101 }, 'pendingSessions'],
    [{ storageHosts: ['a', 'a'] }, 'storageHosts'],
    [{ storageHosts: ['../etc'] }, 'storageHosts.0'],
    [{ folderCapacity: 1024 * GiB + 1 }, 'folderCapacity'],
    [{ maxFolders: 51 }, 'maxFolders'],
  ])('%j', async (limits, field) => {
    for (const call of [
      () => admin.policies.create({ body: { name: 'out-of-range', ...limits } }),
      () => admin.policies.update({ params: { name: 'default' }, body: limits }),
      () => admin.policies.preview({ params: { name: 'default' }, body: limits }),
    ])
      expect(await problemOf(call())).toMatchObject({ type: 'invalid-input', errors: [{ path: `body.${field}` }] })
  })

  test.each(['', 'a b', 'ä', 'x'.repeat(65), 'a/b', 'export.csv'])('the name “%s” is refused', async (name) => {
    expect(await problemOf(admin.policies.create({ body: { name } }))).toMatchObject({ type: 'invalid-input' })
  })
})

test('a name is used once, and never changes', async () => {
  await admin.policies.create({ body: { name: 'once' } })
  expect(await problemOf(admin.policies.create({ body: { name: 'once' } }))).toMatchObject({
    errors: [{ path: 'body.name', code: 'taken' }],
  })
  const rename = admin.policies.update({ params: { name: 'once' }, body: { name: 'twice' } as never })
  expect(await problemOf(rename)).toMatchObject({ errors: [{ path: 'body.name', code: 'unknown' }] })
})

test('of two who edit the same version, the second is told', async () => {
  const { version } = await admin.policies.create({ body: { name: 'edited', cpu: 4 } })
  const answer = await get('/policies/edited')
  expect(answer.headers.get('etag')).toBe(`"${version}"`)
  const params = { name: 'edited' }
  const headers = { 'if-match': `"${version}"` }
  const first = await admin.policies.update({ params, body: { cpu: 8 } }, { headers })
  expect(first).toMatchObject({ cpu: 8, memory: null })
  expect(await problemOf(admin.policies.update({ params, body: { memory: GiB } }, { headers }))).toMatchObject({
    type: 'changed-meanwhile',
    status: 412,
  })
  expect(await problemOf(admin.policies.remove({ params }, { headers }))).toMatchObject({ type: 'changed-meanwhile' })
  expect(await admin.policies.show({ params })).toMatchObject({ cpu: 8, memory: null })
  await admin.policies.remove({ params }, { headers: { 'if-match': `"${first.version}"` } })
  expect(await problemOf(admin.policies.show({ params }))).toMatchObject({ type: 'not-found' })
})

test('what is used cannot be deleted; up to ten are named, inactive users too, and all counted', async () => {
  await admin.policies.create({ body: { name: 'used' } })
  const users = await Promise.all(Array.from({ length: 12 }, () => makeUser(app)))
  for (const user of users) {
    const { items } = await app.as(user.token).credentials.list({ query: { main: 'true' } })
    await admin.credentials.update({ params: { accessKey: items[0]?.accessKey ?? '' }, body: { policy: 'used' } })
  }
  const [inactive] = users
  await admin.users.deactivate({ params: { id: inactive?.id ?? '' }, body: { terminateSessions: false } })
  const refused = await problemOf(admin.policies.remove({ params: { name: 'used' } }))
  expect(refused).toMatchObject({ type: 'policy-in-use', status: 409, count: 12 })
  expect(refused['usedBy']).toHaveLength(10)
  expect(refused['detail']).toContain('2 more')
  for (const user of users) {
    const { items } = await admin.credentials.list({ query: { owner: 'all', user: user.id, policy: 'used' } })
    for (const { accessKey } of items)
      await admin.credentials.update({ params: { accessKey }, body: { policy: 'default' } })
  }
  await admin.policies.remove({ params: { name: 'used' } })
})

test('a credential that was revoked keeps no policy', async () => {
  await admin.policies.create({ body: { name: 'left-behind' } })
  const { credential } = await admin.credentials.create({ body: { policy: 'left-behind' } })
  expect(await problemOf(admin.policies.remove({ params: { name: 'left-behind' } }))).toMatchObject({
    usedBy: [{ credential: credential.accessKey, user: 'admin@example.org', active: true }],
  })
  await admin.credentials.revoke({ params: { accessKey: credential.accessKey } })
  await admin.policies.remove({ params: { name: 'left-behind' } })
})

test('giving a policy away while it is deleted ends one way or the other', async () => {
  for (let round = 0; round < 5; round++) {
    const name = `raced-${round}`
    await admin.policies.create({ body: { name } })
    const results = await Promise.allSettled([
      admin.policies.remove({ params: { name } }),
      admin.credentials.create({ body: { policy: name } }),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  }
})

test('before an edit it is said who would be over it, and which starts it would have refused', async () => {
  const user = await makeUser(app, 'greedy')
  const as = app.as(user.token)
  const { items } = await as.credentials.list({ query: { main: 'true' } })
  await admin.policies.create({ body: { name: 'roomy' } })
  for (const { accessKey } of items)
    await admin.credentials.update({ params: { accessKey }, body: { policy: 'roomy' } })
  for (const name of ['one-session', 'two-session'])
    await as.sessions.create({ body: { name, type: 'interactive', resources: { cpu: 1, memory: GiB } } })
  const preview = (body: object) => admin.policies.preview({ params: { name: 'roomy' }, body })
  expect(await preview({ cpu: 2, memory: 2 * GiB, concurrentSessions: 2 })).toEqual({
    over: [],
    overCount: 0,
    starts: 2,
    refusedStarts: 0,
  })
  expect(await preview({ cpu: 1.5 })).toMatchObject({
    over: [{ user: { username: 'greedy' }, scope: 'user', limits: [{ resource: 'cpu', used: 2, max: 1.5 }] }],
    overCount: 1,
    starts: 2,
    refusedStarts: 1,
  })
  // Nothing was changed by asking, and what runs goes on after the edit.
  expect(await admin.policies.show({ params: { name: 'roomy' } })).toMatchObject({ cpu: null })
  await admin.policies.update({ params: { name: 'roomy' }, body: { cpu: 1.5 } })
  const { items: sessions } = await as.sessions.list({ query: {} })
  expect(sessions.every(({ status }) => !['TERMINATING', 'TERMINATED', 'ERROR'].includes(status))).toBe(true)
})

test('the list is paged in both directions of its orders, searched, and exported', async () => {
  for (const n of [1, 2, 3, 4, 5]) await admin.policies.create({ body: { name: `page-${n}`, cpu: n } })
  const names = async (sort: string) => {
    const found: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const query = { limit: 2, sort, q: 'PAGE-', ...(cursor ? { cursor } : {}) }
      const page = await admin.policies.list({ query })
      found.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor
    }
    return found
  }
  const ordered = [1, 2, 3, 4, 5].map((n) => `page-${n}`)
  expect(await names('name')).toEqual(ordered)
  expect(await names('-name')).toEqual(ordered.toReversed())
  expect(await names('createdAt')).toEqual(ordered)
  expect(await names('-createdAt,name')).toEqual(ordered)
  await admin.policies.update({ params: { name: 'page-4' }, body: { cpu: null, memory: GiB, gpu: 0 } })
  // what is unlimited is the most
  expect(await names('cpu')).toEqual(['page-1', 'page-2', 'page-3', 'page-5', 'page-4'])
  expect(await names('-cpu')).toEqual(['page-4', 'page-5', 'page-3', 'page-2', 'page-1'])
  for (const limit of ['memory', 'gpu'])
    expect(await names(limit)).toEqual(['page-4', 'page-1', 'page-2', 'page-3', 'page-5'])
  expect(await names('-concurrentSessions,gpuShares')).toEqual(ordered)
  await admin.policies.update({ params: { name: 'page-4' }, body: { cpu: 4 } })
  const foreign = admin.policies.list({ query: { cursor: Buffer.from('["\u0001",1]').toString('base64url') } })
  expect(await problemOf(foreign)).toMatchObject({ errors: [{ path: 'query.cursor' }] })

  const csv = await get('/policies/export.csv?q=page-2')
  expect(csv.headers.get('content-disposition')).toContain('.csv')
  const [head, row, ...rest] = (await csv.text()).split('\r\n')
  expect(head).toBe(['name', ...limitNames, 'createdAt', 'updatedAt'].join(','))
  expect(row).toMatch(/^page-2,2,,,,1,0,0,,,,,,\d{4}-/)
  expect(rest).toEqual([''])
  const chosen = await get('/policies/export.csv?q=page-2&columns=cpu,name&filename=limits')
  expect(chosen.headers.get('content-disposition')).toContain('filename="limits.csv"')
  expect((await chosen.text()).replace('\ufeff', '')).toBe('cpu,name\r\n2,page-2\r\n')
  expect((await get('/policies/export.csv?columns=secret')).status).toBe(400)
})
