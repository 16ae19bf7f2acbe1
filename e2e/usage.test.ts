/** What sessions used, in a real browser. */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { lookEverywhere, lookForFaults, speak } from './looks.ts'
import { setUp, startSession } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  watched = await openPage(browser)
  await setUp(watched.page, site)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const sum = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })
const table = (page: Page) => page.getByRole('tabpanel').getByRole('table')

test('before anything ran the page says so', async () => {
  const { page } = watched
  await page.getByRole('link', { name: 'Usage' }).click()
  await page.getByText('Nothing ran in this time', { exact: true }).waitFor()
  await page.getByRole('img', { name: /Core-hours a day.*Nothing ran/ }).waitFor()
  await look(page, 'usage-nothing')
})

test('a session counts as soon as it runs: in the sum, on its day, for its project and its user', async () => {
  const { page } = watched
  await page.getByRole('link', { name: 'Sessions' }).click()
  await startSession(page, 'train-1')
  await page.getByRole('link', { name: 'Usage' }).click()
  await sum(page, 'Sessions').filter({ hasText: '1' }).click()
  await page.waitForURL(/measure=sessions/)
  await page.getByRole('img', { name: /^Sessions a day.*Most on .*: 1\./ }).waitFor()
  await table(page).getByRole('row').nth(1).waitFor()
  expect(await table(page).getByRole('row').count()).toBe(2)
  await page.getByRole('tab', { name: 'By project' }).click()
  await table(page).getByRole('link').waitFor()
  await page.getByRole('tab', { name: 'By user' }).click()
  await table(page).getByRole('link', { name: 'Ada Lovelace' }).click()
  await page.getByRole('button', { name: 'Stop showing only Ada Lovelace' }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Stop showing only Ada Lovelace' }).click()
  await page.getByText('Only Ada Lovelace').waitFor({ state: 'detached' })
})

test('a span that goes backwards is said to be none; the file has what the page shows', async () => {
  const { page } = watched
  await page.getByRole('radio', { name: 'Custom' }).check({ force: true })
  await page.getByLabel('Last day').fill('2001-01-01')
  await page.getByText('The last day must not be before the first', { exact: false }).waitFor()
  await page.getByRole('radio', { name: '7 days' }).check({ force: true })
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export usage' })
  await dialog.getByLabel('File name').fill('mine')
  await look(page, 'usage-export')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('link', { name: 'Download' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('mine.csv')
  const [head, row, ...more] = (await readFile(await download.path(), 'utf8')).split('\r\n')
  expect(head).toMatch(/^\ufeffday,user,userEmail,/)
  expect(row).toContain('ada@example.org')
  expect(more).toEqual([''])
})

/** A month of a busy site. */
function busy(url: URL) {
  const [from, to] = [url.searchParams.get('from') ?? '', url.searchParams.get('to') ?? '']
  const by = url.searchParams.get('groupBy')
  const none = { day: null, user: null, userName: null, userEmail: null }
  const empty = { ...none, project: null, projectName: null, workspaceName: null }
  const amounts = (index: number) => {
    const coreHours = Math.round(400 * (1.2 + Math.sin(index / 2)) * (index % 7 > 4 ? 0.2 : 1)) / 1.6
    return { coreHours, gibHours: coreHours * 4, gpuHours: coreHours / 8, sessions: Math.ceil(coreHours / 12) }
  }
  const days: object[] = []
  for (let at = Date.parse(from), index = 0; at <= Date.parse(to); at += 86_400_000, index++)
    days.push({ ...empty, ...amounts(index), day: new Date(at).toISOString().slice(0, 10) })
  const projects = ['vision', 'speech', 'a-project-with-a-rather-long-name'].map((projectName, index) => ({
    ...empty,
    ...amounts(index + 1),
    project: `00000000-0000-7000-8000-00000000000${index}`,
    projectName,
    workspaceName: 'Research',
  }))
  const items = by === 'day' ? days : projects
  return { from, to, groupBy: by, items, more: by === 'day' ? 0 : 12, sum: { ...amounts(7), sessions: 1234 } }
}

test('the page of a busy site in light and dark, wide and at 360 px, in both languages', async () => {
  const { page, errors } = await openPage(browser, {
    storageState: await watched.page.context().storageState(),
    reducedMotion: 'reduce',
  })
  await page.route('**/api/v1/usage?*', (route) => route.fulfill({ json: busy(new URL(route.request().url())) }))
  for (const by of ['day', 'project']) {
    await page.goto(`${site.url}/usage?by=${by}`)
    await page.locator('.uplot canvas').waitFor()
    await page.getByText('1,234').first().waitFor()
    await lookEverywhere(page, `usage-${by}`)
    await speak(page, 'ko')
    await lookForFaults(page, `usage-${by}-ko`)
    await speak(page, 'en')
  }
  expect(errors).toEqual([])
  await page.context().close()
})
