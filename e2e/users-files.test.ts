/** Users from and to files, the choice of columns, and the site's settings, in a real browser. */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { setUp } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage

beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  watched = await openPage(browser)
  await setUp(watched.page, site)
  await watched.page.getByRole('link', { name: 'Users', exact: true }).click()
  await watched.page.getByRole('heading', { name: 'Users', level: 1 }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })

async function pageMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More actions for users' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

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
  await row(page, 'ada@example.org').waitFor({ state: 'detached' })
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

test('the choice of columns is kept for who made it', async () => {
  const { page } = watched
  await page.getByRole('button', { name: 'Choose columns' }).click()
  const dialog = page.getByRole('dialog', { name: 'Columns' })
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH')
  await dialog.getByLabel('Two-factor').uncheck()
  await dialog.getByRole('button', { name: 'Done' }).click()
  expect(await (await saved).json()).toMatchObject({ tableColumns: { users: ['twoFactor'] } })
  await page.reload()
  await page.getByRole('tabpanel').locator('table[aria-busy=false]').waitFor()
  expect(await page.getByRole('columnheader', { name: 'Two-factor' }).count()).toBe(0)
})

test('a choice that is not kept still holds in the other tab and in the export, until the page is loaded again', async () => {
  const { page } = watched
  const keep = (keepTableColumns: boolean) =>
    page.request.patch(`${site.url}/api/v1/me/preferences`, {
      data: { keepTableColumns },
      headers: { origin: site.url },
    })
  const head = page.getByRole('columnheader', { name: 'Full name' })
  const listed = () => page.getByRole('tabpanel').locator('table[aria-busy=false]').waitFor()
  expect((await keep(false)).ok()).toBe(true)
  await page.reload()
  await listed()
  await page.getByRole('button', { name: 'Choose columns' }).click()
  const dialog = page.getByRole('dialog', { name: 'Columns' })
  await dialog.getByLabel('Full name').uncheck()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await head.waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: 'Inactive' }).click()
  await listed()
  expect(await head.count()).toBe(0)
  await page.getByRole('tab', { name: 'Active', exact: false }).first().click()
  await listed()
  expect(await head.count()).toBe(0)
  await pageMenu(page, 'Export CSV')
  const exporting = page.getByRole('dialog', { name: 'Export users' })
  expect(await exporting.getByLabel('Full name').isChecked()).toBe(false)
  expect(await exporting.getByLabel('Email').isChecked()).toBe(true)
  await page.keyboard.press('Escape')
  await page.reload()
  await head.waitFor()
  expect((await keep(true)).ok()).toBe(true)
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
  // a page that loads slowly is not a setting that was lost
  await idle.waitFor()
  expect(await idle.inputValue()).toBe('2')
})

test('no script failed and no policy was broken on the way', () => {
  expect(watched.errors).toEqual([])
})
