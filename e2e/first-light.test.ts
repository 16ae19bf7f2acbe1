/** The main journey: from the printed link to a shell that outlives the server. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { followSetUpLink, screen, startSession, typeInTerminal } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth([], { isFresh: true }), openBrowser()])
  watched = await openPage(browser)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

test('the set-up link is gone from the address at once, works once, and signs in', async () => {
  const { page } = watched
  const link = site.setupLink ?? ''
  await followSetUpLink(page, site)
  const { origin, pathname, hash } = new URL(page.url())
  expect([origin, pathname, hash]).toEqual([site.url, '/sessions', ''])
  const token = new URL(link).hash.slice(1)
  expect(page.url()).not.toContain(token)
  expect(site.output.filter((line) => line.includes(token))).toHaveLength(1)
  const second = await openPage(browser)
  await second.page.goto(link)
  await second.page.getByText('This site is set up already').waitFor()
  expect(second.page.url()).not.toContain(token)
  await second.page.close()
})

test('a session starts from the dialog and its terminal runs what is typed', async () => {
  const { page } = watched
  await startSession(page, 'first-light')
  await page.getByRole('tab', { name: 'Terminal' }).click()
  await screen(page).getByText('first-light').first().waitFor()
  await typeInTerminal(page, 'echo $((6*7)); id -un; stty size')
  await screen(page).getByText('42').waitFor()
  await screen(page).getByText('work').last().waitFor()
})

test('a reload keeps the screen and what runs', async () => {
  const { page } = watched
  await typeInTerminal(page, 'sleep 987 & echo "sleeper $!"')
  await screen(page)
    .getByText(/^sleeper \d+/)
    .waitFor()
  await page.reload()
  await screen(page)
    .getByText(/^sleeper \d+/)
    .waitFor()
  await typeInTerminal(page, 'jobs -l | tail -1')
  await screen(page)
    .getByText(/Running +sleep 987/)
    .waitFor()
})

test('a second tab shows the same terminal', async () => {
  const { page } = watched
  const other = await page.context().newPage()
  const asked: string[] = []
  other.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await other.goto(page.url())
  await screen(other)
    .getByText(/^sleeper \d+/)
    .waitFor()
  await typeInTerminal(other, 'echo from-$((1+1))nd')
  await screen(page).getByText('from-2nd').waitFor()
  // what the pages before sign-in ask is none of the console's business
  expect(asked).toContain('/api/v1/me')
  expect(asked).not.toContain('/api/v1/setup')
  await other.close()
})

test('kill -9 of the server ends neither the shell nor what runs in it; the page goes on by itself', async () => {
  const { page } = watched
  await site.kill()
  await page
    .getByText(/Connection lost/)
    .first()
    .waitFor()
  await site.start()
  await page.getByText('Connected', { exact: true }).waitFor()
  await screen(page)
    .getByText(/^sleeper \d+/)
    .waitFor()
  await typeInTerminal(page, 'jobs -l | wc -l; echo after-$((40+2))')
  await screen(page).getByText('after-42').waitFor()
  await screen(page).getByText('Running').first().waitFor()
})

test('a stop in order leaves the session alone too, and ends with code 0', async () => {
  const { page } = watched
  expect(await site.stop()).toBe(0)
  await page
    .getByText(/Connection lost/)
    .first()
    .waitFor()
  await site.start()
  await page.getByText('Connected', { exact: true }).waitFor()
  await typeInTerminal(page, 'echo again-$((7*6))')
  await screen(page).getByText('again-42').waitFor()
})

test('terminating says what happens, and the history tells who ended it', async () => {
  const { page } = watched
  await page.getByRole('button', { name: 'Actions for first-light' }).click()
  await page.getByRole('menuitem', { name: 'Terminate' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('first-light is stopped within seconds', { exact: false }).waitFor()
  await dialog.getByRole('button', { name: 'Terminate session' }).click()
  await page.getByText('Terminated', { exact: true }).filter({ visible: true }).first().waitFor()
  await page.getByRole('tab', { name: 'History' }).click()
  await page.getByText('Its owner ended it.').first().waitFor()
})

test('no script failed and no policy was broken on the way', () => {
  expect(watched.errors.filter((error) => !/WebSocket|EventSource|ERR_CONNECTION/.test(error))).toEqual([])
})
