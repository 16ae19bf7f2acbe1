/** What is being done for somebody: how far it is, on every page of theirs, and on their desktop when none is in front. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openContext, watch } from './browser.ts'
import { lookEverywhere } from './looks.ts'
import { arrive, setUp, toast } from './people.ts'

let site: BerthSite
let browser: Browser
let context: BrowserContext
let page: Page
const errors: string[][] = []

const open = async (): Promise<Page> => {
  const watched = watch(await context.newPage())
  errors.push(watched.errors)
  return watched.page
}

/** What the device was asked to show stands in `window.shown`; a page can say that it is not in front. */
const recordMessages = () => {
  const shown: object[] = []
  const device = class extends EventTarget {
    static permission = 'granted'
    static requestPermission = () => Promise.resolve(device.permission)
    title: string
    constructor(title: string, options: object) {
      super()
      this.title = title
      shown.push({ title, ...options })
      Object.assign(window, { lastMessage: this })
    }
    close() {}
  }
  Object.assign(window, { shown, Notification: device })
}
const shownOn = (one: Page) => one.evaluate(() => (window as unknown as { shown: { title: string }[] }).shown)
const stepAway = (one: Page) => one.evaluate(() => void Object.assign(document, { hasFocus: () => false }))

beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  context = await openContext(browser)
  await context.addInitScript(recordMessages)
  page = await open()
  await setUp(page, site)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

async function start(name: string, inSeconds: number): Promise<string> {
  const startsAt = new Date(Date.now() + inSeconds * 1000).toISOString()
  const resources = { cpu: 0.1, memory: 64 * 1024 ** 2 }
  const data = { name, type: 'batch', command: 'sleep 600', startsAt, resources }
  const answer = await page.request.post(`${site.url}/api/v1/sessions`, { data, headers: { origin: site.url } })
  if (!answer.ok()) throw new Error(await answer.text())
  return ((await answer.json()) as { id: string }).id
}
const bell = (one: Page, words = '') => one.getByRole('button', { name: `Notifications${words}`, exact: true })
const drawer = (one: Page) => one.getByRole('dialog', { name: 'Notifications' })

test('what begins shows with its step and a bar, and can be cancelled there', async () => {
  await start('later', 3600)
  await bell(page, ', 1 in progress').click()
  await drawer(page).getByRole('tab', { name: 'In progress' }).click()
  await drawer(page).getByRole('heading', { name: 'Session later is starting' }).waitFor()
  await drawer(page).getByText('It waits for its start time.').waitFor()
  const bar = drawer(page).getByRole('progressbar', { name: 'Session later is starting' })
  expect(await bar.getAttribute('aria-valuenow')).toBe('0')
  await lookEverywhere(page, 'notifications-in-progress')
  await drawer(page).getByRole('button', { name: 'Cancel: Session later is starting' }).click()
  await drawer(page).getByText('Nothing is in progress').waitFor()
  await lookEverywhere(page, 'notifications-nothing-in-progress')
  await drawer(page).getByRole('tab', { name: 'All' }).click()
  await drawer(page).getByRole('heading', { name: 'The start of session later was cancelled' }).waitFor()
  await drawer(page).getByRole('button', { name: 'Close notifications' }).click()
  await bell(page).waitFor()
})

test('files that are uploaded show on every page of their person, and are stopped from there', async () => {
  const data = { name: 'work' }
  const made = await page.request.post(`${site.url}/api/v1/folders`, { data, headers: { origin: site.url } })
  const { id } = (await made.json()) as { id: string }
  await page.goto(`${site.url}/data/${id}`)
  const choose = page.locator('input[type=file]:not([webkitdirectory])')
  const file = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') }
  const uploads = page.getByRole('region', { name: 'Uploads' })
  await choose.setInputFiles(file)
  await uploads.getByText('Uploaded: 1 file to work').waitFor()
  // Its name is taken now, and it waits for a word.
  await choose.setInputFiles(file)
  await uploads.getByText('notes.txt is there already.').waitFor()
  const second = await open()
  await second.goto(site.url)
  await bell(second, ', 1 in progress').click({ timeout: 60_000 })
  const title = 'Waiting for you: 1 file to work'
  await drawer(second).getByRole('heading', { name: title }).waitFor()
  await lookEverywhere(second, 'notifications-upload')
  await drawer(second)
    .getByRole('button', { name: `Cancel: ${title}` })
    .click()
  await drawer(second).getByRole('heading', { name: 'Given up: 1 file to work' }).waitFor()
  await uploads.getByText('Given up: 1 file to work').waitFor()
  await drawer(second).getByRole('button', { name: 'Remove: Given up: 1 file to work' }).click()
  await drawer(second).getByRole('heading', { name: 'Given up: 1 file to work' }).waitFor({ state: 'detached' })
  await second.close()
  await page.goto(site.url)
  await bell(page).waitFor()
})

