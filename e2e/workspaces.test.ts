/** Workspaces, their people and projects: an administrator and two invited people, each in a browser of their own. */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { arrive, chooseAction, goTo, setUp, signIn, startSession } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
let grace: WatchedPage
let link = ''
const password = 'compiler of 1952!'

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
const selector = (page: Page) => page.getByRole('button', { name: /^Project: / })

async function linkOf(dialog: Locator): Promise<string> {
  const text = await dialog.locator('[title*="/invitation#"]').first().textContent()
  await dialog.getByRole('button', { name: 'I have the links' }).click()
  await dialog.waitFor({ state: 'detached' })
  return text ?? ''
}

test('an administrator creates a workspace and goes over to it', async () => {
  const { page } = watched
  await goTo(page, 'Workspace')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create workspace' })
  await dialog.getByRole('button', { name: 'Create workspace' }).click()
  await dialog.getByText('This is needed.').waitFor()
  await dialog.getByLabel('Name').fill('Vision lab')
  await dialog.getByRole('button', { name: 'Create workspace' }).click()
  const item = page.getByRole('listitem').filter({ hasText: 'Vision lab' })
  await item.getByRole('button', { name: 'Switch to workspace' }).click()
  await item.getByText('Current').waitFor()
  await page.getByRole('button', { name: 'Actions for ada' }).click()
  const leave = page.getByRole('menuitem', { name: 'Leave workspace' })
  expect(await leave.getAttribute('aria-disabled')).toBe('true')
  expect(await leave.textContent()).toContain('A personal workspace cannot be left.')
  await page.keyboard.press('Escape')
  await page.reload()
  await item.getByText('Current').waitFor()
  await look(page, 'workspace')
})

test('people are invited by email; each gets a link, shown once', async () => {
  const { page } = watched
  await goTo(page, 'Users & Groups')
  await page.getByRole('button', { name: 'Invite users' }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite users to Vision lab' })
  await dialog.getByRole('textbox', { name: 'Emails' }).fill('grace@example.org, nobody')
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
  await dialog.getByText('Not an email: nobody').waitFor()
  await dialog.getByRole('button', { name: 'Remove nobody' }).click()
  await look(page, 'invite-users')
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
  const links = page.getByRole('dialog', { name: 'Hand over the links' })
  await links.getByText('grace@example.org').waitFor()
  await page.keyboard.press('Escape')
  await look(page, 'invitation-links')
  link = await linkOf(links)
  expect(link).toContain(`${site.url}/invitation#`)
  await page.waitForURL(/tab=invitations/)
  await row(page, 'grace@example.org').getByText('Pending').waitFor()
})

test('a new link has to wait, so that nobody is flooded with mail; the first one stays good', async () => {
  const { page } = watched
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/resend'))
  await chooseAction(page, 'grace@example.org', 'Send again with a new link')
  expect((await answered).status()).toBe(429)
  await page.reload()
})

test('the link makes an account of the invited email, and opens the workspace', async () => {
  grace = await openPage(browser)
  const { page } = grace
  await page.goto(link)
  await page.getByRole('heading', { name: 'Join Vision lab' }).waitFor()
  expect(page.url()).not.toContain('#')
  expect(await page.getByLabel('Email').inputValue()).toBe('grace@example.org')
  await page.getByLabel('Username').fill('grace')
  await page.getByLabel('Full name').fill('Grace Hopper')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByLabel('Password again').fill(password)
  await look(page, 'sign-up')
  await page.getByRole('button', { name: 'Create account and join' }).click()
  await page.getByRole('heading', { name: 'Workspace', level: 1 }).waitFor()
  await page.getByRole('listitem').filter({ hasText: 'Vision lab' }).getByText('Current').waitFor()
  // In the workspace that they were invited to and their own, and nowhere else.
  expect(await page.getByRole('listitem').filter({ hasText: 'default' }).count()).toBe(0)
  await look(page, 'workspace-of-member')
})

test('who has an account is told in the page that is open, and answers there', async () => {
  const { page } = watched
  const made = await page.request.post(`${site.url}/api/v1/users`, {
    data: { email: 'alan@example.org', username: 'alan', password },
    headers: { origin: site.url },
  })
  expect(made.status()).toBe(201)
  const alan = await openPage(browser)
  await alan.page.goto(`${site.url}/sign-in`)
  await signIn(alan.page, 'alan', password)
  await arrive(alan.page)
  // who accepted is no longer invited, here too
  await row(page, 'grace@example.org').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Invite users' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Invite users to Vision lab' })
  await dialog.getByRole('textbox', { name: 'Emails' }).fill('alan@example.org')
  await dialog.getByText('Admin', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
  await linkOf(page.getByRole('dialog', { name: 'Hand over the links' }))
  await alan.page.getByRole('button', { name: '1 invitation' }).click()
  const invitations = alan.page.getByRole('dialog', { name: 'Invitations' })
  await invitations.getByText('Ada Lovelace invites you to Vision lab.').waitFor()
  await look(alan.page, 'invitations')
  await invitations.getByRole('button', { name: 'Accept' }).click()
  await alan.page.getByText('You belong to Vision lab now.').waitFor()
  await invitations.getByText('There is no open invitation any more.').waitFor()
  expect(alan.errors).toEqual([])
  await alan.page.context().close()
})

