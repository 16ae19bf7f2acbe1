/** What a session uses, what becomes of one that nobody uses, and a terminal that somebody else looks at. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { narrow, openBrowser, openPage, wide, type WatchedPage } from './browser.ts'
import { arrive, screen, setUp, signIn, startSession, toast, typeInTerminal } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
let guest: WatchedPage
let sessionUrl = ''
const grace = { email: 'grace@example.org', username: 'grace', fullName: 'Grace Hopper', password: 'compiler of 1952!' }

async function ask(page: Page, method: 'post' | 'patch', path: string, data: object): Promise<void> {
  const answer = await page.request[method](`${site.url}/api/v1${path}`, { data, headers: { origin: site.url } })
  if (!answer.ok()) throw new Error(await answer.text())
}
/** Without what the page is narrowed to. */
const addressOf = (page: Page) => page.url().replace(/\?.*/, '')
const limitIdle = (seconds: number) => ask(watched.page, 'patch', '/policies/default', { idleTimeout: seconds })

beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(), openBrowser()])
  watched = await openPage(browser)
  await setUp(watched.page, site)
  await ask(watched.page, 'post', '/users', grace)
  guest = await openPage(browser)
  await guest.page.goto(`${site.url}/sign-in`)
  await signIn(guest.page, grace.username, grace.password)
  await arrive(guest.page)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

test('metrics show work within seconds, as lines and in words, over each span', async () => {
  const { page } = watched
  await startSession(page, 'measured')
  sessionUrl = addressOf(page)
  await page.getByRole('tab', { name: 'Terminal' }).click()
  await screen(page).getByText('measured').first().waitFor()
  await typeInTerminal(page, 'timeout 25 perl -e "1 while 1" & sleep 0.1; echo wor$((1+1))king')
  await screen(page).getByText('wor2king').waitFor()
  await page.getByRole('tab', { name: 'Metrics' }).click()
  const cpu = page.getByRole('region', { name: 'CPU' })
  await expect
    .poll(
      () =>
        cpu
          .getByText(/of \d+ cores?/)
          .first()
          .textContent(),
      { timeout: 30_000 },
    )
    .toMatch(/^(0\.[1-9]|1)/)
  expect(await cpu.getByRole('img').getAttribute('aria-label')).toMatch(/^CPU: .* cores?. Most: /)
  await page
    .getByRole('region', { name: 'Memory' })
    .getByText(/MiB of/)
    .first()
    .waitFor()
  await look(page, 'metrics')
  for (const span of ['Hour', 'Day', 'Whole life']) {
    await page.getByText(span, { exact: true }).click()
    await cpu.getByRole('img').waitFor()
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize(narrow)
  await look(page, 'metrics-dark-narrow')
  const { scrolled, shown } = await page.evaluate(() => ({
    scrolled: document.documentElement.scrollWidth,
    shown: document.documentElement.clientWidth,
  }))
  expect(scrolled).toBeLessThanOrEqual(shown)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(wide)
})

test('a terminal is shown to somebody, who sees it live and can type nothing, until it is taken back', async () => {
  const { page } = watched
  const { page: other } = guest
  await page.goto(`${sessionUrl}/terminal`)
  await page.getByText('Connected', { exact: true }).waitFor()
  await screen(page).getByText('measured').first().waitFor()
  await page.getByRole('button', { name: 'Show this terminal to somebody' }).click()
  const dialog = page.getByRole('dialog', { name: /to somebody/ })
  await dialog.getByLabel('Username or email').fill('nobody')
  await dialog.getByRole('button', { name: 'Show', exact: true }).click()
  await dialog.getByText('Nobody else in the workspace is called that.').waitFor()
  await dialog.getByLabel('Username or email').fill('grace')
  await dialog.getByRole('button', { name: 'Show', exact: true }).click()
  await dialog.getByText('Grace Hopper').waitFor()
  await look(page, 'terminal-share')
  await page.keyboard.press('Escape')

  await other.getByRole('button', { name: /^Notifications, 1 unread/ }).click()
  await other.getByRole('link', { name: 'Look at it' }).click()
  await other.getByText('You can only look.', { exact: false }).waitFor()
  await typeInTerminal(page, 'echo seen-by-$((1+1))')
  await screen(other).getByText('seen-by-2').waitFor()
  await other.locator('.xterm-helper-textarea').first().focus()
  await other.keyboard.type('echo typed-by-guest')
  await other.keyboard.press('Enter')
  await typeInTerminal(page, 'echo still-$((40+2))')
  await screen(other).getByText('still-42').waitFor()
  expect(await screen(page).textContent()).not.toContain('typed-by-guest')
  await look(other, 'shared-terminal')
  await other.getByRole('link', { name: 'All terminals shown to you' }).click()
  await other.getByRole('link', { name: 'measured' }).waitFor()
  await look(other, 'shared-terminals')
  await other.getByRole('link', { name: 'measured' }).click()
  await other.getByText('You can only look.', { exact: false }).waitFor()

  await page.getByRole('button', { name: 'Show this terminal to somebody' }).click()
  await page.getByRole('button', { name: 'Take back from Grace Hopper' }).click()
  await other.getByText('It is not shown to you any more.').waitFor()
  await page.getByText('Nobody yet').waitFor()
  await page.keyboard.press('Escape')
  await other.reload()
  await other.getByRole('heading', { name: 'This terminal is not shown to you' }).waitFor()
})

test('of a session that nobody uses, its owner is warned and can keep it', async () => {
  const { page } = watched
  await limitIdle(20)
  await page.goto(`${site.url}/sessions`)
  await startSession(page, 'left-alone')
  const url = addressOf(page)
  const use = page.getByRole('region', { name: 'Use' })
  await use.getByText('20 s without use').waitFor()
  await use.getByText('Typed in a terminal').waitFor()
  await look(page, 'session-use')
  const warning = page.getByText('Nobody uses this session')
  await warning.waitFor()
  await look(page, 'session-idle-soon')
  await page.getByRole('button', { name: 'Keep for…' }).first().click()
  await page.getByRole('menuitem', { name: 'Keep for 1 h' }).click()
  await toast(page, 'The session is kept until').waitFor()
  await warning.waitFor({ state: 'detached' })
  await use.getByText('Kept until').waitFor()
  await ask(page, 'post', `/sessions/${url.split('/').at(-1)}/terminate`, {})
  await page.getByText('Terminated', { exact: true }).first().waitFor()
})

test('without that it is ended, and the page, the list and the owner are told why', async () => {
  const { page } = watched
  await page.goto(`${site.url}/sessions`)
  await startSession(page, 'forgotten')
  await page.getByText('Nobody used it for as long as the resource policy allows.').waitFor({ timeout: 60_000 })
  await page.getByRole('tab', { name: 'Metrics' }).click()
  await page.getByRole('region', { name: 'Memory' }).getByRole('img').waitFor()
  await page.getByRole('button', { name: /^Notifications/ }).click()
  // The short message beside it may say the same.
  const drawer = page.getByRole('dialog', { name: 'Notifications' })
  await drawer.getByRole('heading', { name: 'Session forgotten was not used' }).waitFor()
  await look(page, 'session-idle-ended')
})

test('no script failed and no policy was broken on the way', () => {
  expect([...watched.errors, ...guest.errors]).toEqual([])
})
