import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

/** What the feed answers; it counts who asks. */
let answer: { status?: number; body: string }
let asked = 0
const feed = createServer((_, response) => {
  asked += 1
  response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(answer.body)
})
const releases = (...some: object[]) => ({ body: JSON.stringify({ releases: some }) })

let app: TestApp
/** That runs. */
let version: string
let user: MadeUser
beforeAll(async () => {
  await new Promise<void>((resolve) => feed.listen(0, '127.0.0.1', resolve))
  app = await testApp({ updateFeed: `http://127.0.0.1:${(feed.address() as AddressInfo).port}/berth.json` })
  version = (await app.as(await makeAdmin(app)).updates.show()).version
})
afterAll(() => feed.close())
beforeEach(async () => {
  user = await makeUser(app)
  answer = releases()
  await app.site.updates.check()
  asked = 0
})

const mine = () => app.as(user.token)
const told = async () => (await mine().notifications.list({ query: {} })).items
const newer = { version: '99.1.0', notes: 'Sessions start before you ask.', url: 'https://example.org/99.1.0' }

test('a newer version is told once, with its notes, however often the feed says it', async () => {
  answer = releases(newer, { version, notes: 'this one' }, { version: '0.0.1', notes: 'an old one' })
  for (let n = 0; n < 3; n++) await app.site.updates.check()
  const items = await eventually(told, (some) => some.length > 0)
  expect(items).toMatchObject([{ kind: 'update-available', parameters: newer, read: false, progress: null }])
  answer = releases({ ...newer, version: '99.2.0' })
  await app.site.updates.check()
  expect(await eventually(told, (some) => some.length > 1)).toMatchObject([
    { parameters: { version: '99.2.0' } },
    { parameters: { version: '99.1.0' } },
  ])
  expect(await mine().updates.show()).toMatchObject({ version, feed: { newer: { version: '99.2.0' } } })
})

test('what the same version or an older one is, and what comes before a release, is no news', async () => {
  answer = releases({ version }, { version: '0.0.1' }, { version: '99.0.0-beta.1' }, { version: 'newest' })
  await app.site.updates.check()
  expect(await mine().updates.show()).toMatchObject({ feed: { newer: null, checkedAt: expect.any(String) } })
  expect(await told()).toEqual([])
})

test('who does not want to know is not told, until they do', async () => {
  await mine().preferences.update({ body: { updateCheck: false } })
  const other = await makeUser(app)
  answer = releases({ ...newer, version: '99.3.0' })
  await app.site.updates.check()
  await eventually(
    async () => (await app.as(other.token).notifications.list({ query: {} })).items,
    (some) => some.length > 0,
  )
  expect(await told()).toEqual([])
  await mine().preferences.update({ body: { updateCheck: true } })
  expect(await eventually(told, (some) => some.length > 0)).toMatchObject([{ parameters: { version: '99.3.0' } }])
})

test('where nobody wants to know, nothing is asked', async () => {
  await app.database.pool.query(
    `INSERT INTO preferences (user_id, kept) SELECT id, '{"updateCheck": false}' FROM users
     ON CONFLICT (user_id) DO UPDATE SET kept = preferences.kept || excluded.kept`,
  )
  await app.site.updates.check()
  expect(asked).toBe(0)
})

test.each([
  ['an error', { status: 500, body: 'Internal Server Error' }],
  ['a page', { body: '<!doctype html><title>Welcome</title>' }],
  ['another list', { body: '{"releases": 7}' }],
  ['too much', { body: `{"releases": [], "x": "${'x'.repeat(600_000)}"}` }],
])('%s in place of the feed is silent', async (_, given) => {
  answer = given
  app.logged.length = 0
  await app.site.updates.check()
  expect(asked).toBe(1)
  expect(await told()).toEqual([])
  expect(app.logged.filter((line) => /"level":"(warn|error)"/.test(line))).toEqual([])
})

test('a feed that is not there is silent, and a site without one asks nobody', async () => {
  for (const updateFeed of ['http://127.0.0.1:9/none', undefined]) {
    const alone = await testApp({ database: app.database, ...(updateFeed === undefined ? {} : { updateFeed }) })
    await alone.site.updates.check()
    expect(alone.logged.filter((line) => /"level":"(warn|error)"/.test(line))).toEqual([])
    if (updateFeed === undefined) expect(await alone.as(user.token).updates.show()).toEqual({ version, feed: null })
    await alone.close()
  }
  expect(asked).toBe(0)
})

test('what a feed says is shown as plain text, bounded, and leads to the web alone', async () => {
  const notes = `Fixed\r\nthe\u202e\u0007 <b>lot</b>${'!'.repeat(10_000)}`
  answer = releases({ version: 'v99.9.0', notes, url: 'javascript:alert(1)' })
  await app.site.updates.check()
  const [shown] = await eventually(told, (some) => some.length > 0)
  expect(shown).toMatchObject({ parameters: { version: '99.9.0', url: null } })
  const said = shown?.kind === 'update-available' ? shown.parameters.notes : ''
  expect(said).toMatch(/^Fixed\nthe {2} <b>lot<\/b>!+$/)
  expect(said.length).toBeLessThanOrEqual(4000)
})
