/** The log of a browser's requests: what it says, what it never holds, and when it is gone. */
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openContext, watch, type WatchedPage } from './browser.ts'
import { lookEverywhere } from './looks.ts'
import { administrator, arrive, setUp, signIn, toast } from './people.ts'

let site: BerthSite
let browser: Browser
let context: BrowserContext
let watched: WatchedPage
let page: Page
const grace = { email: 'grace@example.org', username: 'grace', fullName: 'Grace Hopper', password: 'compiler of 1952!' }

beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  context = await openContext(browser, { acceptDownloads: true })
  watched = watch(await context.newPage())
  page = watched.page
  await setUp(page, site)
  const answer = await page.request.post(`${site.url}/api/v1/users`, { data: grace, headers: { origin: site.url } })
  if (!answer.ok()) throw new Error(await answer.text())
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const rows = () => page.getByRole('table', { name: 'Requests, newest first' }).getByRole('row')
/** From any page, by the menu of the person. */
const openLog = async (who = administrator.fullName) => {
  await page.getByRole('button', { name: who }).click()
  await page.getByRole('menuitem', { name: 'Logs / errors' }).click()
  await rows().nth(1).waitFor()
}
const refresh = () => page.getByRole('button', { name: 'Refresh' }).click()

/** Everything that any database of the page holds, as text. */
const stored = (): Promise<string> =>
  page.evaluate(async () => {
    const done = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('no answer')))
      })
    const all: unknown[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name))
      for (const store of database.objectStoreNames)
        all.push(name, store, await done(database.transaction(store).objectStore(store).getAll()))
      database.close()
    }
    return JSON.stringify([all, { ...localStorage }, { ...sessionStorage }])
  })

test('requests are listed newest first, with what came back', async () => {
  await page.goto(`${site.url}/sessions/00000000-0000-7000-8000-00000000dead`)
  await page.getByRole('main').getByRole('heading').first().waitFor()
  await openLog()
  const failed = rows().filter({ hasText: '/sessions/{id}' }).filter({ hasText: '404' }).first()
  await failed.waitFor()
  expect(await failed.innerText()).toMatch(/GET[\s\S]*404 Failed[\s\S]*ms/)
  await lookEverywhere(page, 'request-log')
})

test('the filter finds by any word, and errors alone', async () => {
  await page.getByLabel('Errors only').check()
  await expect
    .poll(async () => (await rows().allInnerTexts()).slice(1).every((row) => /Failed|No answer/.test(row)), {
      timeout: 10_000,
    })
    .toBe(true)
  await page.getByLabel('Filter').fill('nothing like this')
  await page.getByText('No request matches').waitFor()
  await lookEverywhere(page, 'request-log-no-match')
  await page.getByLabel('Errors only').uncheck()
  await page.getByLabel('Filter').fill('/me/preferences')
  await expect
    .poll(async () => (await rows().allInnerTexts()).slice(1).every((row) => row.includes('/me/preferences')), {
      timeout: 10_000,
    })
    .toBe(true)
  await page.getByLabel('Filter').fill('')
})

test('it is taken along as JSON', async () => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as JSON' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^berth-requests-\d{4}-\d\d-\d\d\.json$/)
  const said = JSON.parse(await readFile(await download.path(), 'utf8')) as Record<string, unknown>[]
  expect(said.length).toBeGreaterThan(5)
  for (const one of said)
    expect(Object.keys(one)).toEqual(['time', 'method', 'path', 'status', 'milliseconds', 'request', 'problem'])
})

