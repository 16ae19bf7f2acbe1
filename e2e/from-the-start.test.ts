/** What is there from the start, for the site and for each person; and what is left when somebody goes. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { arrive, chooseAction, goTo, setUp, signIn } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
const password = 'compiler of 1952!'

async function ask(page: Page, path: string, data: object = {}): Promise<Record<string, string>> {
  const answer = await page.request.post(`${site.url}/api/v1${path}`, { data, headers: { origin: site.url } })
  if (!answer.ok()) throw new Error(await answer.text())
  return answer.status() === 204 ? {} : ((await answer.json()) as Record<string, string>)
}

beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  watched = await openPage(browser)
  await setUp(watched.page, site)
  for (const username of ['grace', 'alan'])
    await ask(watched.page, '/users', { email: `${username}@example.org`, username, password })
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })
const selector = (page: Page) => page.getByRole('button', { name: /^Project: / })

test('an example is there to try, and leaves every list for who wants none', async () => {
  const { page } = watched
  await goTo(page, 'Workspace')
  await page.getByRole('listitem').filter({ hasText: 'default' }).getByText('Current').waitFor()
  await selector(page).filter({ hasText: 'default' }).click()
  const projects = page.getByRole('dialog', { name: 'Projects of default' })
  await projects.getByRole('option', { name: 'example' }).getByText('For trying things out').waitFor()
  await look(page, 'project-selector-example')
  await projects.getByRole('option', { name: 'example' }).click()
  await selector(page).filter({ hasText: 'example' }).waitFor()
  await goTo(page, 'Preferences')
  await page.getByRole('tab', { name: 'Configuration' }).click()
  await page.getByRole('switch', { name: 'Don’t show examples' }).click()
  await selector(page).filter({ hasText: 'default' }).click()
  await projects.getByRole('option', { name: 'default' }).waitFor()
  expect(await projects.getByRole('option', { name: 'example' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await goTo(page, 'Projects')
  await row(page, 'default').waitFor()
  expect(await row(page, 'Example').count()).toBe(0)
  // Everybody has a personal project: they are there for who asks for them.
  expect(await row(page, 'grace').count()).toBe(0)
  await page.getByRole('checkbox', { name: 'Also projects of personal workspaces' }).check()
  await row(page, 'grace').waitFor()
  await page.getByRole('checkbox', { name: 'Also projects of personal workspaces' }).uncheck()
  await row(page, 'grace').waitFor({ state: 'detached' })
})

test('a deactivation says beforehand which workspaces it leaves without an admin', async () => {
  const { page } = watched
  const alan = await openPage(browser)
  await alan.page.goto(`${site.url}/sign-in`)
  await signIn(alan.page, 'alan', password)
  await arrive(alan.page)
  const { id = '' } = await ask(page, '/workspaces', { name: 'Robot lab' })
  const email = 'alan@example.org'
  const { token = '' } = await ask(page, `/workspaces/${id}/invitations`, { email, role: 'admin' })
  await ask(alan.page, `/invitations/${token}/accept`)
  await ask(page, `/workspaces/${id}/leave`)
  await page.goto(`${site.url}/admin/users`)
  await chooseAction(page, 'alan', 'Deactivate')
  const dialog = page.getByRole('alertdialog')
  const list = dialog.getByRole('list', { name: /^1 workspace is left without an active admin/ })
  await list.getByText('Robot lab').waitFor()
  await look(page, 'deactivate-last-admin')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'detached' })
  await row(page, email).waitFor()
  await alan.page.context().close()
})

test('no script failed and no policy was broken on the way', () => {
  expect(watched.errors).toEqual([])
})
