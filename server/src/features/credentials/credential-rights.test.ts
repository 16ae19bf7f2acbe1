import { beforeAll, describe, expect, test } from 'vitest'
import { makeAdmin, makePair, makeUser } from '../../../test/make.ts'
import { problemOf, typeOf } from '../../../test/problem-of.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
let adminToken: string
beforeAll(async () => {
  app = await testApp()
  adminToken = await makeAdmin(app)
  admin = app.as(adminToken)
})

describe('who may change what', () => {
  test('one’s own label; those of a workspace for its admins; everybody else sees nothing', async () => {
    const owner = await makeUser(app)
    const stranger = await makeUser(app)
    const boss = await makeUser(app)
    const { params } = await makePair(app, owner.token)
    const body = { label: 'renamed' }
    expect(await app.as(owner.token).credentials.update({ params, body })).toMatchObject({ label: 'renamed' })
    expect(await typeOf(app.as(stranger.token).credentials.show({ params }))).toBe('not-found')
    expect(await typeOf(app.as(stranger.token).credentials.update({ params, body }))).toBe('not-found')
    expect(await typeOf(app.as(stranger.token).credentials.revoke({ params }))).toBe('not-found')
    const { items } = await app.as(boss.token).workspaces.list()
    const workspace = items.find(({ personal }) => !personal)?.id ?? ''
    const members = app.database.db.updateTable('members').set({ role: 'admin' })
    await members.where('user_id', '=', boss.id).where('workspace_id', '=', workspace).execute()
    const listed = await app.as(boss.token).credentials.list({ query: { owner: 'all', workspace, user: owner.id } })
    expect(listed.items.map(({ accessKey }) => accessKey)).toContain(params.accessKey)
    expect(await app.as(boss.token).credentials.update({ params, body: { label: 'by the admin' } })).toBeTruthy()
    for (const limits of [{ policy: 'default' }, { rateLimit: 5 }])
      for (const who of [owner, boss])
        expect(await typeOf(app.as(who.token).credentials.update({ params, body: limits }))).toBe('not-allowed')
    expect(await app.as(boss.token).credentials.revoke({ params })).toMatchObject({ active: false })
  })

  test('a policy of one’s own choice is for administrators, and must exist', async () => {
    const { token } = await makeUser(app)
    expect(await typeOf(app.as(token).credentials.create({ body: { policy: 'default' } }))).toBe('not-allowed')
    expect(await problemOf(admin.credentials.create({ body: { policy: 'no-such' } }))).toMatchObject({
      errors: [{ path: 'body.policy', code: 'unknown' }],
    })
  })

  test.each([
    [{ label: 'x'.repeat(65) }, 'body.label'],
    [{ label: 'a\u202eb' }, 'body.label'],
    [{ expiresAt: '2001-01-01T00:00:00Z' }, 'body.expiresAt'],
    [{ expiresAt: 'tomorrow' }, 'body.expiresAt'],
  ])('%j is refused', async (body, path) => {
    expect(await problemOf(admin.credentials.create({ body }))).toMatchObject({ errors: [{ path }] })
  })

  test.each([0, 50_001, 1.5])('a rate limit of %d is refused', async (rateLimit) => {
    const { params } = await makePair(app, adminToken)
    expect(await typeOf(admin.credentials.update({ params, body: { rateLimit } }))).toBe('invalid-input')
  })

  test('of two who edit the same version, the second is told; a use in between is no edit', async () => {
    const { params, keys, credential } = await makePair(app, adminToken)
    const headers = { 'if-match': `"${credential.version}"` }
    await keys.accounts.me()
    await admin.credentials.update({ params, body: { rateLimit: null } }, { headers })
    const late = admin.credentials.update({ params, body: { rateLimit: 9 } }, { headers })
    expect(await typeOf(late)).toBe('changed-meanwhile')
    expect(await admin.credentials.show({ params })).toMatchObject({ rateLimit: null })
  })

  test('the number in a workspace is bounded, also for those who ask at the same time', async () => {
    const { token, id } = await makeUser(app)
    const { items } = await app.as(token).workspaces.list()
    const rows = Array.from({ length: 97 }, (_, n) => ({
      access_key: `BKEY${String(n).padStart(16, '0')}`,
      user_id: id,
      workspace_id: items.find(({ personal }) => !personal)?.id ?? '',
      secret_hash: Buffer.alloc(32, n),
    }))
    await app.database.db.insertInto('credentials').values(rows).execute()
    const asked = await Promise.allSettled(
      Array.from({ length: 8 }, () => app.as(token).credentials.create({ body: {} })),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  })
})