test('no secret enters it, in whatever form it comes', async () => {
  const secret = 'Sup3rS3cret-hunter2'
  // in a query, in the path of an address
  await page.goto(`${site.url}/sessions`)
  await arrive(page)
  await page.getByRole('searchbox').first().fill(secret)
  await page.waitForRequest((request) => request.url().includes(secret))
  await page.goto(`${site.url}/sessions/${secret}`)
  await page.getByRole('main').getByRole('heading').first().waitFor()
  // in what is sent, and in what comes back: the secret key of a new pair
  await page.goto(`${site.url}/settings/credentials`)
  const made = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await page.getByRole('button', { name: 'Create credential' }).first().click()
  await page.getByRole('dialog').getByLabel('Label').fill(secret)
  await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: false }).last().click()
  const { secretKey } = (await (await made).json()) as { secretKey: string }
  expect(secretKey.length).toBeGreaterThan(20)
  // in the name of an upload and in its bytes, also where it fails
  const folder = await page.request.post(`${site.url}/api/v1/folders`, {
    data: { name: 'planted' },
    headers: { origin: site.url },
  })
  const { id } = (await folder.json()) as { id: string }
  await page.goto(`${site.url}/data/${id}`)
  const uploads = page.getByRole('region', { name: 'Uploads' })
  const upload = () =>
    page
      .locator('input[type=file]:not([webkitdirectory])')
      .setInputFiles({ name: `${secret}.txt`, mimeType: 'text/plain', buffer: Buffer.from(secret) })
  await upload()
  await uploads.getByText('Uploaded: 1 file to planted').waitFor()
  const refused = page.waitForResponse((answer) => answer.url().endsWith('/uploads') && answer.status() === 409)
  await upload()
  const requestId = (await (await refused).allHeaders())['x-request-id'] ?? 'none'
  await uploads.getByRole('button', { name: 'Leave out' }).click()
  // whoever opens the log has what was asked until then
  await openLog()
  await page.getByLabel('Filter').fill(requestId)
  await rows().filter({ hasText: '/folders/{id}/uploads' }).filter({ hasText: '409 Failed' }).waitFor()
  // in an answer that is not like ours
  await page.route('**/api/v1/sessions?*', (route) =>
    route.fulfill({
      status: 500,
      headers: { 'x-request-id': secret, 'content-type': 'application/problem+json', [`x-${secret}`]: secret },
      body: JSON.stringify({ type: secret, title: secret, detail: secret, status: 500, requestId: secret }),
    }),
  )
  await page.goto(site.url)
  await page.getByRole('button', { name: 'Retry' }).first().waitFor()
  await page.unroute('**/api/v1/sessions?*')
  await openLog()
  await rows().filter({ hasText: '500' }).first().waitFor()
  const all = (await stored()).toLowerCase()
  expect(all).toContain('/sessions/{id}')
  const token = (await context.cookies()).find(({ name }) => name === 'berth')?.value ?? 'no cookie'
  for (const planted of [secret, secretKey, administrator.password, token])
    for (const form of [planted, encodeURIComponent(planted), btoa(planted), btoa(planted).replace(/=+$/, '')])
      expect(all, form).not.toContain(form.toLowerCase())
})

test('the oldest leave when there are more than three thousand', async () => {
  await page.evaluate(async () => {
    const opening = indexedDB.open('berth.requests')
    const database = await new Promise<IDBDatabase>((resolve) =>
      opening.addEventListener('success', () => resolve(opening.result)),
    )
    const transaction = database.transaction('requests', 'readwrite')
    const store = transaction.objectStore('requests')
    const users = store.getAll(undefined, 1)
    await new Promise((resolve) => users.addEventListener('success', resolve))
    const [{ user }] = users.result as [{ user: string }]
    const entry = { at: 1, method: 'GET', path: '/me', status: 200, ms: 1, request: null, problem: null, user }
    for (let count = 0; count < 3100; count++) store.add(entry)
    await new Promise((resolve) => transaction.addEventListener('complete', resolve))
    database.close()
  })
  await page.reload()
  await rows().nth(1).waitFor()
  await refresh()
  await page.getByText('3,000 of 3,000').waitFor()
  await page.getByRole('button', { name: 'Show older ones' }).click()
  await page.getByRole('button', { name: 'Show older ones' }).scrollIntoViewIfNeeded()
  await expect.poll(() => rows().last().getAttribute('aria-rowindex'), { timeout: 10_000 }).toBe('201')
})

test('it is cleared when asked to, once that is confirmed', async () => {
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('All 3,000 entries', { exact: false }).waitFor()
  await lookEverywhere(page, 'request-log-clear')
  await dialog.getByRole('button', { name: 'Clear the log' }).click()
  await toast(page, 'The log was cleared').waitFor()
  await page.getByText('No requests yet').waitFor()
  await refresh()
})

test('a page goes on noting when the login ended in another tab and its person is back', async () => {
  await page.goto(`${site.url}/sessions`)
  await arrive(page)
  const other = await context.newPage()
  await other.goto(site.url)
  await arrive(other)
  await other.getByRole('button', { name: administrator.fullName }).click()
  await other.getByRole('menuitem', { name: 'Log out' }).click()
  await signIn(other, administrator.username, administrator.password)
  await arrive(other)
  await other.close()
  await page.getByRole('searchbox').first().fill('back')
  await page.waitForResponse((answer) => answer.url().includes('q=back') || answer.url().includes('name=back'))
  await openLog()
  await rows().filter({ hasText: '/sessions' }).filter({ hasText: '200' }).first().waitFor()
})

test('it goes with the login, and nobody finds another one’s', async () => {
  await page.goto(`${site.url}/sessions`)
  await arrive(page)
  await openLog()
  await page.getByRole('button', { name: administrator.fullName }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).click()
  await page.getByLabel('Email or username').waitFor()
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([])
  await signIn(page, grace.username, grace.password)
  await arrive(page)
  await openLog(grace.fullName)
  const text = await stored()
  const { id } = (await (await page.request.get(`${site.url}/api/v1/me`)).json()) as { id: string }
  expect([...text.matchAll(/"user":"([^"]+)"/g)].map(([, user]) => user).every((user) => user === id)).toBe(true)
})

test('a login that ended elsewhere leaves nothing behind, either', async () => {
  await context.clearCookies()
  await page.goto(site.url)
  await page.getByLabel('Email or username').waitFor()
  await expect
    .poll(() => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)), { timeout: 10_000 })
    .toEqual([])
})

test('no script failed', () => {
  expect(watched.errors).toEqual([])
})
