/** The administrator's pages of users, each deed in a real browser. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { oneTimeCode } from './one-time-code.ts'
import { arrive, chooseAction, setUp, signIn, toast } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
const grace = { email: 'grace@example.org', username: 'grace', fullName: 'Grace Hopper', password: 'compiler of 1952!' }

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
const table = (page: Page) => page.getByRole('tabpanel').getByRole('table')

/** In a browser of their own. */
async function signedIn(name: string, password: string): Promise<Page> {
  const { page } = await openPage(browser)
  await page.goto(`${site.url}/sign-in`)
  await signIn(page, name, password)
  await arrive(page)
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
  expect(await other.getByRole('link', { name: 'Users', exact: true }).count()).toBe(0)
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
  await chooseAction(page, 'Grace Hopper', 'Edit')
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

  await chooseAction(page, 'Rear Admiral Grace Hopper', 'Deactivate')
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('1 login ends').waitFor()
  await dialog.getByText('her-session').waitFor()
  await dialog.getByRole('button', { name: 'Deactivate user' }).click()
  await dialog.getByText('Choose what becomes of their sessions.').waitFor()
  await dialog.getByText('Terminate them').click()
  const answered = page.waitForResponse(/\/deactivate$/)
  const told = other.getByRole('dialog', { name: 'Your sign-in has ended' }).waitFor()
  await dialog.getByRole('button', { name: 'Deactivate user' }).click()
  await row(page, grace.email).waitFor({ state: 'detached' })
  // Whatever comes after the answer is refused; how soon what was under way ends is measured by bench/revocation.
  await answered
  expect((await other.request.get(`${site.url}/api/v1/me`)).status()).toBe(401)
  await told
  await other.context().close()
})

test('the reactivated can sign in again', async () => {
  const { page } = watched
  await page.getByRole('tab', { name: 'Inactive' }).click()
  await chooseAction(page, 'Rear Admiral Grace Hopper', 'Reactivate')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reactivate user' }).click()
  await page.getByText('is active and can sign in again').waitFor()
  await page.getByText('No inactive users').waitFor()
  await page.getByRole('tab', { name: 'Active', exact: false }).first().click()
  await row(page, grace.email).waitFor()
  const other = await signedIn(grace.username, grace.password)
  await other.context().close()
})

test('a second factor is reset after saying what that means, and the password alone signs in again', async () => {
  const { page } = watched
  const other = await signedIn(grace.username, grace.password)
  const ask = async (path: string, data: object = {}) => {
    const answer = await other.request.post(`${site.url}/api/v1${path}`, { data, headers: { origin: site.url } })
    expect(answer.ok()).toBe(true)
    return (await answer.json()) as { secret: string }
  }
  const { secret } = await ask('/me/two-factor')
  await ask('/me/two-factor/verify', { code: oneTimeCode(secret) })
  await other.context().close()

  const { page: fresh } = await openPage(browser)
  await fresh.goto(`${site.url}/sign-in`)
  await signIn(fresh, grace.username, grace.password)
  await fresh.getByLabel('Code', { exact: true }).waitFor()

  await page.reload()
  await chooseAction(page, 'Rear Admiral Grace Hopper', 'Reset two-factor')
  const dialog = page.getByRole('alertdialog', { name: 'Reset two-factor of Rear Admiral Grace Hopper?' })
  await dialog.getByText('Their authenticator and recovery codes stop working.').waitFor()
  await dialog.getByRole('button', { name: 'Reset two-factor' }).click()
  await toast(page, 'Two-factor of Rear Admiral Grace Hopper is off.').waitFor()

  await fresh.reload()
  await signIn(fresh, grace.username, grace.password)
  await arrive(fresh)
  await fresh.goto(`${site.url}/account/activity`)
  await fresh.getByText('Two-factor reset').waitFor()
  await fresh.context().close()
  await page.getByRole('button', { name: 'Actions for Rear Admiral Grace Hopper' }).click()
  const item = page.getByRole('menuitem', { name: 'Reset two-factor' })
  expect(await item.getAttribute('aria-disabled')).toBe('true')
  await page.keyboard.press('Escape')
})

test('who tried too often is let in again by an administrator, without waiting', async () => {
  const { page } = watched
  // A browser that nobody signed in with before: one that is known to be hers has a count of its own.
  const { page: fresh } = await openPage(browser)
  await fresh.goto(`${site.url}/sign-in`)
  const attempt = (password: string) =>
    fresh.evaluate(
      async (body) =>
        (
          await fetch('/api/v1/auth/login', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
        ).status,
      { login: grace.username, password },
    )
  const answers: number[] = []
  for (let n = 0; n < 11; n++) answers.push(await attempt('wrong one 1!'))
  expect([answers[0], answers.at(-1)]).toEqual([401, 429])
  await signIn(fresh, grace.username, grace.password)
  await fresh.getByText('Too many attempts').waitFor()

  await chooseAction(page, 'Rear Admiral Grace Hopper', 'Unlock sign-in')
  const dialog = page.getByRole('alertdialog', { name: 'Unlock the sign-in of Rear Admiral Grace Hopper?' })
  await dialog.getByRole('button', { name: 'Unlock sign-in' }).click()
  await toast(page, 'Rear Admiral Grace Hopper can try to sign in again.').waitFor()
  await fresh.reload()
  await signIn(fresh, grace.username, grace.password)
  await arrive(fresh)
  await fresh.context().close()
})

test('nobody deactivates themselves', async () => {
  const { page } = watched
  await page.getByRole('button', { name: 'Actions for Ada Lovelace' }).click()
  const item = page.getByRole('menuitem', { name: 'Deactivate' })
  expect(await item.getAttribute('aria-disabled')).toBe('true')
  expect(await item.textContent()).toContain('Another administrator can do this.')
  await page.keyboard.press('Escape')
})

test('no script failed and no policy was broken on the way', () => {
  expect(watched.errors).toEqual([])
})
