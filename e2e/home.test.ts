/** The first page: what somebody finds there who is new, who works, and who administers. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openContext, openPage, watch, type WatchedPage } from './browser.ts'
import { lookEverywhere, lookForFaults } from './looks.ts'
import { arrive, setUp, signIn } from './people.ts'

const grace = { email: 'grace@example.org', username: 'grace', fullName: 'Grace Hopper', password: 'compiler of 1952!' }
const small = { cpu: 0.1, memory: 64 * 1024 ** 2 }

let site: BerthSite
let browser: Browser
let administrator: WatchedPage
let watched: WatchedPage
let notebook = ''
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  administrator = await openPage(browser)
  await setUp(administrator.page, site)
  await ask(administrator.page, '/users', grace)
  watched = await openPage(browser)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

async function ask(page: Page, path: string, data: object = {}): Promise<{ readonly id: string }> {
  const answer = await page.request.post(`${site.url}/api/v1${path}`, { data, headers: { origin: site.url } })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as { id: string }
}
const start = (name: string, more: object = { type: 'interactive' }) =>
  ask(watched.page, '/sessions', { name, resources: small, ...more })
const part = (page: Page, name: string | RegExp) => page.getByRole('region', { name })
const own = () => part(watched.page, 'Your sessions')
const line = (name: string) => own().getByRole('listitem').filter({ hasText: name })
async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.locator('main [aria-busy=true]').count()).toBe(0)
}

test('who signs in is there, and is told what to do first', async () => {
  const { page } = watched
  await page.goto(`${site.url}/sign-in`)
  await signIn(page, grace.username, grace.password)
  await arrive(page)
  expect(new URL(page.url()).pathname).toBe('/')
  const here = page.getByRole('navigation').getByRole('link', { name: 'Start', exact: true })
  expect(await here.getAttribute('aria-current')).toBe('page')
  await own().getByText('What to do first').waitFor()
  await part(page, 'Your usage lately')
    .getByRole('img', { name: /Nothing ran/ })
    .waitFor()
  await part(page, 'In progress').getByText('Nothing is in progress.', { exact: false }).waitFor()
  await part(page, /^What you may still use/)
    .getByText('CPU', { exact: true })
    .first()
    .waitFor()
  // the site is for administrators
  expect(await part(page, 'The site').count()).toBe(0)
  await settled(page)
  await lookEverywhere(page, 'home-first-steps')
  await page.getByRole('navigation').getByRole('link', { name: 'Usage', exact: true }).click()
  await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor()
  expect(await here.getAttribute('aria-current')).toBeNull()
  await here.click()
  await arrive(page)
})

test('a template and a preset open START filled in', async () => {
  const { page } = watched
  const dialog = page.getByRole('dialog', { name: 'Start session' })
  const templates = page.getByRole('group', { name: 'Templates' }).getByRole('button')
  const name = (await templates.first().innerText()).split('\n')[0] ?? ''
  await templates.first().click()
  await dialog
    .getByRole('button', { name: /Template$/ })
    .filter({ hasText: name })
    .waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page
    .getByRole('group', { name: 'Presets' })
    .getByRole('button', { name: /^Small/ })
    .click()
  await dialog.getByRole('button', { name: /^Small/, pressed: true }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

test('what runs, waits and ends soon is there at once, without a reload, with the ways into it', async () => {
  const { page } = watched
  notebook = (await start('notebook')).id
  await line('notebook').getByText('Running').waitFor()
  const startsAt = new Date(Date.now() + 3_600_000).toISOString()
  await start('tonight', { type: 'batch', command: 'sleep 1', startsAt })
  await line('tonight').getByText('It waits for its start time.', { exact: false }).waitFor()
  await start('short-one', { type: 'batch', command: 'sleep 600', timeLimit: 1800 })
  await line('short-one').getByText('Its time limit ends it in', { exact: false }).waitFor()
  await expect
    .poll(async () =>
      (await own().getByRole('listitem').getByRole('link').allTextContents()).filter((text) => text !== 'Terminal'),
    )
    .toEqual(['short-one', 'tonight', 'notebook'])
  await settled(page)
  await lookEverywhere(page, 'home-at-work')

  await line('notebook').getByRole('button', { name: 'Apps of notebook' }).click()
  await page.getByRole('menu', { name: 'Apps of notebook' }).getByRole('menuitem').first().waitFor()
  await lookForFaults(page, 'home-apps')
  await page.keyboard.press('Escape')
  await line('notebook').getByRole('link', { name: 'Open a terminal of notebook' }).click()
  await page.waitForURL(({ pathname }) => pathname.endsWith('/terminal'))
  await page.goBack()
  await arrive(page)
})

test('nothing jumps while it loads', async () => {
  const context = await openContext(browser, { storageState: await watched.page.context().storageState() })
  await context.addInitScript(() => {
    const moved: number[] = []
    Object.assign(window, { moved })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moved.push((entry as unknown as { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const { page, errors } = watch(await context.newPage())
  await page.goto(site.url)
  await page.getByRole('link', { name: 'notebook', exact: true }).waitFor()
  await page.locator('.uplot canvas').waitFor()
  await settled(page)
  const moved = await page.evaluate(() => (window as unknown as { moved: number[] }).moved)
  expect(moved.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.1)
  expect(errors).toEqual([])
  await context.close()
})

const requestId = 'req-of-the-failure'
const fail = (address: string) =>
  watched.page.route(address, (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'internal', title: 'x', detail: 'x', status: 500, requestId }),
    }),
  )
const failed = (text: string) => watched.page.getByRole('main').getByRole('alert').filter({ hasText: text })

test('what cannot be loaded says so, with the id of the request, and comes by another try', async () => {
  const { page } = watched
  for (const asked of ['sessions', 'usage', 'resources', 'workspaces', 'projects']) await fail(`**/api/v1/${asked}?*`)
  await page.reload()
  for (const name of ['Your sessions', 'Your usage lately']) {
    await part(page, name).getByText(requestId).waitFor({ timeout: 30_000 })
  }
  for (const text of ['Projects could not be loaded', 'What is free could not be loaded'])
    await failed(text).getByText(requestId).waitFor()
  await lookForFaults(page, 'home-not-loaded')
  await page.getByRole('banner').getByRole('button', { name: 'Projects could not be loaded' }).click()
  const projects = page.getByRole('dialog', { name: 'Projects' })
  await projects.getByText(requestId).waitFor()
  await lookForFaults(page, 'projects-not-loaded')
  await page.unrouteAll()
  await projects.getByRole('button', { name: 'Retry' }).click()
  const choices = page.getByRole('dialog', { name: /^Projects of/ }).getByRole('option')
  await choices.first().waitFor()
  await page.keyboard.press('Escape')
  const selector = page.getByRole('banner').getByRole('button', { name: /^Project: / })
  await selector.waitFor()
  await failed('Projects could not be loaded').waitFor({ state: 'detached' })
  await failed('What is free could not be loaded').getByRole('button', { name: 'Retry' }).click()
  const amounts = part(page, /^What you may still use/)
  await amounts.getByText('CPU', { exact: true }).first().waitFor()
  await own().getByRole('button', { name: 'Retry' }).click()
  await line('notebook').waitFor()
  await part(page, 'Your usage lately').getByRole('button', { name: 'Retry' }).click()
  await page.locator('.uplot canvas').waitFor()
})

test('so do other pages that stand on projects, and the cards of a page', async () => {
  const { page } = watched
  for (const asked of ['workspaces?*', 'projects?*', 'storage-hosts*', 'sessions/*/apps', 'ssh'])
    await fail(`**/api/v1/${asked}`)
  for (const [address, ...texts] of [
    ['/settings/workspace', 'This could not be loaded'],
    ['/members', 'This could not be loaded'],
    ['/data', 'Your limits could not be loaded'],
    [`/sessions/${notebook}`, 'The apps could not be loaded', 'The SSH command could not be loaded'],
  ]) {
    await page.goto(`${site.url}${address}`)
    for (const text of texts) await failed(text).getByText(requestId).waitFor()
  }
  await lookForFaults(page, 'session-cards-not-loaded')
  await page.unrouteAll()
  for (const text of ['The apps could not be loaded', 'The SSH command could not be loaded']) {
    await failed(text).getByRole('button', { name: 'Retry' }).click()
    await failed(text).waitFor({ state: 'detached' })
  }
  await part(page, 'Apps').getByText('Nothing that can be opened', { exact: false }).waitFor()
})

test('the browser’s tab says what the page says, also where there is nothing', async () => {
  const { page } = watched
  await page.goto(`${site.url}/sessions`)
  await expect.poll(() => page.title()).toBe('Sessions · Berth')
  for (const [address, title] of [
    ['/nowhere', 'There is no such page'],
    ['/sessions/00000000-0000-4000-8000-000000000000', 'There is no such session'],
    ['/data/00000000-0000-4000-8000-000000000000', 'There is no such folder'],
  ] as const) {
    await page.goto(`${site.url}${address}`)
    await page.getByRole('heading', { name: title, level: 1 }).waitFor()
    await expect.poll(() => page.title()).toBe(`${title} · Berth`)
  }
  await page.goto(site.url)
})

test('when all have ended, the last of them are a press away', async () => {
  const { page } = watched
  const live = (state: string) => page.request.get(`${site.url}/api/v1/sessions?state=${state}`)
  for (const state of ['queued', 'running'])
    for (const { id } of ((await (await live(state)).json()) as { items: { id: string }[] }).items)
      await ask(page, `/sessions/${id}/terminate`)
  await own().getByText('These ended last', { exact: false }).waitFor()
  await settled(page)
  await lookEverywhere(page, 'home-ended')
  await own().getByRole('button', { name: 'Start again: notebook, with the same settings' }).click()
  const dialog = page.getByRole('dialog', { name: 'Start session' })
  await dialog.getByText('Starts now.').waitFor()
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await page.waitForURL(/\/sessions\/[0-9a-f-]{36}/)
})

test('an administrator sees the state of the site, and what needs somebody', async () => {
  const { page } = administrator
  await page.goto(site.url)
  const state = part(page, 'The site')
  await state.getByText('Machines available').waitFor()
  await state.getByText('Running sessions: 1').waitFor()
  await state.getByText('Nothing needs attention').waitFor()
  await settled(page)
  await lookEverywhere(page, 'home-administrator')
  await page.route('**/api/v1/resource-groups', async (route) => {
    const answer = (await (await route.fetch()).json()) as { items: { nodes: number; availableNodes: number }[] }
    const items = answer.items.map((group) => ({ ...group, nodes: 4, availableNodes: 1 }))
    await route.fulfill({ json: { ...answer, items } })
  })
  await page.route('**/api/v1/sessions?*', async (route) => {
    const answer = (await (await route.fetch()).json()) as { items: object[] }
    const isFinished = route.request().url().includes('state=finished')
    const items = answer.items.map((one) => ({ ...one, status: 'ERROR', reason: 'lost' }))
    await route.fulfill({ json: isFinished ? { ...answer, items } : answer })
  })
  await page.reload()
  await state.getByText('default: 3 of 4 not available').waitFor()
  await state.getByText('Failed session').first().waitFor()
  await settled(page)
  await lookEverywhere(page, 'home-attention')
  await page.unrouteAll()
})

test('no script failed', () => {
  expect([...watched.errors, ...administrator.errors].filter((error) => !error.includes('500'))).toEqual([])
})
