import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  app.clock.advance(60_000)
})

async function browser(autoLogout = true, of: TestApp = app) {
  const user = await makeUser(app)
  await app.as(user.token).preferences.replace({ body: { autoLogout } })
  const open = async (at: TestApp = of) => {
    const page = new AbortController()
    const answer = await fetch(`${at.origin}/api/v1/events`, {
      headers: { authorization: `Bearer ${user.token}` },
      signal: page.signal,
    })
    expect(answer.status).toBe(200)
    return page
  }
  return { ...user, open, isIn: () => signedIn(of, user.token), seenAt: () => seenAt(user.id) }
}
const signedIn = (at: TestApp, token: string) =>
  at
    .as(token)
    .accounts.me()
    .then(
      () => true,
      (error: unknown) => {
        if (error instanceof ApiProblem) return false
        throw error
      },
    )
const seenAt = async (user: string) => {
  const { rows } = await app.database.pool.query<{ at: Date | null }>(
    'SELECT stream_seen_at AS at FROM logins WHERE user_id = $1',
    [user],
  )
  return rows[0]?.at?.getTime() ?? 0
}
const now = () => app.clock.now().getTime()
/** The server knows of the page as it is at the clock's time. */
const noted = async (one: { seenAt: () => Promise<number> }) =>
  eventually(
    () => one.seenAt(),
    (at) => at === now(),
  )

test('15 s after the last page is gone the login has ended; another page or a reload keeps it', async () => {
  const one = await browser()
  const [first, second] = [await one.open(), await one.open()]
  await noted(one)
  first.abort()
  app.clock.advance(16_000)
  await noted(one)
  expect(await one.isIn()).toBe(true)

  second.abort()
  app.clock.advance(10_000)
  const reloaded = await one.open()
  await noted(one)
  app.clock.advance(16_000)
  await noted(one)
  expect(await one.isIn()).toBe(true)

  reloaded.abort()
  await eventually(
    async () => {
      app.clock.advance(1_000)
      return one.isIn()
    },
    (is) => !is,
  )
  await app.site.auditLog.caughtUp()
  const { rows } = await app.database.pool.query(
    `SELECT reason FROM audit_log WHERE user_id = $1 AND action = 'sign-out'`,
    [one.id],
  )
  expect(rows).toEqual([{ reason: 'page-closed' }])
})

test('who does not want it, and who never opened a page, stays signed in', async () => {
  const [other, never, gone] = [await browser(false), await browser(), await browser()]
  const pages = [await other.open(), await gone.open()]
  await noted(gone)
  for (const page of pages) page.abort()
  await eventually(
    async () => {
      app.clock.advance(1_000)
      return gone.isIn()
    },
    (is) => !is,
  )
  expect([await other.isIn(), await never.isIn()]).toEqual([true, true])
})

test('it ends too when the server was killed meanwhile and the browser never comes back; who comes back stays', async () => {
  const first = await testApp({ database: app.database, clock: app.clock })
  const [gone, back] = [await browser(true, first), await browser(true, first)]
  const pages = [await gone.open(), await back.open()]
  await Promise.all([noted(gone), noted(back)])
  // As after a kill: nobody notes that the streams end.
  await first.close()
  for (const page of pages) page.abort()
  await app.close()
  app.clock.advance(3_600_000)
  const next = await testApp({ database: app.database, clock: app.clock })
  expect(await signedIn(next, back.token)).toBe(true)
  await back.open(next)
  await noted(back)
  for (let seconds = 0; seconds < 20; seconds += 5) {
    app.clock.advance(5_000)
    await noted(back)
  }
  await eventually(
    () => signedIn(next, gone.token),
    (is) => !is,
  )
  expect(await signedIn(next, back.token)).toBe(true)
})
