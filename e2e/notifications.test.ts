/** What people are told: at once, on every page that they have open, and still there after a reload. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { lookEverywhere } from './looks.ts'
import { oneTimeCode } from './one-time-code.ts'
import { arrive, setUp, signIn, toast } from './people.ts'

let site: BerthSite
let browser: Browser
let administrator: WatchedPage
let watched: WatchedPage
/** Another tab of the same person. */
let second: Page
const grace = { email: 'grace@example.org', username: 'grace', fullName: 'Grace Hopper', password: 'compiler of 1952!' }

async function ask(page: Page, path: string, data: object = {}): Promise<Record<string, string>> {
  const answer = await page.request.post(`${site.url}/api/v1${path}`, { data, headers: { origin: site.url } })
  if (!answer.ok()) throw new Error(await answer.text())
  return (await answer.json()) as Record<string, string>
}

beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  administrator = await openPage(browser)
  await setUp(administrator.page, site)
  await ask(administrator.page, '/users', grace)
  watched = await openPage(browser)
  const { page } = watched
  await page.goto(`${site.url}/sign-in`)
  await signIn(page, grace.username, grace.password)
  await arrive(page)
  const { secret = '' } = await ask(page, '/me/two-factor')
  await ask(page, '/me/two-factor/verify', { code: oneTimeCode(secret) })
  second = await page.context().newPage()
  await second.goto(site.url)
  await arrive(second)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const bell = (page: Page, unread: number) =>
  page.getByRole('button', { name: unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`, exact: true })
async function isFocused(one: Locator): Promise<void> {
  await expect.poll(() => one.evaluate((element) => element === document.activeElement), { timeout: 10_000 }).toBe(true)
}
const drawer = (page: Page) => page.getByRole('dialog', { name: 'Notifications' })
const title = 'Your second factor was reset'

test('the key opens and closes the drawer, but not while somebody types', async () => {
  const { page } = watched
  await bell(page, 0).waitFor()
  await page.keyboard.press(']')
  await drawer(page).getByText('Nothing to tell you yet').waitFor()
  await look(page, 'notifications-empty')
  await page.keyboard.press(']')
  await drawer(page).waitFor({ state: 'detached' })
  await page.getByRole('navigation').getByRole('link', { name: 'Sessions' }).click()
  const search = page.getByRole('searchbox').first()
  await search.fill('')
  await search.press(']')
  expect(await search.inputValue()).toBe(']')
  expect(await drawer(page).count()).toBe(0)
  await search.fill('')
})

test('an open page shows at once that an administrator reset the second factor, and so after a reload', async () => {
  const { page } = watched
  const { page: other } = administrator
  await other.goto(`${site.url}/admin/users`)
  await other.getByRole('button', { name: `Actions for ${grace.fullName}` }).click()
  await other.getByRole('menuitem', { name: 'Reset two-factor' }).click()
  const dialog = other.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Reset two-factor' }).click()
  await toast(page, title).waitFor()
  await bell(page, 1).waitFor()
  await look(page, 'notifications-toast')
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Show' }).click()
  await drawer(page).getByText('Ada Lovelace turned off two-factor authentication').waitFor()
  // The administrator’s own page says nothing of it.
  expect(await bell(other, 0).count()).toBe(1)
  await page.reload()
  await bell(page, 1).click()
  await drawer(page).getByRole('heading', { name: title }).waitFor()
})

test('the drawer is legible, and so is the bell', async () => {
  const { page } = watched
  await drawer(page).getByRole('heading', { name: title }).waitFor()
  await lookEverywhere(page, 'notifications')
  await page.keyboard.press('Escape')
  await drawer(page).waitFor({ state: 'detached' })
  // The focus is on the bell again, whose name floats below it for as long.
  await isFocused(bell(page, 1))
  await bell(page, 1).blur()
  await page.getByRole('tooltip').waitFor({ state: 'detached' })
  await lookEverywhere(page, 'notifications-bell')
  await bell(page, 1).click()
})

test('by keyboard alone: mark as read and unread, close, and be back where one came from', async () => {
  const { page } = watched
  await drawer(page).getByRole('button', { name: 'Close notifications' }).focus()
  const isRead = drawer(page).getByRole('button', { name: `Mark as unread: ${title}` })
  for (let presses = 0; presses < 10; presses++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    if (focused === `Mark as read: ${title}`) break
  }
  await page.keyboard.press('Enter')
  await isRead.waitFor()
  // A second tab of the same person is told by itself.
  await bell(second, 0).waitFor()
  await page.keyboard.press('Enter')
  await bell(second, 1).waitFor()
  await page.keyboard.press('Escape')
  await drawer(page).waitFor({ state: 'detached' })
  await isFocused(bell(page, 1))
})

test('a session that an administrator ended is told with the way to it; following it marks it as read', async () => {
  const { page } = watched
  const body = { name: 'train-42', type: 'interactive', resources: { cpu: 0.1, memory: 64 * 1024 ** 2 } }
  const { id = '' } = await ask(page, '/sessions', body)
  await ask(administrator.page, `/sessions/${id}/terminate`)
  await bell(page, 2).click()
  const row = drawer(page).getByRole('listitem').filter({ hasText: 'Session train-42 was ended' })
  await row.waitFor()
  await look(page, 'notifications-two')
  await row.getByRole('link', { name: 'Open the session' }).click()
  await page.getByRole('heading', { name: 'train-42' }).waitFor()
  await drawer(page).waitFor({ state: 'detached' })
  await bell(page, 1).waitFor()
})

test('all are marked as read at once, in every tab', async () => {
  const { page } = watched
  await bell(page, 1).click()
  await drawer(page).getByRole('button', { name: 'Mark all as read' }).click()
  await bell(second, 0).waitFor()
  await drawer(page)
    .getByRole('button', { name: `Mark as unread: ${title}` })
    .waitFor()
  // The button that was pressed can be pressed no more; keys still reach the drawer.
  await drawer(page).getByRole('button', { name: 'Mark all as read', disabled: true }).waitFor()
  await page.keyboard.press('Escape')
  await drawer(page).waitFor({ state: 'detached' })
  await isFocused(bell(page, 0))
})

test('what is unread is marked as read also where it is older than the rows that are here', async () => {
  const { page } = watched
  await bell(page, 0).click()
  await drawer(page)
    .getByRole('button', { name: `Mark as unread: ${title}` })
    .click()
  await bell(second, 1).waitFor()
  await page.route(/notifications\?.*limit=30/, async (route) => {
    const answer = (await (await route.fetch()).json()) as { items: object[] }
    await route.fulfill({ json: { ...answer, items: answer.items.map((one) => ({ ...one, read: true })) } })
  })
  await page.reload()
  await bell(page, 1).click()
  await drawer(page)
    .getByRole('button', { name: `Mark as unread: ${title}` })
    .waitFor()
  await drawer(page).getByRole('button', { name: 'Mark all as read' }).click()
  await bell(second, 0).waitFor()
  await page.unrouteAll()
  await page.keyboard.press('Escape')
  await bell(page, 0).waitFor()
})

test('more tabs than a browser has connections to a server: all of them load, and all are told', async () => {
  const { page } = watched
  const tabs: Page[] = []
  for (let count = 0; count < 8; count++) {
    const tab = await page.context().newPage()
    await tab.goto(site.url)
    await arrive(tab)
    tabs.push(tab)
  }
  const body = { name: 'many-tabs', type: 'interactive', resources: { cpu: 0.1, memory: 64 * 1024 ** 2 } }
  await ask(page, '/sessions', body)
  for (const tab of tabs) await tab.getByRole('link', { name: 'many-tabs', exact: true }).waitFor()
  for (const tab of tabs) await tab.close()
})

test('what cannot be loaded is said, and tried again', async () => {
  const { page } = watched
  const address = '**/api/v1/me/notifications?*'
  await page.route(address, (route) => route.fulfill({ status: 503, body: '' }))
  await page.reload()
  await bell(page, 0).click()
  await drawer(page).getByText('Notifications could not be loaded').waitFor()
  await look(page, 'notifications-failed')
  await page.unroute(address)
  await drawer(page).getByRole('button', { name: 'Retry' }).click()
  await drawer(page).getByRole('heading', { name: title }).waitFor()
})

test('the same is said in Korean', async () => {
  const { page } = await openPage(browser, {
    locale: 'ko-KR',
    storageState: await watched.page.context().storageState(),
  })
  await page.goto(site.url)
  await page.getByRole('button', { name: '알림', exact: true }).click()
  await page.getByText('2단계 인증이 초기화되었습니다').waitFor()
  await page.getByText('Ada Lovelace 님이 내 계정의 2단계 인증을 껐습니다', { exact: false }).waitFor()
  await look(page, 'notifications-korean')
  await page.context().close()
})

test('no script failed on any page', () => {
  expect([...watched.errors, ...administrator.errors]).toEqual([])
})
