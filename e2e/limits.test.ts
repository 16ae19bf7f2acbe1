/** Credentials and resource policies, each deed in a real browser. */
import { request } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { lookAtTables } from './looks.ts'
import { setUp, startSession, toast } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
let accessKey = ''
let secretKey = ''

beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  watched = await openPage(browser)
  await watched.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.url })
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
async function menu(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** As a program calls: the status of the answer. */
const call = (authorization: string) =>
  new Promise<number>((resolve, reject) => {
    request(`${site.url}/api/v1/me`, { headers: { authorization } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
const basic = () => `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString('base64')}`

test('a pair of keys is created with a label, and shown once in three forms', async () => {
  const { page } = watched
  await open(page, '/settings/credentials', 'Credentials')
  await page.getByText('Used by the console').first().waitFor()
  await page.getByRole('button', { name: 'Create credentials' }).click()
  const form = page.getByRole('dialog', { name: 'Create credentials' })
  await form.getByLabel('Label').fill('x'.repeat(65))
  await form.getByRole('button', { name: 'Create', exact: true }).click()
  await form.getByText('At most 64 characters').waitFor()
  await form.getByLabel('Label').fill('training')
  await look(page, 'create-credentials')
  await form.getByRole('button', { name: 'Create', exact: true }).click()

  const made = page.getByRole('dialog', { name: 'Your new credentials' })
  const text = made.getByRole('tabpanel').locator('pre')
  await text.getByText('api {').waitFor()
  expect(await text.textContent()).toContain('•••')
  await look(page, 'new-credentials')
  await page.keyboard.press('Escape')
  await made.getByRole('button', { name: 'Done' }).click()
  await made.getByText('Copy or download it first.').waitFor()
  await made.getByRole('button', { name: 'Show the secret key' }).click()
  const hocon = (await text.textContent()) ?? ''
  expect(hocon).toContain(`web_server: ${site.url}/\n  api_server: ${site.url}\n  files_server: ${site.url}/files`)
  accessKey = /"access_key" = "(BKEY\w{16})"/.exec(hocon)?.[1] ?? ''
  secretKey = /"secret_key" = "([\w-]{67})"/.exec(hocon)?.[1] ?? ''
  await made.getByRole('tab', { name: 'Jupyter' }).click()
  expect(await text.textContent()).toContain(`%env CLEARML_API_SECRET_KEY=${secretKey}`)
  await made.getByRole('tabpanel').getByRole('button', { name: 'Copy' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`CLEARML_API_ACCESS_KEY=${accessKey}`)
  const download = page.waitForEvent('download')
  await made.getByRole('tab', { name: 'ClearML' }).click()
  await made.getByRole('link', { name: 'Download' }).click()
  expect((await download).suggestedFilename()).toBe('clearml.conf')
  await made.getByRole('button', { name: 'Done' }).click()
  await row(page, 'training').getByText(accessKey).waitFor()
  expect(await page.content()).not.toContain(secretKey)
  expect(await call(basic())).toBe(200)
})

test('its label is edited, and it is revoked at once after a confirmation', async () => {
  const { page } = watched
  await page.reload()
  await row(page, 'training').getByText('now').filter({ visible: true }).waitFor()
  await menu(page, 'training', 'Edit label')
  const edit = page.getByRole('dialog', { name: 'Edit training' })
  await edit.getByLabel('Label').fill('cluster')
  await edit.getByRole('button', { name: 'Save' }).click()
  await toast(page, 'cluster was saved.').waitFor()
  await menu(page, 'cluster', 'Revoke')
  const confirmation = page.getByRole('alertdialog', { name: 'Revoke cluster?' })
  await confirmation.waitFor()
  await look(page, 'revoke-credential')
  await confirmation.getByRole('button', { name: 'Revoke credential' }).click()
  await toast(page, 'cluster was revoked.').waitFor()
  expect(await call(basic())).toBe(401)
  await row(page, accessKey).waitFor({ state: 'detached' })
})

test('a policy is created with limits and ∞, and refused where it is out of range', async () => {
  const { page } = watched
  await open(page, '/admin/policies', 'Resource policies')
  await row(page, 'default').getByText('∞').first().waitFor()
  await page.getByRole('button', { name: 'Create policy' }).click()
  const form = page.getByRole('dialog', { name: 'Create policy' })
  await form.getByLabel('Name').fill('student')
  await form.getByLabel('Unlimited: CPU', { exact: true }).uncheck()
  await form.getByRole('textbox', { name: 'CPU', exact: true }).fill('513')
  await form.getByRole('button', { name: 'Create policy' }).click()
  await form.getByText('A number from 0 to 512').waitFor()
  expect(
    await form.getByRole('textbox', { name: 'CPU', exact: true }).evaluate((it) => it === document.activeElement),
  ).toBe(true)
  await form.getByRole('textbox', { name: 'CPU', exact: true }).fill('8')
  await form.getByLabel('Unlimited: Memory', { exact: true }).uncheck()
  await form.getByRole('textbox', { name: 'Memory', exact: true }).fill('16.5')
  await look(page, 'create-policy')
  await form.getByRole('button', { name: 'Create policy' }).click()
  await toast(page, 'student was created.').waitFor()
  await row(page, 'student').getByText('16.5 GiB').waitFor()
})

test('an administrator gives it to somebody, and an edit says first who would be over it', async () => {
  const { page } = watched
  await open(page, '/sessions', 'Sessions')
  await startSession(page, 'counted')
  await open(page, '/admin/credentials', 'Credentials')
  await page.getByRole('tabpanel').locator('table[aria-busy=false]').waitFor()
  const main = row(page, 'default').filter({ hasText: '1 of ∞' })
  await main.getByRole('button', { name: /Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  const edit = page.getByRole('dialog')
  await edit.getByRole('button', { name: /Resource policy/ }).click()
  await page.getByRole('listbox').getByRole('option', { name: 'student' }).click()
  await edit.getByRole('button', { name: 'Save' }).click()
  // not the head of the table, whose filter names it too
  await row(page, 'student').filter({ hasText: 'BKEY' }).waitFor()
  await look(page, 'all-credentials')

  await open(page, '/admin/policies', 'Resource policies')
  await page.getByRole('button', { name: 'student', exact: true }).click()
  const form = page.getByRole('dialog', { name: 'Edit student' })
  await form.getByRole('textbox', { name: 'CPU', exact: true }).fill('0.1')
  await form.getByRole('button', { name: 'Review change' }).click()
  await form.getByText('1 user is over the new limits now:').waitFor()
  await form.getByText('it would have refused 1').waitFor()
  await look(page, 'policy-preview')
  await form.getByRole('button', { name: 'Back' }).click()
  expect(await form.getByRole('textbox', { name: 'CPU', exact: true }).inputValue()).toBe('0.1')
  await form.getByRole('button', { name: 'Review change' }).click()
  await form.getByRole('button', { name: 'Save' }).click()
  await toast(page, 'student was saved.').waitFor()
})

test('a policy in use is not deleted, and the answer says who uses it', async () => {
  const { page } = watched
  await menu(page, 'student', 'Delete')
  const confirmation = page.getByRole('alertdialog', { name: 'Delete student?' })
  await confirmation.getByRole('button', { name: 'Delete policy' }).click()
  await confirmation.getByText('ada@example.org').waitFor()
  await look(page, 'policy-in-use')
  await confirmation.getByRole('button', { name: 'Cancel' }).click()
  const list = page.waitForEvent('download')
  await page.getByRole('button', { name: 'More actions for policies' }).click()
  await page.getByRole('menuitem', { name: 'Export CSV' }).click()
  await page.getByRole('link', { name: 'Download' }).click()
  expect((await list).suggestedFilename()).toMatch(/^policies-.*\.csv$/)
})

test('every page of it is for everybody: wide and at 360 px, light and dark, in Korean too', async () => {
  const state = await watched.page.context().storageState()
  const pages = [
    ['/settings/credentials', 'own-credentials'],
    ['/admin/credentials', 'credentials'],
    ['/admin/credentials?tab=inactive', 'inactive-credentials'],
    ['/admin/policies', 'policies'],
  ] as const
  await lookAtTables(browser, site.url, state, pages)
  expect(watched.errors).toEqual([])
})
