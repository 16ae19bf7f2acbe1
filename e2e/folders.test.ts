/** Storage folders: sharing with somebody in a browser of their own, mounting, the trash, folders of projects. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { lookEverywhere } from './looks.ts'
import { arrive, chooseAction, goTo, setUp, signIn, toast } from './people.ts'

const grace = { email: 'grace@example.org', username: 'grace', fullName: 'Grace Hopper', password: 'compiler of 1952!' }

let site: BerthSite
let browser: Browser
let ada: WatchedPage
let other: WatchedPage
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  ada = await openPage(browser)
  await setUp(ada.page, site)
  const made = await ada.page.request.post(`${site.url}/api/v1/users`, { data: grace, headers: { origin: site.url } })
  if (!made.ok()) throw new Error(await made.text())
  other = await openPage(browser)
  await other.page.goto(`${site.url}/sign-in`)
  await signIn(other.page, grace.username, grace.password)
  await arrive(other.page)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })

async function makeFolder(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New folder' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New folder' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Create folder' }).click()
  await link(page, name).waitFor()
}

test('whoever has no folder is told what one is for', async () => {
  const { page } = other
  const withoutExamples = { data: { hideExamples: true }, headers: { origin: site.url } }
  expect((await page.request.patch(`${site.url}/api/v1/me/preferences`, withoutExamples)).ok()).toBe(true)
  await goTo(page, 'Data & Storage')
  await page.getByText('You have no folders yet').waitFor()
  await lookEverywhere(page, 'folders-empty')
  await page.getByRole('tab', { name: 'Trash' }).click()
  await page.getByText('The trash is empty').waitFor()
  await page.getByRole('tab', { name: 'All folders' }).click()
})

test('an owner invites somebody, who is told of it at once and accepts', async () => {
  const { page } = ada
  await goTo(page, 'Data & Storage')
  await makeFolder(page, 'datasets')
  await makeFolder(page, '.cache')
  await row(page, '.cache').getByText('Mounts by itself').waitFor()
  await chooseAction(page, 'datasets', 'Share')
  const dialog = page.getByRole('dialog', { name: 'Share datasets' })
  await dialog.getByText('Nobody else can use it.').waitFor()
  await dialog.getByLabel('Email').fill('grace')
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await dialog.getByText('Enter an email address.').waitFor()
  await dialog.getByLabel('Email').fill(grace.email)
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await dialog.getByText('Invited', { exact: true }).waitFor()
  await lookEverywhere(page, 'folders-share')
  await page.keyboard.press('Escape')

  // No page of hers was loaded again.
  const invitation = other.page.getByRole('region', { name: 'Invitations' })
  await invitation.getByText('Ada Lovelace invites you to the folder datasets').waitFor()
  await lookEverywhere(other.page, 'folders-invited')
  await invitation.getByRole('button', { name: 'Accept' }).click()
  await toast(other.page, 'datasets is among your folders now.').waitFor()
  await row(other.page, 'datasets').getByText('Ada Lovelace').waitFor()
})

test('who may only read sees the files and can change nothing', async () => {
  await link(ada.page, 'datasets').click()
  await ada.page
    .locator('input[type=file]:not([webkitdirectory])')
    .setInputFiles([{ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('for reading') }])
  const { page } = other
  await link(page, 'datasets').click()
  const file = page.getByRole('link', { name: /notes\.txt$/ })
  // told by an event, also where nothing was listed before
  await file.waitFor()
  await page.getByText('Read-only').waitFor()
  expect(await page.getByRole('button', { name: 'Upload' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Actions for notes.txt' }).click()
  const remove = page.getByRole('menuitem', { name: 'Delete' })
  expect(await remove.getAttribute('aria-disabled')).toBe('true')
  expect(await remove.textContent()).toContain('You may read this folder and not change it.')
  await page.keyboard.press('Escape')
  await file.click()
  await page.getByRole('dialog', { name: 'notes.txt' }).getByText('for reading').waitFor()
  expect(await page.getByRole('dialog').getByRole('button', { name: 'Edit' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await lookEverywhere(page, 'files-read-only')
})

test('START offers folders; a session shows which it has, those with a dot by themselves', async () => {
  const { page } = ada
  await goTo(page, 'Sessions')
  await page.getByRole('button', { name: 'Start session' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Start session' })
  await dialog.getByText('Mounted by themselves: .cache.').waitFor()
  await dialog.getByRole('button', { name: 'Mount datasets' }).click()
  await dialog.getByRole('textbox', { name: 'Path of datasets' }).fill('../etc')
  await lookEverywhere(page, 'start-folders')
  await dialog.getByLabel('Name', { exact: false }).first().fill('with-data')
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await dialog.getByText('A path below /home/work', { exact: false }).waitFor()
  await dialog.getByRole('textbox', { name: 'Path of datasets' }).fill('in/put')
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('heading', { name: 'with-data' }).waitFor()
  const card = page.getByRole('region', { name: 'Folders' })
  await card.getByText('/home/work/in/put').waitFor()
  await card.getByText('/home/work/.cache').waitFor()
  await lookEverywhere(page, 'session-folders')
  await card.getByRole('link', { name: '/home/work/in/put' }).click()
  await page.getByRole('heading', { name: 'datasets', level: 1 }).waitFor()
})

test('a mounted folder stays out of the trash; otherwise it goes there and comes back', async () => {
  const { page } = ada
  await goTo(page, 'Data & Storage')
  await row(page, 'datasets').getByText('1 live session has it mounted').waitFor()
  await page.getByRole('button', { name: 'Actions for datasets' }).click()
  const trash = page.getByRole('menuitem', { name: 'Move to trash' })
  expect(await trash.getAttribute('aria-disabled')).toBe('true')
  await page.keyboard.press('Escape')
  await endSession(page, 'with-data')
  await goTo(page, 'Data & Storage')
  await chooseAction(page, 'datasets', 'Move to trash')
  const asking = page.getByRole('alertdialog', { name: 'Move datasets to the trash?' })
  await lookEverywhere(page, 'folders-trashing')
  await asking.getByRole('button', { name: 'Move to trash' }).click()
  await toast(page, 'datasets is in the trash.').waitFor()
  await expect.poll(() => link(page, 'datasets').count()).toBe(0)
  // It is gone for whoever it was shared with, too.
  await goTo(other.page, 'Data & Storage')
  await other.page.getByText('You have no folders yet').waitFor()
  await page.getByRole('tab', { name: 'Trash' }).click()
  await row(page, 'datasets').waitFor()
  await lookEverywhere(page, 'folders-trash')
  await chooseAction(page, 'datasets', 'Restore')
  await toast(page, 'datasets is restored.').waitFor()
  await page.getByRole('tab', { name: 'All folders' }).click()
  await link(page, 'datasets').waitFor()
  await link(other.page, 'datasets').waitFor()
})

test('whoever was invited leaves; a folder is deleted forever after its name was typed', async () => {
  await chooseAction(other.page, 'datasets', 'Leave')
  await other.page.getByRole('alertdialog').getByRole('button', { name: 'Leave folder' }).click()
  await other.page.getByText('You have no folders yet').waitFor()
  const { page } = ada
  await chooseAction(page, '.cache', 'Move to trash')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Move to trash' }).click()
  await page.getByRole('tab', { name: 'Trash' }).click()
  await chooseAction(page, '.cache', 'Delete forever')
  const purging = page.getByRole('alertdialog', { name: 'Delete .cache forever?' })
  const verb = purging.getByRole('button', { name: 'Delete forever' })
  expect(await verb.isDisabled()).toBe(true)
  await purging.getByLabel('Type .cache to delete it').fill('cache')
  expect(await verb.isDisabled()).toBe(true)
  await purging.getByLabel('Type .cache to delete it').fill('.cache')
  await lookEverywhere(page, 'folders-purging')
  await verb.click()
  await toast(page, '.cache is deleted.').waitFor()
  await page.getByText('The trash is empty').waitFor()
})

test('an administrator makes a folder of a project, and says who may write in it', async () => {
  const { page } = ada
  await page.getByRole('tab', { name: 'All folders' }).click()
  await page.getByRole('button', { name: 'New folder' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New folder' })
  await dialog.getByLabel('Name').fill('shared')
  await dialog.getByText('Project', { exact: true }).first().click()
  await dialog.getByText('Read', { exact: true }).click()
  await dialog.getByLabel('Capacity').fill('1,5')
  await lookEverywhere(page, 'folders-new-project')
  await dialog.getByRole('button', { name: 'Create folder' }).click()
  await row(page, 'shared').getByText('default').waitFor()
  await row(page, 'shared')
    .getByText('1.5 GiB', { exact: false })
    .or(row(page, 'shared').getByText('Not measured yet'))
    .waitFor()
  await chooseAction(page, 'shared', 'Permissions of members')
  const members = page.getByRole('dialog', { name: 'Permissions in shared' })
  await members.getByRole('combobox', { name: 'Permission of Ada Lovelace' }).selectOption('Read and write')
  await toast(page, 'The permission of Ada Lovelace was changed.').waitFor()
  await lookEverywhere(page, 'folders-members')
  await page.keyboard.press('Escape')
  await row(page, 'shared').getByText('RW').waitFor()
  await lookEverywhere(page, 'folders-list')
  expect([...ada.errors, ...other.errors]).toEqual([])
})

async function endSession(page: Page, name: string): Promise<void> {
  const list = await page.request.get(`${site.url}/api/v1/sessions?q=${name}`)
  const [session] = ((await list.json()) as { items: { id: string }[] }).items
  const address = `${site.url}/api/v1/sessions/${session?.id}`
  await page.request.post(`${address}/terminate`, { headers: { origin: site.url } })
  const status = async () => ((await (await page.request.get(address)).json()) as { status: string }).status
  await expect.poll(status, { timeout: 20_000 }).toBe('TERMINATED')
}
