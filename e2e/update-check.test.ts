/** A newer version is told to those who want to know, with its notes; a feed that is silent is, too. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { lookEverywhere } from './looks.ts'
import { setUp } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
let page: Page
let releases: object[] = []
let isSilent = false
const feed = createServer((_, response) => {
  if (isSilent) response.destroy()
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ releases }))
})
const notes = 'Sessions start before you ask for them.\nThe guide has pictures.'

beforeAll(async () => {
  await new Promise<void>((resolve) => feed.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(feed.address() as AddressInfo).port}/berth.json`
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock', '--update-feed', url]), openBrowser()])
  watched = await openPage(browser)
  page = watched.page
  await setUp(page, site)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
  feed.close()
})

const askAgain = async () => {
  // a page that is still loading would miss parts of itself
  await page.goto('about:blank')
  await site.stop()
  await site.start()
  await page.goto(`${site.url}/preferences`)
}
const choice = () => page.getByRole('switch', { name: 'Automatic update check' })
const drawer = () => page.getByRole('dialog', { name: 'Notifications' })

test('without an answer nothing is said', async () => {
  isSilent = true
  await askAgain()
  await page.getByText('The list of releases has not answered yet', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
  expect(site.output.filter((line) => /"level":"(warn|error)"/.test(line) && line.includes('release'))).toEqual([])
})

test('a newer version is told once, with its notes', async () => {
  isSilent = false
  releases = [{ version: '99.0.0', notes, url: 'https://example.org/99.0.0' }, { version: '0.0.1' }]
  await askAgain()
  await page.getByRole('button', { name: 'Notifications, 1 unread', exact: true }).click()
  await drawer().getByRole('heading', { name: 'Berth 99.0.0 is available' }).waitFor()
  await drawer().getByText('What is new').click()
  await drawer().getByText('The guide has pictures.', { exact: false }).waitFor()
  const more = drawer().getByRole('link', { name: 'Read more about it' })
  expect(await more.getAttribute('href')).toBe('https://example.org/99.0.0')
  await lookEverywhere(page, 'notifications-update')
  await page.keyboard.press('Escape')
  await drawer().waitFor({ state: 'detached' })
  await choice().focus()
  await page.getByRole('tooltip').waitFor({ state: 'detached' })
  await page.getByText('and 99.0.0 is available', { exact: false }).waitFor()
  await lookEverywhere(page, 'preferences-updates')
})

test('who does not want to know is not told', async () => {
  await choice().click()
  await expect.poll(() => choice().isChecked(), { timeout: 10_000 }).toBe(false)
  releases = [{ version: '99.1.0', notes: '' }]
  await askAgain()
  await page.getByRole('button', { name: 'Notifications, 1 unread', exact: true }).waitFor()
})

test('no script failed', () => {
  expect(watched.errors).toEqual([])
})
