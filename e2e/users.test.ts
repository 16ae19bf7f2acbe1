/** The administrator's pages of users, each deed in a real browser. */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { setUp, signIn } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
const grace = { email: 'grace@example.org', username: 'grace', fullName: 'Grace Hopper', password: 'compiler of 1952!' }

beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  watched = await openPage(browser)
  await setUp(watched.page, site)
  await watched.page.getByRole('link', { name: 'Users' }).click()
  await watched.page.getByRole('heading', { name: 'Users', level: 1 }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })
const table = (page: Page) => page.getByRole('tabpanel').getByRole('table')

async function timeUntil(holds: () => Promise<boolean>): Promise<number> {
  while (!(await holds()));
  return performance.now()
}

async function menu(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function pageMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More actions for users' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** In a browser of their own. */
async function signedIn(name: string, password: string): Promise<Page> {
  const { page } = await openPage(browser)
  await page.goto(`${site.url}/sign-in`)
  await signIn(page, name, password)
  await page.getByRole('heading', { name: 'Sessions' }).waitFor()
  return page
}

test('what is wrong with a new user is said in its field, and the first wrong field gets the focus', async () => {
  const { page } = watched
  await page.getByRole('button', { name: 'Create user' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create user' })
  await dialog.getByLabel('Email').fill('no email')
  await dialog.getByRole('textbox', { name: 'Password' }).fill('short')
  await dialog.getByRole('textbox', { name: 'Allowed client IPs' }).fill('127.0.0.0/8, ::1, nowhere')
  await dialog.getByRole('button', { name: 'Create user' }).click()
  await dialog.getByText('This is not a valid email address.').waitFor()
  await dialog.getByText('At least 8 characters.', { exact: true }).waitFor()
  await dialog.getByText('Not an address or network: nowhere').waitFor()
  expect(await dialog.getByLabel('Email').evaluate((input) => input === document.activeElement)).toBe(true)
  await dialog.getByRole('button', { name: 'Remove nowhere' }).click()
  await dialog.getByText('Not an address or network: nowhere').waitFor({ state: 'detached' })
})

test('a reload loses nothing that was typed but the password; the server’s refusal stands in its field', async () => {
  const { page } = watched
  await page.reload()
  const dialog = page.getByRole('dialog', { name: 'Create user' })
  expect(await dialog.getByLabel('Email').inputValue()).toBe('no email')
  expect(await dialog.getByRole('textbox', { name: 'Password' }).inputValue()).toBe('')
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('short')
  await dialog.getByRole('button', { name: 'Remove ::1' }).waitFor()
  await dialog.getByLabel('Email').fill('ADA@example.org')
  await dialog.getByLabel('Username').fill(grace.username)
  await dialog.getByLabel('Full name').fill(grace.fullName)
  await dialog.getByRole('textbox', { name: 'Password' }).fill(grace.password)
  await dialog.getByRole('button', { name: 'Create user' }).click()
  await dialog.getByText('Somebody has this already.').waitFor()
  await dialog.getByLabel('Email').fill(grace.email)
  await dialog.getByRole('button', { name: 'Create user' }).click()
  await dialog.waitFor({ state: 'detached' })
  await row(page, grace.email).getByText('Grace Hopper').waitFor()
})

test('a generated password is shown once, to copy, and signs in; no page of administrators opens to a user', async () => {
  const { page } = watched
  await page.getByRole('button', { name: 'Create user' }).click()
  const form = page.getByRole('dialog', { name: 'Create user' })
  await form.getByLabel('Email').fill('alan@example.org')
  await form.getByLabel('Username').fill('alan')
  await form.getByRole('button', { name: 'Generate' }).click()
  await form.getByRole('button', { name: 'Create user' }).click()
  const shown = page.getByRole('dialog', { name: 'Password of alan' })
  const password = (await shown.locator('[title]').first().textContent()) ?? ''
  expect(password).toMatch(/^\S{20}$/)
  await page.keyboard.press('Escape')
  await shown.getByRole('button', { name: 'I have copied it' }).click()
  await shown.waitFor({ state: 'detached' })
  const other = await signedIn('alan', password)
  expect(await other.getByRole('link', { name: 'Users' }).count()).toBe(0)
  for (const path of ['users', 'settings']) {
    await other.goto(`${site.url}/admin/${path}`)
    await other.getByText('This page is for administrators').waitFor()
  }
  await other.context().close()
})

test('typing in a column’s header filters; the address keeps it over a reload', async () => {
  const { page } = watched
  await page.getByLabel('Filter by username').fill('gra')
  await page.waitForURL(/username=gra/)
  await row(page, 'ada@example.org').waitFor({ state: 'detached' })
  await page.reload()
  await row(page, grace.email).waitFor()
  expect(await table(page).getByRole('row').count()).toBe(2)
  await page.getByLabel('Filter by role').selectOption('superadmin')
  await page.getByText('No user matches the filters').waitFor()
  await page.getByRole('button', { name: 'Clear all filters' }).first().click()
  await row(page, 'ada@example.org').waitFor()
})

test('the order is chosen in the header', async () => {
  const { page } = watched
  const first = () => table(page).getByRole('row').nth(1).textContent()
  expect(await first()).toContain('ada@')
  await page.getByRole('button', { name: 'Email', exact: true }).click()
  await page.waitForURL(/sort=-email/)
  await expect.poll(first).toContain('grace@')
  await page.getByRole('button', { name: 'Email', exact: true }).click()
  await expect.poll(first).toContain('ada@')
})

test('the detail opens from the row and from its address', async () => {
  const { page } = watched
  await row(page, grace.email).click()
  const detail = page.getByRole('dialog', { name: 'Grace Hopper' })
  await detail.getByText('127.0.0.0/8').waitFor()
  await page.reload()
  await detail.getByText('Two-factor').waitFor()
  await page.keyboard.press('Escape')
  await detail.waitFor({ state: 'detached' })
})

test('an edit says what was saved', async () => {
  const { page } = watched
  await menu(page, 'Grace Hopper', 'Edit')
  const dialog = page.getByRole('dialog', { name: 'Edit Grace Hopper' })
  await dialog.getByLabel('Full name').fill('Rear Admiral Grace Hopper')
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('Saved for Rear Admiral Grace Hopper: Full name.').waitFor()
  await row(page, 'Rear Admiral Grace Hopper').waitFor()
})

test('a deactivation says what it cuts, asks what becomes of sessions, and throws the user out within a second', async () => {
  const { page } = watched
  const other = await signedIn(grace.username, grace.password)
  await other.getByRole('button', { name: 'Start session' }).first().click()
  const start = other.getByRole('dialog', { name: 'Start session' })
  await start.getByLabel('Name', { exact: false }).first().fill('her-session')
  await start.getByRole('button', { name: 'Start', exact: true }).click()
  await other.getByRole('heading', { name: 'her-session' }).waitFor()

  await menu(page, 'Rear Admiral Grace Hopper', 'Deactivate')
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('1 login ends').waitFor()
  await dialog.getByText('her-session').waitFor()
  await dialog.getByRole('button', { name: 'Deactivate user' }).click()
  await dialog.getByText('Choose what becomes of their sessions.').waitFor()
  await dialog.getByText('Terminate them').click()
  const answered = page.waitForResponse(/\/deactivate$/).then(() => performance.now())
  const refused = timeUntil(async () => (await other.request.get(`${site.url}/api/v1/me`)).status() === 401)
  const told = other
    .getByRole('dialog', { name: 'Your sign-in has ended' })
    .waitFor()
    .then(() => performance.now())
  await dialog.getByRole('button', { name: 'Deactivate user' }).click()
  await row(page, grace.email).waitFor({ state: 'detached' })
  expect((await refused) - (await answered)).toBeLessThan(1000)
  expect((await told) - (await answered)).toBeLessThan(1000)
  await other.context().close()
})

test('the reactivated can sign in again', async () => {
  const { page } = watched
  await page.getByRole('tab', { name: 'Inactive' }).click()
  await menu(page, 'Rear Admiral Grace Hopper', 'Reactivate')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reactivate user' }).click()
  await page.getByText('is active and can sign in again').waitFor()
  await page.getByText('No inactive users').waitFor()
  await page.getByRole('tab', { name: 'Active', exact: false }).first().click()
  await row(page, grace.email).waitFor()
  const other = await signedIn(grace.username, grace.password)
  await other.context().close()
})

test('nobody deactivates themselves', async () => {
  const { page } = watched
  await page.getByRole('button', { name: 'Actions for Ada Lovelace' }).click()
  const item = page.getByRole('menuitem', { name: 'Deactivate' })
  expect(await item.getAttribute('aria-disabled')).toBe('true')
  expect(await item.textContent()).toContain('Another administrator can do this.')
  await page.keyboard.press('Escape')
})

test('an import shows every bad row with its reasons, and creates all or none', async () => {
  const { page } = watched
  await pageMenu(page, 'Import CSV')
  const dialog = page.getByRole('dialog', { name: 'Import users' })
  const choose = (...rows: string[]) => {
    const text = ['email,username,fullName,password,role,description', ...rows, ''].join('\r\n')
    const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
    return dialog.locator('input[type=file]').setInputFiles(file)
  }
  const barbara = 'barbara@example.org,barbara,Barbara Liskov,abstract types 1!,user,'
  await choose(barbara, 'no-email,ada,,short,king,', 'edsger@example.org,barbara,Edsger,,user,')
  await dialog.getByText('2 of 3 rows have errors', { exact: false }).waitFor()
  const bad = dialog.getByRole('row').filter({ hasText: 'no-email' })
  await bad.getByText('Email: This is not a valid email address.').waitFor()
  await bad.getByText('Password: At least 8 characters.').waitFor()
  await bad.getByText('Role: Use superadmin or user.').waitFor()
  await dialog.getByText('Username: Somebody has this already.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Import users' }).isDisabled()).toBe(true)

  await choose(barbara, 'edsger@example.org,edsger,"Dijkstra, Edsger",,user,')
  await dialog.getByText('2 rows can be imported').waitFor()
  await dialog.getByRole('button', { name: 'Import 2 users' }).click()
  await page.getByText('2 users were created.').waitFor()
  await row(page, 'Dijkstra, Edsger').waitFor()
})

test('the export is a file of the rows and columns that are shown', async () => {
  const { page } = watched
  await page.getByLabel('Filter by email').fill('barbara')
  await row(page, grace.email).waitFor({ state: 'detached' })
  await pageMenu(page, 'Export CSV')
  const dialog = page.getByRole('dialog', { name: 'Export users' })
  await dialog.getByLabel('File name').fill('two columns')
  await dialog.getByRole('button', { name: 'None' }).click()
  await dialog.getByText('Choose at least one column.').waitFor()
  await dialog.getByLabel('Email').check()
  await dialog.getByLabel('Full name').check()
  const coming = page.waitForEvent('download')
  await dialog.getByRole('link', { name: 'Download' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toBe('two columns.csv')
  expect(await readFile(await download.path(), 'utf8')).toBe(
    '\uFEFFemail,fullName\r\nbarbara@example.org,Barbara Liskov\r\n',
  )
})

test('the template names the columns', async () => {
  const { page } = watched
  const coming = page.waitForEvent('download')
  await pageMenu(page, 'Download template')
  expect(await readFile(await (await coming).path(), 'utf8')).toBe(
    '\uFEFFemail,username,fullName,password,role,description\r\n',
  )
})

test('the choice of columns stays in this browser', async () => {
  const { page } = watched
  await pageMenu(page, 'Choose columns')
  const dialog = page.getByRole('dialog', { name: 'Columns' })
  await dialog.getByLabel('Two-factor').uncheck()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.reload()
  await table(page).waitFor()
  expect(await page.getByRole('columnheader', { name: 'Two-factor' }).count()).toBe(0)
})

test('a setting of the site is saved and says so', async () => {
  const { page } = watched
  await page.getByRole('link', { name: 'Site settings' }).click()
  const idle = page.getByRole('textbox', { name: 'Without use, a login ends after' })
  await idle.fill('400')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('This is outside of what is possible.').waitFor()
  await idle.fill('2')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('Saved: Without use, a login ends after.').waitFor()
  await page.reload()
  await expect.poll(() => idle.inputValue()).toBe('2')
})

test('no script failed and no policy was broken on the way', () => {
  expect(watched.errors).toEqual([])
})