test('admins see members, change their roles, and put them into groups', async () => {
  const { page } = watched
  await page.getByRole('tab', { name: 'Members' }).click()
  await page.reload()
  await row(page, 'alan@example.org').getByText('Admin').waitFor()
  const byName = page.getByRole('columnheader', { name: 'Name' }).getByRole('button')
  const names = async () => (await page.locator('tbody tr').allInnerTexts()).map((text) => text.trim().slice(0, 4))
  await byName.click()
  await expect.poll(names).toEqual(['Grac', 'alan', 'Ada '])
  await byName.click()
  await expect.poll(names).toEqual(['Ada ', 'alan', 'Grac'])
  await chooseAction(page, 'alan', 'Make member')
  await page.getByText('alan is a member now.').waitFor()
  await look(page, 'members')
  await page.getByRole('tab', { name: 'Groups' }).click()
  await row(page, 'Everyone').getByText('3').waitFor()
  await page.getByRole('button', { name: 'Create group' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create group' })
  await dialog.getByLabel('Name').fill('Night shift')
  await dialog.getByRole('button', { name: 'Create group' }).click()
  await chooseAction(page, 'Night shift', 'Members')
  const members = page.getByRole('dialog', { name: 'Members of Night shift' })
  await members.getByRole('checkbox', { name: 'Grace Hopper' }).check()
  await look(page, 'group-members')
  await members.getByRole('button', { name: 'Close' }).last().click()
  await row(page, 'Night shift').getByText('1').waitFor()
})

test('a project with limits and members appears in the selector of who is in it, at once', async () => {
  const { page } = watched
  await goTo(page, 'Projects')
  await page.getByRole('button', { name: 'Create project' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create project' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('segmentation')
  await dialog.getByLabel('CPU').fill('999')
  await dialog.getByLabel('Memory').fill('16')
  await dialog.getByRole('button', { name: 'Create project' }).click()
  await dialog.getByText('From 0 to 512.').waitFor()
  await dialog.getByLabel('CPU').fill('4')
  await look(page, 'create-project')
  await dialog.getByRole('button', { name: 'Create project' }).click()
  await row(page, 'segmentation').getByText('CPU 4 · Memory 16 GiB').waitFor()
  await chooseAction(page, 'segmentation', 'Members')
  const members = page.getByRole('dialog', { name: 'Members of segmentation' })
  await members.getByRole('checkbox', { name: 'Grace Hopper' }).check()
  await selector(grace.page).filter({ hasText: 'segmentation' }).waitFor()
  await members.getByRole('button', { name: 'Close' }).last().click()
  await look(page, 'projects')
})

test('the project is in the address, and found by typing', async () => {
  const { page } = grace
  const { request } = watched.page
  const list = await request.get(`${site.url}/api/v1/workspaces?q=Vision`)
  const [workspace] = ((await list.json()) as { items: { id: string }[] }).items
  for (const project of [
    { name: 'tracking', description: 'What moves', everyone: true },
    { name: 'infrastructure', everyone: true, hidden: true },
  ])
    await request.post(`${site.url}/api/v1/projects`, {
      data: { workspace: workspace?.id, ...project },
      headers: { origin: site.url },
    })
  await goTo(page, 'Sessions')
  await page.waitForURL(/project=/)
  await page.reload()
  await selector(page).click()
  const projects = page.getByRole('dialog', { name: 'Projects of Vision lab' })
  await projects.getByRole('option', { name: 'tracking' }).waitFor()
  expect(await projects.getByRole('option', { name: 'infrastructure' }).count()).toBe(0)
  await look(page, 'project-selector')
  await projects.getByRole('searchbox').fill('TRACK')
  await projects.getByRole('option', { name: 'segmentation' }).waitFor({ state: 'detached' })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await selector(page).filter({ hasText: 'tracking' }).waitFor()
  const address = page.url()
  await selector(page).click()
  await projects.getByRole('option', { name: 'segmentation' }).click()
  await selector(page).filter({ hasText: 'segmentation' }).waitFor()
  await page.waitForURL((url) => url.href !== address && url.searchParams.has('project'))
  // An address is of its project, whatever was chosen since.
  await page.goto(address)
  await selector(page).filter({ hasText: 'tracking' }).waitFor()
})

test('hidden projects are shown, with a mark, to who asks for them; another browser remembers the place', async () => {
  const { page } = grace
  await goTo(page, 'Preferences')
  await page.getByRole('tab', { name: 'Configuration' }).click()
  await page.getByRole('switch', { name: 'Show hidden projects' }).click()
  await selector(page).click()
  const projects = page.getByRole('dialog', { name: 'Projects of Vision lab' })
  await projects.getByRole('option', { name: 'infrastructure' }).getByRole('img', { name: 'Hidden project' }).waitFor()
  await page.keyboard.press('Escape')
  const other = await openPage(browser)
  await other.page.goto(`${site.url}/sign-in`)
  await signIn(other.page, 'grace', password)
  await arrive(other.page)
  await selector(other.page).filter({ hasText: 'tracking' }).waitFor()
  await other.page.context().close()
})

test('leaving names what it ends, and ends it', async () => {
  const { page } = grace
  await goTo(page, 'Sessions')
  await page.getByRole('button', { name: 'Start session' }).first().click()
  const start = page.getByRole('dialog', { name: 'Start session' })
  await start.getByLabel('Name', { exact: false }).first().fill('her-session')
  await start.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('heading', { name: 'her-session' }).waitFor()
  await goTo(page, 'Workspace')
  await chooseAction(page, 'Vision lab', 'Leave workspace')
  const dialog = page.getByRole('alertdialog', { name: 'Leave Vision lab' })
  await dialog.getByText('her-session').waitFor()
  await look(page, 'leave-workspace')
  await dialog.getByRole('button', { name: 'Leave workspace' }).click()
  await page.getByText('You left Vision lab.').waitFor()
  await page.getByRole('listitem').filter({ hasText: 'Vision lab' }).waitFor({ state: 'detached' })
  await selector(page).filter({ hasText: 'grace' }).waitFor()
  const sessions = await page.request.get(`${site.url}/api/v1/sessions?state=finished`)
  await expect
    .poll(async () => ((await sessions.json()) as { items: { name: string }[] }).items.map(({ name }) => name))
    .toContain('her-session')
})

test('who goes over to their personal workspace starts something there at once', async () => {
  const { page } = grace
  await goTo(page, 'Sessions')
  await startSession(page, 'on-my-own')
  await selector(page).filter({ hasText: 'grace' }).waitFor()
})

test('an inactive project leaves the lists', async () => {
  const { page } = watched
  await page.reload()
  await chooseAction(page, 'tracking', 'Deactivate')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Deactivate project' }).click()
  await row(page, 'tracking').waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: 'Inactive' }).click()
  await chooseAction(page, 'tracking', 'Activate')
  await page.getByText('tracking is active again.').waitFor()
})

test('no script failed and no policy was broken on the way', () => {
  expect([watched.errors, grace.errors]).toEqual([[], []])
})
