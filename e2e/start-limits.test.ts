/** What people see of limits: the START dialog, the indicator, the queue. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { lookEverywhere } from './looks.ts'
import { setUp } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage

beforeAll(async () => {
  const options = ['--engine', 'mock', '--mock-gpus', '2', '--gpu-mode', 'fractional']
  ;[site, browser] = await Promise.all([startBerth(options), openBrowser()])
  watched = await openPage(browser)
  await setUp(watched.page, site)
  await setLimits(watched.page, {
    cpu: 4,
    memory: 8 * 1024 ** 3,
    gpuShares: 1.5,
    concurrentSessions: 2,
    maxSessionLifetime: 7200,
  })
  await watched.page.reload()
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const setLimits = (page: Page, limits: object) =>
  page.evaluate(async (body) => {
    const answer = await fetch('/api/v1/policies/default', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(await answer.text())
  }, limits)

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Start session' })
const open = async (page: Page) => {
  await page.getByRole('button', { name: 'Start session' }).first().click()
  await dialogOf(page).getByRole('slider', { name: 'CPU' }).waitFor()
}
const type = async (page: Page, label: string, amount: string) => {
  const field = dialogOf(page).getByRole('textbox', { name: label, exact: true })
  await field.fill(amount)
  await field.press('Tab')
}
const sentence = (page: Page, text: string | RegExp) => dialogOf(page).getByRole('status').getByText(text).waitFor()

test('each slider ends at the most that can pass, and a sentence says what would happen', async () => {
  const { page } = watched
  await open(page)
  const end = (name: string) =>
    dialogOf(page)
      .getByRole('slider', { name: new RegExp(`^${name}`) })
      .getAttribute('max')
  expect([await end('CPU'), await end('Memory'), await end('GPU shares')]).toEqual(['4', '8', '1.5'])
  await sentence(page, /Starts now\..*It is ended after 2 h of running\./)
  await lookEverywhere(page, 'start-limits-start')
  await type(page, 'CPU', '3')
  await type(page, 'GPU shares', '0.5')
  await dialogOf(page).getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByText('Running', { exact: true }).first().waitFor()
})

test('the indicator shows which limit binds, and START what is left of it', async () => {
  const { page } = watched
  await page.getByRole('link', { name: 'Sessions', exact: true }).first().click()
  const indicator = page.getByRole('region', { name: 'Resources in use' })
  await indicator.getByText('3 / 4 cores').waitFor()
  await indicator.getByText('1 more · limited by your resource policy').waitFor()
  await lookEverywhere(page, 'start-limits-indicator')
  await open(page)
  // What was chosen last is remembered, as far as it can still pass.
  const cpu = dialogOf(page).getByRole('slider', { name: /^CPU/ })
  expect([await cpu.getAttribute('max'), await cpu.inputValue()]).toEqual(['1', '1'])
  await sentence(page, /Starts now/)
  await dialogOf(page).getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByText('Running', { exact: true }).first().waitFor()
})

test('when nothing more can start, START says which limits refuse it', async () => {
  const { page } = watched
  await page.getByRole('link', { name: 'Sessions', exact: true }).first().click()
  await page.getByRole('region', { name: 'Resources in use' }).getByText('2 / 2').waitFor()
  await open(page)
  await sentence(page, /Cannot start\. .*Sessions at one time: 1 asked, 2 in use, 2 at most/)
  expect(await dialogOf(page).getByRole('button', { name: 'Start', exact: true }).isDisabled()).toBe(true)
  await lookEverywhere(page, 'start-limits-refused')
  expect(watched.errors).toEqual([])
})

test('what was typed survives a reload, without secrets; a start whose answer was lost is one start', async () => {
  await setLimits(watched.page, { concurrentSessions: 5, cpu: 8, gpuShares: 2 })
  const { page } = await openPage(browser, { storageState: await watched.page.context().storageState() })
  await page.goto(`${site.url}/sessions`)
  await open(page)
  const name = dialogOf(page).getByRole('textbox', { name: 'Name', exact: false }).first()
  await name.fill('typed-once')
  await dialogOf(page).getByText('Environment variables', { exact: true }).first().click()
  await dialogOf(page).getByRole('button', { name: 'Add variable' }).click()
  await dialogOf(page).getByLabel('Name of variable 1').fill('API')
  await dialogOf(page).getByLabel('Value of variable 1').fill('hunter2')
  const [asked] = await Promise.all([
    page.waitForEvent('dialog'),
    page.evaluate(() => void setTimeout(() => location.reload())),
  ])
  expect(asked.type()).toBe('beforeunload')
  await Promise.all([page.waitForEvent('load'), asked.accept()])
  const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))
  expect(kept).toContain('typed-once')
  expect(kept).not.toContain('hunter2')

  await open(page)
  await dialogOf(page).getByText('The browser does not keep values of variables.', { exact: false }).waitFor()
  expect(await name.inputValue()).toBe('typed-once')
  expect(await dialogOf(page).getByLabel('Name of variable 1').inputValue()).toBe('API')
  expect(await dialogOf(page).getByLabel('Value of variable 1').inputValue()).toBe('')
  await dialogOf(page).getByLabel('Value of variable 1').fill('again')
  await page.route('**/api/v1/sessions', async (route) => {
    await route.fetch()
    await route.abort()
  })
  const start = dialogOf(page).getByRole('button', { name: 'Start', exact: true })
  await start.click()
  await dialogOf(page).getByRole('alert').waitFor()
  await page.unroute('**/api/v1/sessions')
  // sent anew it would be refused: the name is taken by what was started
  await start.click()
  await page.getByRole('heading', { name: 'typed-once' }).waitFor()
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('typed-once')
  await page.context().close()
})
