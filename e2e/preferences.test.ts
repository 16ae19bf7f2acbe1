/** How somebody wants the console: kept by the server, followed by every page of theirs, found, marked, reset. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, wide, type WatchedPage } from './browser.ts'
import { lookEverywhere } from './looks.ts'
import { administrator, arrive, goTo, setUp, signIn, toast } from './people.ts'

/** Nobody is there: what is sent is another test's matter. */
const collector = 'http://127.0.0.1:9/usage'
let site: BerthSite
let browser: Browser
/** One person at two machines. */
let watched: WatchedPage
let laptop: WatchedPage
beforeAll(async () => {
  ;[site, browser] = await Promise.all([
    startBerth(['--engine', 'mock', '--usage-collector', collector]),
    openBrowser(),
  ])
  watched = await openPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
  await setUp(watched.page, site)
  laptop = await openPage(browser)
  await laptop.page.goto(`${site.url}/sign-in`)
  await signIn(laptop.page)
  await arrive(laptop.page)
  await goTo(laptop.page, 'Sessions')
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const themeOf = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
const becomes = (page: Page, theme: string) =>
  page.waitForFunction((wanted) => getComputedStyle(document.documentElement).colorScheme === wanted, theme)
/** What the server sends of a page, before any script runs. */
const documentOf = async (page: Page) => {
  const answer = await page.request.get(`${site.url}/sessions`, { headers: { accept: 'text/html' } })
  return /<html[^>]*>/.exec(await answer.text())?.[0]
}
const change = (page: Page, preferences: object) =>
  page.request.patch(`${site.url}/api/v1/me/preferences`, { data: preferences, headers: { origin: site.url } })
/** What is shown at once is also saved: a load that comes before would take it back. */
const saving = (page: Page, act: () => Promise<unknown>) =>
  Promise.all([page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok()), act()])
const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click()
const choose = async (page: Page, label: RegExp, option: string) => {
  await page.getByRole('button', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('the user menu says who it is, and leads to preferences and logs in its order', async () => {
  const { page } = watched
  await page.getByRole('button', { name: administrator.fullName }).click()
  const menu = page.getByRole('menu')
  await page.getByText(administrator.email).waitFor()
  const items = await menu.getByRole('menuitem').allTextContents()
  expect(items).toEqual(['About', 'My account', 'Preferences', 'Logs / errors', 'Log out'])
  await menu.getByRole('menuitem', { name: 'About' }).click()
  const about = page.getByRole('dialog', { name: 'About Berth' })
  await about.getByText('Apache-2.0').waitFor()
  const license = await page.request.get(
    new URL((await about.getByRole('link', { name: 'License text' }).getAttribute('href')) ?? '', site.url).href,
  )
  expect(await license.text()).toContain('Apache License')
  await look(page, 'about')
  await page.keyboard.press('Escape')
  await goTo(page, 'Preferences')
})

test('a theme is remembered by the server, drawn from the first moment, and followed by other machines', async () => {
  const { page } = watched
  await page
    .getByRole('button', { name: /^Theme/ })
    .first()
    .click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await becomes(page, 'dark')
  await becomes(laptop.page, 'dark')
  expect(await documentOf(page)).toContain('data-theme="dark"')
  const phone = await openPage(browser)
  await phone.page.goto(`${site.url}/sign-in`)
  expect(await themeOf(phone.page)).toBe('light dark')
  await signIn(phone.page)
  await arrive(phone.page)
  expect(await themeOf(phone.page)).toBe('dark')
  await phone.page.context().close()
  await change(laptop.page, { theme: 'light' })
  await becomes(page, 'light')
})

test('what is chosen on the sign-in page goes along', async () => {
  const { page } = await openPage(browser)
  await page.goto(`${site.url}/sign-in`)
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('Dark')
  await signIn(page)
  await arrive(page)
  expect(await themeOf(page)).toBe('dark')
  await becomes(watched.page, 'dark')
  await page.context().close()
  await change(watched.page, { theme: 'system' })
})

test('a language changes everything at once, here and elsewhere, without a reload', async () => {
  const { page } = watched
  let loads = 0
  page.on('load', () => (loads += 1))
  await choose(page, / Language$/, '한국어')
  await page.getByRole('heading', { name: '환경설정', level: 1 }).waitFor()
  await page.getByRole('navigation').getByRole('link', { name: '세션' }).waitFor()
  await laptop.page.getByRole('heading', { name: '세션', level: 1 }).waitFor()
  await look(page, 'preferences-korean')
  await choose(page, / 언어$/, 'English')
  await page.getByRole('heading', { name: 'Preferences', level: 1 }).waitFor()
  await laptop.page.getByRole('heading', { name: 'Sessions', level: 1 }).waitFor()
  expect(loads).toBe(0)
})

test('rows are found by their words, changed ones are marked, and reset one by one or all', async () => {
  const { page } = watched
  const search = page.getByRole('searchbox', { name: 'Search preferences' })
  await search.fill('pro tips')
  const tips = page.getByRole('switch', { name: 'Don’t show pro tips periodically' })
  await tips.click()
  await page.getByRole('button', { name: 'Reset Don’t show pro tips periodically' }).waitFor()
  await search.fill('no such words')
  await page.getByText('No preference has these words').waitFor()
  await look(page, 'preferences-nothing-found')
  await search.fill('')
  await choose(page, / Density$/, 'Compact')
  await page.locator('html[data-density=compact]').waitFor()
  await laptop.page.locator('html[data-density=compact]').waitFor()
  await page.getByRole('button', { name: 'Reset Density' }).click()
  await page.locator('html[data-density=comfortable]').waitFor()
  await tab(page, 'Configuration')
  await page.getByRole('switch', { name: 'Disable HiDPI scale override' }).click()
  // beside the keys to clouds, which never leave this browser either
  await expect.poll(() => page.getByText('This device', { exact: true }).count()).toBe(2)
  await page.getByRole('button', { name: 'Reset all' }).click()
  const question = page.getByRole('alertdialog', { name: 'Reset all preferences' })
  // the language was chosen, though it is the one that the browser would have
  const named = ['Language', 'Disable HiDPI scale override', 'Don’t show pro tips periodically']
  await question.getByRole('listitem').first().waitFor()
  expect(await question.getByRole('listitem').allTextContents()).toEqual(named)
  await look(page, 'preferences-reset')
  await question.getByRole('button', { name: 'Reset all' }).click()
  await toast(page, 'All preferences are reset.').waitFor()
  expect(await tips.isChecked()).toBe(false)
  expect(await page.getByRole('button', { name: 'Reset all' }).isDisabled()).toBe(true)
})

test('usage data is shared by nobody but administrators, who see what would be sent, and to where', async () => {
  const { page } = watched
  await tab(page, 'Configuration')
  const share = page.getByRole('switch', { name: 'Share anonymous usage data' })
  expect(await share.isChecked()).toBe(false)
  await page.getByText(collector, { exact: false }).first().waitFor()
  await page.getByRole('button', { name: 'Show what would be sent' }).click()
  const shown = page.getByRole('dialog', { name: 'Usage data' })
  expect(JSON.parse((await shown.getByRole('region').textContent()) ?? '')).toMatchObject({ site: null, users: 1 })
  await look(page, 'usage-data')
  await page.keyboard.press('Escape')
  await share.click()
  await page.getByText('It was never sent.').waitFor()
  await share.click()
  await page.getByText('It was never sent.').waitFor({ state: 'detached' })
})

test('the profile has who one is, and the name is edited in its place', async () => {
  const { page } = watched
  await tab(page, 'Profile')
  await page.getByRole('button', { name: 'Edit name' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Augusta Ada King')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Augusta Ada King' }).waitFor()
  const { id } = (await (await page.request.get(`${site.url}/api/v1/me`)).json()) as { id: string }
  await page.getByText(id).waitFor()
  // away from the button, whose tooltip shows while it has the focus
  await page.getByRole('heading', { level: 1 }).click()
  await lookEverywhere(page, 'preferences-profile')
})

test('the sidebar is narrowed at once, and by default from the next load on', async () => {
  const { page } = watched
  const words = page.getByRole('navigation').getByText('Sessions', { exact: true })
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('[')
  await words.waitFor({ state: 'detached' })
  await page.keyboard.press('[')
  await words.waitFor()
  await tab(page, 'General')
  await saving(page, () => page.getByRole('switch', { name: 'Use compact sidebar by default' }).click())
  await page.getByRole('button', { name: 'Reset Use compact sidebar by default' }).waitFor()
  expect(await words.isVisible()).toBe(true)
  await page.reload()
  await page.getByRole('switch', { name: 'Use compact sidebar by default' }).waitFor()
  expect(await words.count()).toBe(0)
  await saving(page, () => page.getByRole('button', { name: 'Reset Use compact sidebar by default' }).click())
  await page.reload()
  await words.waitFor()
})

test('single keys act on every keyboard and beside every switch, until somebody turns them off', async () => {
  const { page } = watched
  const words = page.getByRole('navigation').getByText('Sessions', { exact: true })
  const single = page.getByRole('switch', { name: 'Single-key shortcuts' })
  await single.focus()
  await page.keyboard.press('[')
  await words.waitFor({ state: 'detached' })
  // on a Cyrillic keyboard that key gives a letter
  await single.dispatchEvent('keydown', { key: 'х', code: 'BracketLeft', bubbles: true, cancelable: true })
  await words.waitFor()
  await single.click()
  await page.getByRole('button', { name: 'Reset Single-key shortcuts' }).waitFor()
  await page.keyboard.press('[')
  await page.keyboard.press(']')
  await page.locator('body').dispatchEvent('keydown', { key: 'л', code: 'KeyK', ctrlKey: true, bubbles: true })
  await page.getByRole('dialog', { name: 'Command palette' }).waitFor()
  expect([await words.isVisible(), await page.getByRole('dialog').count()]).toEqual([true, 1])
  await page.keyboard.press('Escape')
  await saving(page, () => page.getByRole('button', { name: 'Reset Single-key shortcuts' }).click())
})

test('text grows on a screen of many small pixels, unless this device wants none of that', async () => {
  const storageState = await watched.page.context().storageState()
  const { page } = await openPage(browser, { storageState, viewport: wide, screen: { width: 3840, height: 2160 } })
  await page.goto(`${site.url}/preferences/configuration`)
  const size = () => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)
  await page.getByRole('switch', { name: 'Disable HiDPI scale override' }).waitFor()
  expect(await size()).toBe('24px')
  await page.getByRole('switch', { name: 'Disable HiDPI scale override' }).click()
  expect(await size()).toBe('16px')
  await page.reload()
  await page.getByRole('switch', { name: 'Disable HiDPI scale override' }).waitFor()
  expect(await size()).toBe('16px')
  expect(await watched.page.evaluate(() => localStorage.getItem('berth.scale'))).toBeNull()
  await page.context().close()
})

test('every tab in light and dark, wide and at 360 px', async () => {
  const { page } = watched
  for (const name of ['General', 'Configuration']) {
    await tab(page, name)
    await lookEverywhere(page, `preferences-${name.toLowerCase()}`)
  }
  await change(page, { density: 'compact' })
  await page.locator('html[data-density=compact]').waitFor()
  await lookEverywhere(page, 'preferences-compact')
  await change(page, { density: 'comfortable' })
  expect([watched.errors, laptop.errors]).toEqual([[], []])
})
