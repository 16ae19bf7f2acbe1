/** How a login ends, and how it does not: revoked, timed, with its last page; in real tabs of a real browser. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { narrow, openBrowser, openPage, type WatchedPage } from './browser.ts'
import { administrator, arrive, changeSettings, goTo, setUp, signIn, toast } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
const { password } = administrator

beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  watched = await openPage(browser)
  await setUp(watched.page, site)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

async function openSignIn(): Promise<WatchedPage> {
  const opened = await openPage(browser)
  await opened.page.goto(`${site.url}/sign-in`)
  return opened
}

test('a login that is revoked elsewhere is out at once, and goes on after signing in again', async () => {
  const { page } = watched
  const { page: other } = await openSignIn()
  await signIn(other, 'ada', password)
  await arrive(other)
  await goTo(other, 'Sessions')
  await other.getByPlaceholder('Filter by name').fill('typed before')
  await page.goto(`${site.url}/account/logins`)
  const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: /^Sign out/ }) })
  await row.first().waitFor()
  await look(page, 'logins')
  await row.getByRole('button', { name: 'Sign out Chrome on Linux' }).click()
  const ended = page.waitForResponse((answer) => answer.request().method() === 'DELETE')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out there' }).click()
  await ended
  const again = other.getByRole('dialog', { name: 'Your sign-in has ended' })
  await again.waitFor()
  await look(other, 're-login')
  await again.getByLabel('Password', { exact: true }).fill(password)
  await again.getByRole('button', { name: 'Sign in' }).click()
  await again.waitFor({ state: 'detached' })
  expect(await other.getByPlaceholder('Filter by name').inputValue()).toBe('typed before')
  await other.context().close()
})

test('every tab counts down to the same end; using one tab’s button moves it in all', async () => {
  const { page } = watched
  await changeSettings(page, site, { loginIdleLifetime: 400 })
  await page.goto(`${site.url}/sessions`)
  const second = await page.context().newPage()
  await second.goto(`${site.url}/sessions`)
  const left = async (tab: Page) => secondsOf((await tab.getByRole('timer').textContent()) ?? '')
  await page.getByRole('timer').waitFor()
  await second.getByRole('timer').waitFor()
  await expect.poll(async () => Math.abs((await left(page)) - (await left(second)))).toBeLessThanOrEqual(1)
  const before = await left(page)
  await expect.poll(() => left(page)).toBeLessThan(before)
  await second.getByRole('button', { name: 'Stay signed in longer' }).click()
  await toast(second, 'You stay signed in.').waitFor()
  await expect.poll(() => left(page)).toBeGreaterThan(395)
  await second.close()
})

test('near the end every tab warns, and looking does not put it off', async () => {
  const { page } = watched
  await changeSettings(page, site, { loginIdleLifetime: 300 })
  await page.goto(`${site.url}/sessions`)
  const second = await page.context().newPage()
  await second.setViewportSize(narrow)
  await second.goto(`${site.url}/sessions`)
  for (const tab of [page, second]) await tab.getByRole('region', { name: 'You are signed out soon' }).waitFor()
  await look(page, 'login-ends')
  await look(second, 'login-ends-360')
  await page.getByRole('button', { name: 'Stay signed in', exact: true }).click()
  await toast(page, 'You stay signed in.').waitFor()
  await second.close()
  await changeSettings(page, site, { loginIdleLifetime: 7 * 86_400 })
})

test('who has reached the longest time still sees what is left, and that there is no more', async () => {
  const { page } = watched
  await changeSettings(page, site, { loginIdleLifetime: 7 * 86_400, loginAbsoluteLifetime: 1800 })
  await page.goto(`${site.url}/sessions`)
  await page.getByRole('timer').waitFor()
  expect(secondsOf((await page.getByRole('timer').textContent()) ?? '')).toBeLessThan(1800)
  expect(await page.getByRole('button', { name: 'Your sign-in has reached its longest time.' }).isDisabled()).toBe(true)
  await changeSettings(page, site, { loginAbsoluteLifetime: 30 * 86_400 })
  await page.reload()
  await page.getByRole('button', { name: 'Stay signed in longer' }).waitFor()
})

test('where the site does not let people extend, there is no timer', async () => {
  const { page } = watched
  await changeSettings(page, site, { loginExtension: false })
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/auth/session'))
  await page.goto(`${site.url}/sessions`)
  await answered
  await arrive(page)
  expect(await page.getByRole('timer').count()).toBe(0)
  await changeSettings(page, site, { loginExtension: true })
})

test('after the last page is closed the login ends; a reload is no closing', async () => {
  const { page } = watched
  await wantAutoLogout(page, true)
  const { page: other } = await openSignIn()
  await arriveLive(other, 'closed')
  await other.reload()
  await arrive(other)
  const cookies = await other.context().cookies()
  await other.goto('about:blank')
  const isIn = async () => {
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    return (await fetch(`${site.url}/api/v1/auth/session`, { headers: { cookie } })).status === 200
  }
  expect(await isIn()).toBe(true)
  await expect.poll(isIn, { timeout: 40_000, interval: 500 }).toBe(false)
  await other.goto(`${site.url}/sessions`)
  await other.getByRole('heading', { name: 'Sign in' }).waitFor()
  await other.context().close()
  await wantAutoLogout(page, false)
}, 60_000)

test('it ends too when the server is killed meanwhile; a page that is still open finds its way back', async () => {
  const { page } = watched
  await wantAutoLogout(page, true)
  const closed = async (session: string) => {
    const { page: other } = await openSignIn()
    await arriveLive(other, session)
    const cookies = await other.context().cookies()
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    return {
      close: () => other.context().close(),
      isIn: async () => (await fetch(`${site.url}/api/v1/auth/session`, { headers: { cookie } })).status === 200,
    }
  }
  const [before, meanwhile] = [await closed('before'), await closed('meanwhile')]
  await before.close()
  await site.kill()
  await meanwhile.close()
  await site.start()
  const restarted = performance.now()
  expect([await before.isIn(), await meanwhile.isIn()]).toEqual([true, true])
  const seen: number[] = []
  await Promise.all(
    [before, meanwhile].map(async ({ isIn }) => {
      await expect.poll(isIn, { timeout: 40_000, interval: 500 }).toBe(false)
      seen.push(performance.now() - restarted)
    }),
  )
  // As long as pages have that come back, which is what the open one did.
  expect(Math.min(...seen)).toBeGreaterThan(10_000)
  await wantAutoLogout(page, false)
}, 90_000)

/** The server knows of an open page by its stream of events, which may come after what it shows first. */
async function arriveLive(page: Page, session: string): Promise<void> {
  const listed = page.waitForResponse((answer) => answer.url().includes('/api/v1/sessions?'))
  await signIn(page, 'ada', password)
  await arrive(page)
  await listed
  const data = { name: session, type: 'interactive', resources: { cpu: 0.1, memory: 64 * 1024 ** 2 } }
  const answer = await page.request.post(`${site.url}/api/v1/sessions`, { data, headers: { origin: site.url } })
  expect(answer.status()).toBe(201)
  await page.getByRole('link', { name: session, exact: true }).waitFor()
}

/** Saved, and not only shown: the switch moves at once. */
async function wantAutoLogout(page: Page, isWanted: boolean): Promise<void> {
  await page.goto(`${site.url}/preferences`)
  const saved = page.waitForResponse(
    (answer) => answer.url().endsWith('/me/preferences') && answer.request().method() === 'PATCH',
  )
  await page.getByRole('switch', { name: 'Log out when the last page is closed' }).click()
  expect(await (await saved).json()).toMatchObject({ autoLogout: isWanted })
}

function secondsOf(shown: string): number {
  const [, days = '0', ...time] = /^(?:(\d+)d )?(\d\d):(\d\d):(\d\d)$/.exec(shown) ?? []
  const [hours = 0, minutes = 0, seconds = 0] = time.map(Number)
  return Number(days) * 86_400 + hours * 3600 + minutes * 60 + seconds
}
