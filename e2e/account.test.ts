/** What people do with their own account, each deed in a real browser. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { oneTimeCode } from './one-time-code.ts'
import { administrator, arrive, changeSettings, setUp, signIn, toast } from './people.ts'
import { virtualAuthenticator } from './virtual-authenticator.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
let password = administrator.password
let secret = ''
let recoveryCodes: string[] = []

beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  watched = await openPage(browser)
  await setUp(watched.page, site)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'My account' })

async function openAccount(page: Page) {
  await page.getByRole('button', { name: 'Ada Lovelace' }).click()
  await page.getByRole('menuitem', { name: 'My account' }).click()
  const dialog = dialogOf(page)
  await dialog.waitFor()
  return dialog
}

async function openSignIn(): Promise<WatchedPage> {
  const opened = await openPage(browser)
  await opened.page.goto(`${site.url}/sign-in`)
  return opened
}

test('a new password is set with the original one, and only as the rules say', async () => {
  const { page } = watched
  const dialog = await openAccount(page)
  const update = dialog.getByRole('button', { name: 'Update' })
  expect(await update.isDisabled()).toBe(true)
  await dialog.getByLabel('New password', { exact: true }).fill('short')
  await update.click()
  await dialog.getByText('Enter your original password.').waitFor()
  await dialog.getByText('At least 8 characters.').waitFor()
  await dialog.getByText('Enter the password a second time.').waitFor()

  await dialog.getByLabel('Original password').fill('not this one')
  await dialog.getByLabel('New password', { exact: true }).fill('difference engine 2!')
  await dialog.getByLabel('New password again').fill('difference engine 2!')
  await update.click()
  await dialog.getByText('This is not your password.').waitFor()
  await dialog.getByLabel('Original password').fill(password)
  await dialog.getByLabel('Full name').fill('Ada King')
  await update.click()
  await toast(page, 'Saved: full name and password.').waitFor()
  password = 'difference engine 2!'
  await page.getByRole('button', { name: 'Ada King' }).waitFor()
})

test('the way back to the old name takes no password', async () => {
  const { page } = watched
  await page.getByRole('button', { name: 'Ada King' }).click()
  await page.getByRole('menuitem', { name: 'My account' }).click()
  await dialogOf(page).getByLabel('Full name').fill(administrator.fullName)
  await dialogOf(page).getByRole('button', { name: 'Update' }).click()
  await toast(page, 'Saved: full name.').waitFor()
})

test('two-factor is on after a code, and the recovery codes stay until they are kept', async () => {
  const { page } = watched
  const dialog = await openAccount(page)
  await dialog.getByRole('switch', { name: 'Two-factor authentication' }).click()
  const setUpDialog = page.getByRole('dialog', { name: 'Turn two-factor on' })
  secret = (await setUpDialog.locator('[data-secret]').textContent())?.replaceAll(' ', '') ?? ''
  await setUpDialog.getByLabel('Code', { exact: true }).fill('000000')
  await setUpDialog.getByRole('button', { name: 'Turn on' }).click()
  await setUpDialog.getByText(/Enter the newest code/).waitFor()
  await setUpDialog.getByLabel('Code', { exact: true }).fill(oneTimeCode(secret).replace(/^.../, '$& '))
  await setUpDialog.getByLabel('Code', { exact: true }).press('Control+Enter')

  const codesDialog = page.getByRole('dialog', { name: 'Keep your recovery codes' })
  await codesDialog.waitFor()
  recoveryCodes = await codesDialog.getByRole('listitem').allTextContents()
  expect(new Set(recoveryCodes).size).toBe(10)
  await look(page, 'recovery-codes')
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 5)
  expect(await codesDialog.getByRole('button', { name: 'Done' }).isDisabled()).toBe(true)
  const download = page.waitForEvent('download')
  await codesDialog.getByRole('link', { name: 'Download codes' }).click()
  expect((await download).suggestedFilename()).toBe('berth-recovery-codes-localhost.txt')
  await codesDialog.getByRole('button', { name: 'Done' }).click()
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[role=switch]')?.checked === true)
  await page.keyboard.press('Escape')
})

test('signing in asks for a code on the same page; it works once', async () => {
  const { page, errors } = await openSignIn()
  await signIn(page, 'ada', password)
  const code = page.getByLabel('Code', { exact: true })
  await code.waitFor()
  expect(await page.getByLabel('Email or username').inputValue()).toBe('ada')
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe(password)
  expect(await code.evaluate((input) => input === document.activeElement)).toBe(true)
  await look(page, 'sign-in-code')
  const now = oneTimeCode(secret, 1)
  await page.keyboard.type(now)
  await page.keyboard.press('Enter')
  await arrive(page)
  await page.context().close()

  const second = await openSignIn()
  await signIn(second.page, 'ada', password)
  await second.page.getByLabel('Code', { exact: true }).fill(now)
  await second.page.getByRole('button', { name: 'Sign in' }).click()
  await second.page.getByText(/The code was not accepted/).waitFor()
  await second.page.context().close()
  expect([...errors, ...second.errors]).toEqual([])
})

test('a recovery code signs in in place of a code, once', async () => {
  const [first = ''] = recoveryCodes
  const enter = async (page: Page) => {
    await signIn(page, 'ada', password)
    await page.getByRole('button', { name: 'Use a recovery code instead' }).click()
    await page.getByLabel('Recovery code').fill(first.toLowerCase())
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  const { page } = await openSignIn()
  await enter(page)
  await arrive(page)
  await page.context().close()
  const second = await openSignIn()
  await enter(second.page)
  await second.page.getByText('The recovery code was not accepted.', { exact: false }).waitFor()
  await second.page.context().close()
})

test('two-factor is turned off with the password', async () => {
  const { page } = watched
  await page.goto(`${site.url}/account`)
  await page.getByRole('switch', { name: 'Two-factor authentication' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByLabel('Password', { exact: true }).fill('wrong')
  await dialog.getByRole('button', { name: 'Turn two-factor off' }).click()
  await dialog.getByText(/Enter the password that you sign in with/).waitFor()
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await dialog.getByRole('button', { name: 'Turn two-factor off' }).click()
  await toast(page, 'Two-factor is off.').waitFor()
})

test('a passkey is added, renamed, signs in alone, and is removed', async () => {
  const { page } = watched
  const authenticator = await virtualAuthenticator(page.context(), page)
  await page.goto(`${site.url}/account`)
  await page.getByRole('button', { name: 'Add passkey' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' })
  await dialog.getByLabel('Name').fill('Desk key')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('cell', { name: 'Desk key', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Actions for Desk key' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Blue key')
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('cell', { name: 'Blue key', exact: true }).waitFor()
  await look(page, 'passkeys')

  const { page: other } = await openSignIn()
  await (await virtualAuthenticator(other.context(), other)).holds(await authenticator.held())
  await other.getByRole('button', { name: 'Use a passkey' }).click()
  await arrive(other)
  await other.context().close()

  await page.getByRole('button', { name: 'Actions for Blue key' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove passkey' }).click()
  await page.getByText('You have no passkeys.').waitFor()
})

test('the history tells of attempts and the activity of changes', async () => {
  const { page } = watched
  await page.goto(`${site.url}/account/history`)
  await page.getByText('Wrong code').first().waitFor()
  await page.getByLabel('Filter by address, device or reason').fill('passkey')
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  await page.getByRole('tab', { name: 'Activity' }).click()
  await page.getByText('Password changed').waitFor()
  await page.getByText('Two-factor turned off').waitFor()
  await look(page, 'activity')
})

test('who must have two-factor first is taken there, and then to where they wanted to go', async () => {
  const { page } = watched
  await changeSettings(page, site, { requireTwoFactor: 'everyone' })
  await page.goto(`${site.url}/sessions`)
  await page.getByRole('heading', { name: 'Turn two-factor on first' }).waitFor()
  await page.getByRole('img', { name: 'QR code with the secret' }).waitFor()
  await look(page, 'two-factor-first')
  secret = (await page.locator('[data-secret]').textContent())?.replaceAll(' ', '') ?? ''
  await page.getByLabel('Code', { exact: true }).fill(oneTimeCode(secret))
  await page.getByRole('button', { name: 'Turn on' }).click()
  const done = page.getByRole('button', { name: 'Done' })
  await done.waitFor()
  expect(await done.isDisabled()).toBe(true)
  await page.context().grantPermissions(['clipboard-write'])
  await page.getByRole('button', { name: 'Copy codes' }).click()
  await done.click()
  await arrive(page)
  await changeSettings(page, site, { requireTwoFactor: 'none' })
})

test('a new password that is asked for shows as a banner, and where the site says so comes before anything else', async () => {
  const { page } = watched
  const { id } = (await (await page.request.get(`${site.url}/api/v1/me`)).json()) as { id: string }
  const ask = () =>
    page.request.patch(`${site.url}/api/v1/users/${id}`, {
      data: { requirePasswordChange: true },
      headers: { origin: site.url },
    })
  expect((await ask()).status()).toBe(200)
  await page.goto(`${site.url}/sessions`)
  await page.getByText('An administrator asks you to set a new password.').waitFor()
  await look(page, 'password-banner')
  await page.getByRole('button', { name: 'Change password' }).click()
  await dialogOf(page).waitFor()
  await page.keyboard.press('Escape')

  await changeSettings(page, site, { enforceRequiredPasswordChange: true })
  await page.reload()
  await page.getByRole('heading', { name: 'Set a new password first' }).waitFor()
  await page.getByLabel('Original password').fill(password)
  await page.getByLabel('New password', { exact: true }).fill('difference engine 3!')
  await page.getByLabel('New password again').fill('difference engine 3!')
  await look(page, 'password-first')
  await page.getByRole('button', { name: 'Set password' }).click()
  password = 'difference engine 3!'
  await arrive(page)
  expect(await page.getByText('An administrator asks you').count()).toBe(0)
})

test('leaving out one’s own address needs a second yes, and then holds at once', async () => {
  const { page } = watched
  const dialog = await openAccount(page)
  await dialog.getByRole('textbox', { name: 'Allowed client IPs' }).fill('203.0.113.0/24 ')
  await dialog.getByText('Your address is not in the list').waitFor()
  await dialog.getByRole('button', { name: 'Update' }).click()
  const confirm = page.getByRole('alertdialog', { name: 'Lock yourself out from here?' })
  await confirm.waitFor()
  await look(page, 'lock-out')
  await confirm.getByRole('button', { name: 'Cancel' }).click()
  await dialog.getByRole('button', { name: 'Add my address' }).click()
  await dialog.getByText('Your address is not in the list').waitFor({ state: 'detached' })
  await dialog.getByRole('button', { name: 'Update' }).click()
  await toast(page, 'Saved: allowed client IPs.').waitFor()

  const again = await openAccount(page)
  await again.getByRole('button', { name: /^Remove (127\.0\.0\.1|::1)$/ }).click()
  await again.getByRole('button', { name: 'Update' }).click()
  await confirm.getByRole('button', { name: 'Save and lock me out here' }).click()
  await page.getByRole('dialog', { name: 'Your sign-in has ended' }).waitFor()
})

test('no script failed and no policy was broken on the way', () => {
  expect(watched.errors.filter((error) => !/EventSource|ERR_/.test(error))).toEqual([])
})
