/** Presets and templates: an administrator names sizes, a user starts from them and keeps what they chose. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { lookEverywhere } from './looks.ts'
import { setUp, toast } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock', '--mock-gpus', '2']), openBrowser()])
  watched = await openPage(browser)
  await setUp(watched.page, site)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Start session' })
const open = async (page: Page) => {
  await page.getByRole('link', { name: 'Sessions', exact: true }).first().click()
  await page.getByRole('button', { name: 'Start session' }).first().click()
  await dialogOf(page).getByRole('slider', { name: /^CPU/ }).waitFor()
}
const card = (page: Page, name: string) => dialogOf(page).getByRole('button', { name: new RegExp(`^${name}`) })
const amount = (page: Page, name: string) => dialogOf(page).getByRole('textbox', { name, exact: true })
const template = (page: Page) => dialogOf(page).getByRole('button', { name: /Template$/ })
const inMenu = async (page: Page, item: string) => {
  await dialogOf(page).getByRole('button', { name: 'Actions for templates' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
const choose = async (page: Page, name: string) => {
  await template(page).click()
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).click()
}

test('an administrator names sizes and puts them in order', async () => {
  const { page } = watched
  await page.getByRole('link', { name: 'Presets', exact: true }).click()
  await page.getByRole('heading', { name: 'Presets', level: 1 }).waitFor()
  const make = async (name: string, fields: Readonly<Record<string, string>>) => {
    await page.getByRole('button', { name: 'Create preset' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Create preset' })
    await dialog.getByLabel('Name', { exact: true }).fill(name)
    for (const [field, value] of Object.entries(fields)) await dialog.getByLabel(field, { exact: true }).fill(value)
    if (name === 'Huge') await lookEverywhere(page, 'presets-form')
    await dialog.getByRole('button', { name: 'Create preset' }).click()
    await toast(page, `${name} was created.`).waitFor()
  }
  await make('GPU', { CPU: '1', Memory: '2', GPUs: '1' })
  await make('Huge', { CPU: '500', Memory: '1000' })
  await page.getByRole('button', { name: 'Actions for GPU' }).click()
  await page.getByRole('menuitem', { name: 'Move up' }).click()
  await toast(page, 'GPU is number 2 now.').waitFor()
  const names = page.getByRole('table').getByRole('button', { name: /^(Small|Medium|GPU|Huge)$/ })
  await expect.poll(() => names.allTextContents()).toEqual(['Small', 'GPU', 'Medium', 'Huge'])
  await lookEverywhere(page, 'presets-list')
})

test('START offers them as cards; what cannot pass is greyed with the reason', async () => {
  const { page } = watched
  await open(page)
  await card(page, 'Huge').getByText('Cannot start').waitFor()
  expect(await card(page, 'Huge').getAttribute('aria-disabled')).toBe('true')
  expect(await card(page, 'Huge').textContent()).toMatch(/CPU: at most \d+ cores, limited by the machine/)
  const before = await amount(page, 'CPU').inputValue()
  await card(page, 'Huge').click({ force: true })
  expect(await amount(page, 'CPU').inputValue()).toBe(before)
  await card(page, 'GPU').click()
  expect(await card(page, 'GPU').getAttribute('aria-pressed')).toBe('true')
  expect([await amount(page, 'Memory').inputValue(), await amount(page, 'GPU').inputValue()]).toEqual(['2', '1'])
  await lookEverywhere(page, 'presets-start')
})

test('what is set is kept as a template, without the values of variables', async () => {
  const { page } = watched
  await dialogOf(page).getByText('Batch', { exact: true }).click()
  await dialogOf(page).getByLabel('Command').fill('python3 train.py')
  await dialogOf(page).getByText('Environment variables, time').click()
  await dialogOf(page).getByRole('button', { name: 'Add variable' }).click()
  await dialogOf(page).getByLabel('Name of variable 1').fill('WANDB_API_KEY')
  await dialogOf(page).getByLabel('Value of variable 1').fill('very-secret')
  await inMenu(page, 'Save as template')
  const saving = page.getByRole('dialog', { name: 'Save as template' })
  await saving.getByLabel('Name of the template').fill('Train')
  await lookEverywhere(page, 'presets-save')
  await saving.getByRole('button', { name: 'Save template' }).click()
  await toast(page, 'Train was saved as a template.').waitFor()
  await template(page).getByText('Train').waitFor()
  const kept = await page.evaluate(async () => (await fetch('/api/v1/session-templates')).text())
  expect(kept).toContain('WANDB_API_KEY')
  expect(kept).not.toContain('very-secret')
  await dialogOf(page).getByRole('button', { name: 'Cancel' }).click()
})

test('a template fills the dialog again; it is renamed and deleted there', async () => {
  const { page } = watched
  await open(page)
  await card(page, 'Small').click()
  await choose(page, 'Train')
  await dialogOf(page).getByText('A template keeps the names of variables').waitFor()
  expect(await dialogOf(page).getByLabel('Command').inputValue()).toBe('python3 train.py')
  expect(await dialogOf(page).getByLabel('Name of variable 1').inputValue()).toBe('WANDB_API_KEY')
  expect(await dialogOf(page).getByLabel('Value of variable 1').inputValue()).toBe('')
  expect(await amount(page, 'GPU').inputValue()).toBe('1')
  await lookEverywhere(page, 'presets-template')
  await inMenu(page, 'Rename Train')
  const renaming = page.getByRole('dialog', { name: 'Rename Train' })
  await renaming.getByLabel('Name of the template').fill('Nightly')
  await renaming.getByRole('button', { name: 'Rename template' }).click()
  await template(page).getByText('Nightly').waitFor()
  await inMenu(page, 'Delete Nightly')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete template' }).click()
  await template(page).getByText('Without a template').waitFor()
})

test('the example shows what a template is; a session is kept as one', async () => {
  const { page } = watched
  await choose(page, 'First steps')
  expect(await dialogOf(page).getByLabel('Command').inputValue()).toContain('Hello from')
  await dialogOf(page).getByLabel('Name', { exact: false }).first().fill('first-steps')
  await dialogOf(page).getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('heading', { name: 'first-steps' }).waitFor()
  await page.getByRole('button', { name: 'Actions for first-steps' }).click()
  await page.getByRole('menuitem', { name: 'Save as template' }).click()
  const saving = page.getByRole('dialog', { name: 'Save as template' })
  expect(await saving.getByLabel('Name of the template').inputValue()).toBe('first-steps')
  await saving.getByText('Everybody in', { exact: false }).click()
  await saving.getByRole('button', { name: 'Save template' }).click()
  await toast(page, 'first-steps was saved as a template.').waitFor()
  await open(page)
  await template(page).click()
  await page.getByRole('option', { name: /first-steps.*Of the project/s }).waitFor()
  // What was announced refers to what has gone since; it is taken away after a while.
  await page.locator('[data-live-announcer] [role=img]').waitFor({ state: 'detached' })
  await look(page, 'presets-templates-open')
  await page.keyboard.press('Escape')
  await dialogOf(page).getByRole('button', { name: 'Cancel' }).click()
})

test('examples are hidden from those who do not want them', async () => {
  const { page } = watched
  await page.request.patch(`${site.url}/api/v1/me/preferences`, {
    data: { hideExamples: true },
    headers: { origin: site.url },
  })
  await page.reload()
  await open(page)
  await template(page).click()
  await page.getByRole('option', { name: /^first-steps/ }).waitFor()
  expect(await page.getByRole('option', { name: /^First steps/ }).count()).toBe(0)
  expect(watched.errors).toEqual([])
})
