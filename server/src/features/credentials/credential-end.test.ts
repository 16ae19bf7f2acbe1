import { beforeAll, describe, expect, test } from 'vitest'
import { makeAdmin, makePair, makeUser } from '../../../test/make.ts'
import { typeOf } from '../../../test/problem-of.ts'
import { basic, testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
beforeAll(async () => {
  app = await testApp()
  admin = app.as(await makeAdmin(app))
})

describe('the end of a credential', () => {
  /** An event stream, and when it ended. */
  async function openStream(authorization: string) {
    const answer = await fetch(`${app.origin}/api/v1/events`, { headers: { authorization } })
    expect(answer.status).toBe(200)
    const ended = (async () => {
      const reader = answer.body?.getReader()
      while (!(await reader?.read())?.done) continue
      return performance.now()
    })()
    return { ended: ended.catch(() => performance.now()) }
  }

  test('revoking ends the pair, its tokens and their streams at once, for good', async () => {
    const { token } = await makeUser(app)
    const { accessKey, keys, params, secretKey } = await makePair(app, token)
    const derived = await keys.tokens.issue()
    const opened = [await openStream(basic(accessKey, secretKey)), await openStream(`Bearer ${derived.token}`)]
    const begun = performance.now()
    expect(await app.as(token).credentials.revoke({ params })).toMatchObject({ active: false })
    expect(await typeOf(keys.accounts.me())).toBe('not-signed-in')
    expect(await typeOf(app.as(derived.token).accounts.me())).toBe('not-signed-in')
    for (const { ended } of opened) expect((await ended) - begun).toBeLessThan(5_000)
    expect(await typeOf(admin.credentials.activate({ params }))).toBe('credential-revoked')
    expect(await typeOf(app.as(token).credentials.update({ params, body: { label: 'x' } }))).toBe('credential-revoked')
    // Again is no other outcome.
    expect(await app.as(token).credentials.revoke({ params })).toMatchObject({ active: false })
  })

  test('deactivating refuses it until it is activated; what was derived before stays ended', async () => {
    const { token } = await makeUser(app)
    const { keys, params } = await makePair(app, token)
    const derived = await keys.tokens.issue()
    expect(await typeOf(app.as(token).credentials.deactivate({ params }))).toBe('not-allowed')
    await admin.credentials.deactivate({ params })
    expect(await typeOf(keys.accounts.me())).toBe('not-signed-in')
    await admin.credentials.activate({ params })
    expect(await keys.accounts.me()).toBeTruthy()
    expect(await typeOf(app.as(derived.token).accounts.me())).toBe('not-signed-in')
  })

  test('a stream ends with the time of its credential, without anybody asking', async () => {
    const { token } = await makeUser(app)
    const soon = new Date(Math.max(Date.now(), app.clock.now().getTime()) + 60_000)
    const { accessKey, secretKey } = await makePair(app, token, { expiresAt: soon.toISOString() })
    const short = await testApp({ database: app.database })
    await app.database.db
      .updateTable('credentials')
      .set({ expires_at: new Date(Date.now() + 300) })
      .where('access_key', '=', accessKey)
      .execute()
    const answer = await fetch(`${short.origin}/api/v1/events`, {
      headers: { authorization: basic(accessKey, secretKey) },
    })
    expect(answer.status).toBe(200)
    short.clock.advance(1_000)
    const reader = answer.body?.getReader()
    const begun = performance.now()
    while (!(await reader?.read())?.done) continue
    expect(performance.now() - begun).toBeLessThan(5_000)
  })

  test('deactivating the user ends all of theirs; they stay inactive afterwards, but for the console’s own', async () => {
    const user = await makeUser(app)
    const { keys, params } = await makePair(app, user.token)
    await admin.users.deactivate({ params: { id: user.id }, body: { terminateSessions: false } })
    const all = { owner: 'all', user: user.id } as const
    expect((await admin.credentials.list({ query: { ...all, active: 'true' } })).items).toEqual([])
    await admin.users.reactivate({ params: { id: user.id } })
    expect(await typeOf(keys.accounts.me())).toBe('not-signed-in')
    const { items } = await admin.credentials.list({ query: { ...all, active: 'true' } })
    expect(items.every(({ main }) => main)).toBe(true)
    expect(items).toHaveLength(2)
    await admin.credentials.activate({ params })
    expect(await keys.accounts.me()).toMatchObject({ id: user.id })
  })

  test('the main credential can be neither revoked nor deactivated', async () => {
    const user = await makeUser(app)
    const { items } = await app.as(user.token).credentials.list({ query: { main: 'true' } })
    const params = { accessKey: items[0]?.accessKey ?? '' }
    expect(await typeOf(app.as(user.token).credentials.revoke({ params }))).toBe('main-credential')
    expect(await typeOf(admin.credentials.deactivate({ params }))).toBe('main-credential')
  })

  test('a token asked for while its credential is revoked is none, in any order', async () => {
    for (let round = 0; round < 5; round++) {
      const { token } = await makeUser(app)
      const { keys, params } = await makePair(app, token)
      const [issued] = await Promise.allSettled([keys.tokens.issue(), app.as(token).credentials.revoke({ params })])
      if (issued.status === 'fulfilled')
        expect(await typeOf(app.as(issued.value.token).accounts.me())).toBe('not-signed-in')
    }
  })
})