test('its end is said on every page, and is still there after a reload', async () => {
  const second = await open()
  await second.goto(site.url)
  await arrive(second)
  const id = await start('soon', 4)
  await bell(second, ', 1 in progress').waitFor()
  for (const one of [page, second]) await toast(one, 'Session soon is running').waitFor()
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Open the session' }).first().click()
  await page.waitForURL(({ pathname }) => pathname === `/sessions/${id}`)
  await second.close()
  await page.reload()
  await bell(page).click()
  await drawer(page).getByRole('heading', { name: 'Session soon is running' }).waitFor()
  await lookEverywhere(page, 'notifications-ended')
})

test('one is removed, and all are cleared but what goes on', async () => {
  await drawer(page).getByRole('button', { name: 'Remove: Session soon is running' }).click()
  await drawer(page).getByRole('heading', { name: 'Session soon is running' }).waitFor({ state: 'detached' })
  await start('still', 3600)
  await drawer(page).getByRole('heading', { name: 'Session still is starting' }).waitFor()
  await drawer(page).getByRole('button', { name: 'Clear', exact: true }).click()
  await drawer(page)
    .getByRole('heading', { name: 'The start of session later was cancelled' })
    .waitFor({ state: 'detached' })
  expect(await drawer(page).getByRole('listitem').count()).toBe(1)
  await page.reload()
  await bell(page, ', 1 in progress').click()
  await drawer(page).getByRole('heading', { name: 'Session still is starting' }).waitFor()
  expect(await drawer(page).getByRole('listitem').count()).toBe(1)
  await page.keyboard.press('Escape')
})

const desktop = (one: Page) => one.getByRole('switch', { name: 'Desktop notification' })

test('the desktop shows what ends while no page is in front, and leads to it', async () => {
  await page.goto(`${site.url}/preferences`)
  await desktop(page).click()
  expect(await desktop(page).isChecked()).toBe(true)
  await lookEverywhere(page, 'preferences-desktop')
  const second = await open()
  await second.goto(site.url)
  await arrive(second)
  // one page in front is enough for none to be shown
  await stepAway(page)
  await start('in-front', 2)
  await toast(second, 'Session in-front is running').waitFor()
  await stepAway(second)
  const id = await start('away', 2)
  for (const one of [page, second])
    await expect
      .poll(async () => (await shownOn(one)).map(({ title }) => title), { timeout: 20_000 })
      .toEqual(['Session away is running'])
  // the browser shows one of those that have the same tag
  const [mine, theirs] = await Promise.all([page, second].map(shownOn))
  expect(mine).toEqual(theirs)
  await page.evaluate(() =>
    (window as unknown as { lastMessage: EventTarget }).lastMessage.dispatchEvent(new Event('click')),
  )
  await page.waitForURL(({ pathname }) => pathname === `/sessions/${id}`)
  await second.close()
})

test.each([
  ['denied', 'This browser is set to show no notifications of this site.'],
  ['default', 'The browser was not given the permission.'],
  ['unsupported', 'This browser shows no notifications'],
])('where the permission is %s the switch goes back and says why', async (permission, why) => {
  const refused = await open()
  await refused.addInitScript((state) => {
    if (state === 'unsupported') delete (window as { Notification?: unknown }).Notification
    else Object.assign(window.Notification, { permission: state })
  }, permission)
  await refused.goto(`${site.url}/preferences`)
  if (await desktop(refused).isChecked()) throw new Error('it is on without a permission')
  // what was on before is off, and the page says why by itself
  await refused.getByText(why).or(desktop(refused)).first().waitFor()
  await desktop(refused).click()
  await refused.getByText(why).waitFor()
  expect(await desktop(refused).isChecked()).toBe(false)
  await lookEverywhere(refused, `preferences-desktop-${permission}`)
  await refused.close()
})

test('no script failed on any page', () => {
  expect(errors.flat()).toEqual([])
})
