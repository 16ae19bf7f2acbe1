/** What a person does in the console, in the words that the console uses. */
import type { Page } from 'playwright-core'
import type { BerthSite } from './berth-site.ts'

export const administrator = {
  email: 'ada@example.org',
  username: 'ada',
  fullName: 'Ada Lovelace',
  password: 'analytical engine 1!',
}

/** Follows the printed link and creates the first administrator, who then goes to the sessions. */
export async function followSetUpLink(page: Page, site: BerthSite): Promise<void> {
  await page.goto(setUpLinkOf(site).href)
  await page.getByLabel('Email').fill(administrator.email)
  await page.getByLabel('Username').fill(administrator.username)
  await page.getByLabel('Full name').fill(administrator.fullName)
  await page.getByLabel('Password', { exact: true }).fill(administrator.password)
  await page.getByLabel('Password again').fill(administrator.password)
  await page.getByRole('button', { name: 'Create administrator' }).click()
  await arrive(page)
  await goTo(page, 'Sessions')
}

/** The same without the page of the set-up, for journeys about something else. */
export async function setUp(page: Page, site: Pick<BerthSite, 'setupLink'>): Promise<void> {
  const { origin, hash } = setUpLinkOf(site)
  const data = { token: hash.slice(1), ...administrator }
  const answer = await page.request.post(`${origin}/api/v1/setup`, { data, headers: { origin } })
  if (!answer.ok()) throw new Error(`the site was not set up: ${await answer.text()}`)
  await page.goto(`${origin}/sessions`)
  await page.getByRole('heading', { name: 'Sessions', level: 1 }).waitFor()
}

function setUpLinkOf({ setupLink }: Pick<BerthSite, 'setupLink'>): URL {
  if (!setupLink) throw new Error('the server printed no set-up link')
  return new URL(setupLink)
}

export async function signIn(page: Page, login = administrator.username, password = administrator.password) {
  await page.getByLabel('Email or username').fill(login)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Past the sign-in page: at the first page of the console, or at the sessions for whoever asked for them. */
export const arrive = (page: Page) => page.getByRole('heading', { name: /^(Start|Sessions)$/, level: 1 }).waitFor()

/** A short message at the edge of the page. */
export const toast = (page: Page, text: string) => page.getByRole('region', { name: 'Messages' }).getByText(text)

/** As an administrator would, signed in on this page. */
export async function changeSettings(page: Page, site: BerthSite, settings: object): Promise<void> {
  const answer = await page.request.patch(`${site.url}/api/v1/admin/settings`, {
    data: settings,
    headers: { origin: site.url },
  })
  if (!answer.ok()) throw new Error(`the settings were not changed: ${await answer.text()}`)
}

export async function startSession(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Start session' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Start session' })
  await dialog.getByLabel('Name', { exact: false }).first().fill(name)
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('heading', { name }).waitFor()
  await page.getByText('Running').first().waitFor()
}

/** What the terminal shows, as its accessible text. */
export const screen = (page: Page) => page.locator('.xterm-rows').filter({ visible: true })

export async function typeInTerminal(page: Page, text: string): Promise<void> {
  await page.locator('[role=tabpanel]:not([hidden]) .xterm-helper-textarea').first().focus()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

/** What the `…` of a row has. */
export async function chooseAction(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** By the sidebar. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main navigation' })
    .getByRole('link', { name: place, exact: true })
    .click()
  await page.getByRole('heading', { name: place, level: 1 }).waitFor()
}
