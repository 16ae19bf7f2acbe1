/** What administrators look after: queues and priorities, lists by what is looked for, and what those lists export. */
import { readFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { lookAtTables } from './looks.ts'
import { arrive, setUp, signIn, toast } from './people.ts'

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

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })
const open = async (page: Page, path: string, title: string) => {
  await page.goto(site.url + path)
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
}
const menu = async (page: Page, button: string, item: string) => {
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
/** As somebody else would, at the same time. */
async function call<Answer>(method: 'GET' | 'POST' | 'PATCH', path: string, data?: object): Promise<Answer> {
  const headers = { origin: site.url }
  const body = data === undefined ? {} : { data }
  const answer = await watched.page.request.fetch(`${site.url}/api/v1${path}`, { method, headers, ...body })
  if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`)
  return (await answer.json()) as Answer
}
/** The lines of the file that the dialog saves. */
async function download(page: Page, dialog: Locator, columns: readonly string[]) {
  await dialog.getByRole('button', { name: 'None', exact: true }).click()
  await dialog.getByText('Choose at least one column.').waitFor()
  for (const column of columns) await dialog.getByLabel(column, { exact: true }).check()
  const coming = page.waitForEvent('download')
  await dialog.getByRole('link', { name: 'Download' }).click()
  const file = await coming
  const lines = (await readFile(await file.path(), 'utf8')).replace('\ufeff', '').trimEnd().split('\r\n')
  return { name: file.suggestedFilename(), lines }
}

interface Group {
  readonly capacity: { readonly cpu: number }
}

test('a resource group is shown with its machines, and the rule of its queue is changed', async () => {
  const { page } = watched
  await open(page, '/admin/resource-groups', 'Resource groups')
  await row(page, 'default').getByText('Available').waitFor()
  await row(page, 'default').getByText('Fair share').waitFor()
  await menu(page, 'Actions for default', 'Edit')
  const dialog = page.getByRole('dialog', { name: 'Edit default' })
  await dialog.getByLabel('First come, first served').check()
  await dialog.getByLabel('Holds room after').fill('-1')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Minutes from 0 to 10,080').waitFor()
  await dialog.getByLabel('Holds room after').fill('30')
  await look(page, 'edit-resource-group')
  await call('PATCH', '/resource-groups/default', { holdAfter: 60 })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Somebody else changed it meanwhile').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await menu(page, 'Actions for default', 'Edit')
  expect(await dialog.getByLabel('Holds room after').inputValue()).toBe('1')
  await dialog.getByLabel('First come, first served').check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await toast(page, 'default was saved.').waitFor()
  await row(page, 'default').getByText('First come, first served').waitFor()
})

test('an administrator raises the priority of a session that waits', async () => {
  const { page } = watched
  const { capacity } = await call<Group>('GET', '/resource-groups/default')
  const session = (name: string) => {
    const resources = { cpu: capacity.cpu, memory: 1024 ** 3 }
    return call('POST', '/sessions', { name, type: 'interactive', resources })
  }
  for (const name of ['runs-now', 'waits-first', 'waits-second']) await session(name)
  await open(page, '/sessions?state=queued', 'Sessions')
  await row(page, 'waits-second').getByText('2 in the queue').waitFor()
  await menu(page, 'Actions for waits-second', 'Change priority')
  const dialog = page.getByRole('dialog', { name: 'Priority of waits-second' })
  await dialog.getByLabel('Priority').fill('101')
  await dialog.getByRole('button', { name: 'Change priority' }).click()
  await dialog.getByText('A whole number from −100 to 100.').waitFor()
  await dialog.getByLabel('Priority').fill('10')
  await look(page, 'change-priority')
  await dialog.getByRole('button', { name: 'Change priority' }).click()
  await toast(page, 'waits-second has priority 10.').waitFor()
  await row(page, 'waits-second').getByText('Priority 10').waitFor()
  await row(page, 'waits-second').getByText('1 in the queue').waitFor()
  await look(page, 'queued-by-priority')
  await page.getByRole('link', { name: 'waits-second' }).click()
  await page.getByRole('heading', { name: 'waits-second', level: 1 }).waitFor()
  await page.getByText('Resource group', { exact: true }).waitFor()
  await menu(page, 'Actions for waits-second', 'Change priority')
  expect(await dialog.getByLabel('Priority').inputValue()).toBe('10')
  await page.keyboard.press('Escape')
})

test('the sessions that the list shows are exported, with the columns and the name that are chosen', async () => {
  const { page } = watched
  await open(page, '/sessions?state=queued&sort=name', 'Sessions')
  await page.getByLabel('Filter by name').fill('waits')
  await row(page, 'waits-second').waitFor()
  await menu(page, 'More actions', 'Export CSV')
  const dialog = page.getByRole('dialog', { name: 'Export sessions' })
  expect(await dialog.getByLabel('File name').inputValue()).toMatch(/^sessions-\d{4}-\d\d-\d\d$/)
  await dialog.getByLabel('File name').fill('')
  await dialog.getByText('1 to 255 characters.').waitFor()
  await dialog.getByLabel('File name').fill('queue')
  await look(page, 'export-sessions')
  expect(await download(page, dialog, ['Name', 'Priority'])).toEqual({
    name: 'queue.csv',
    lines: ['name,priority', 'waits-first,0', 'waits-second,10'],
  })
})

test('policies are sorted by their limits and filtered by name; their export has the same rows', async () => {
  const { page } = watched
  for (const [name, cpu] of [
    ['team-large', null],
    ['team-small', 2],
    ['team-middle', 8],
    ['other', 1],
  ] as const)
    await call('POST', '/policies', { name, cpu })
  await open(page, '/admin/policies', 'Resource policies')
  await page.getByRole('table').getByLabel('Filter by name').fill('team')
  await row(page, 'other').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Sorted by Name' }).click()
  await page.getByLabel('Sort by').selectOption('CPU')
  const names = page.getByRole('row').getByRole('button', { name: /^team-/ })
  await expect
    .poll(() => names.allTextContents(), { timeout: 15_000 })
    .toEqual(['team-small', 'team-middle', 'team-large'])
  await look(page, 'policies-by-cpu')
  await page.reload()
  await expect
    .poll(() => names.allTextContents(), { timeout: 15_000 })
    .toEqual(['team-small', 'team-middle', 'team-large'])
  await menu(page, 'More actions for policies', 'Export CSV')
  const dialog = page.getByRole('dialog', { name: 'Export resource policies' })
  const { lines } = await download(page, dialog, ['Name', 'CPU'])
  expect(lines).toEqual(['name,cpu', 'team-small,2', 'team-middle,8', 'team-large,'])
})

test('credentials are filtered in the headers of their columns; their export has the same rows', async () => {
  const { page } = watched
  const label = (name: string) => call('POST', '/credentials', { label: name })
  for (const name of ['cluster one', 'cluster two', 'laptop']) await label(name)
  await open(page, '/admin/credentials', 'Credentials')
  await row(page, 'laptop').waitFor()
  await page.getByRole('table').getByLabel('Filter by label, access key').fill('CLUSTER')
  await row(page, 'laptop').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Label, access key', exact: true }).click()
  await page.getByRole('table').getByLabel('Filter by last used').selectOption('Never')
  await page.getByRole('table').getByLabel('Filter by policy').selectOption('default')
  await row(page, 'cluster two').waitFor()
  await look(page, 'credentials-filtered')
  await menu(page, 'More actions for credentials', 'Export CSV')
  const dialog = page.getByRole('dialog', { name: 'Export credentials' })
  await look(page, 'export-credentials')
  const { lines } = await download(page, dialog, ['Label', 'Email'])
  expect(lines).toEqual(['label,email', 'cluster one,ada@example.org', 'cluster two,ada@example.org'])
  await page.getByRole('table').getByLabel('Filter by policy').selectOption('other')
  await page.getByText('No credential matches').waitFor()
  await page.getByRole('button', { name: 'Clear all filters' }).first().click()
  await row(page, 'laptop').waitFor()
})

test('of two who edit a project, the second is told', async () => {
  const { page } = watched
  const { items } = await call<{ items: { id: string; name: string }[] }>('GET', '/workspaces?q=default')
  const { id } = await call<{ id: string }>('POST', '/projects', { workspace: items[0]?.id, name: 'contested' })
  await open(page, '/admin/projects', 'Projects')
  await menu(page, 'Actions for contested', 'Edit')
  const dialog = page.getByRole('dialog', { name: 'Edit contested' })
  await dialog.getByLabel('CPU').fill('4')
  await call('PATCH', `/projects/${id}`, { gpu: 1 })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Somebody else changed it meanwhile').waitFor()
  await look(page, 'project-changed-meanwhile')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await row(page, 'contested').getByText('GPUs 1').waitFor()
})

test('the page of an administrator follows what another one does, also to themselves, without a reload', async () => {
  const grace = { email: 'grace@example.org', username: 'grace', password: 'compiler of 1952!', role: 'superadmin' }
  const { id } = await call<{ id: string }>('POST', '/users', { ...grace, fullName: 'Grace Hopper' })
  const other = await openPage(browser)
  const { page } = other
  await open(page, '/sign-in', 'Sign in')
  await signIn(page, grace.username, grace.password)
  await arrive(page)
  const policies = page.getByRole('link', { name: 'Resource policies', exact: true })
  await policies.click()
  await row(page, 'team-small').waitFor()
  const loaded = await page.evaluate(() => performance.timeOrigin)
  await call('POST', '/policies', { name: 'made-elsewhere' })
  await row(page, 'made-elsewhere').waitFor()
  await call('PATCH', `/users/${id}`, { fullName: 'Rear Admiral Hopper' })
  await page.getByRole('button', { name: 'Rear Admiral Hopper' }).waitFor()
  await page.getByRole('link', { name: 'Sessions', exact: true }).click()
  await page.getByRole('heading', { name: 'Sessions', level: 1 }).waitFor()
  await call('PATCH', `/users/${id}`, { role: 'user' })
  await policies.waitFor({ state: 'detached' })
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded)
  expect(other.errors).toEqual([])
  await page.context().close()
})

test('every page of it is for everybody: wide and at 360 px, light and dark, in Korean too', async () => {
  const state = await watched.page.context().storageState()
  const pages = [
    ['/admin/resource-groups', 'resource-groups'],
    ['/sessions?state=queued', 'queued'],
    ['/admin/policies?name=team&sort=-cpu', 'policies-sorted'],
    ['/admin/credentials?label=cluster&used=never', 'credentials-filtered'],
  ] as const
  await lookAtTables(browser, site.url, state, pages)
  expect(watched.errors).toEqual([])
})
