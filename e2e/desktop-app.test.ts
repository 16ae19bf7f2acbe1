/** The console as an installed app: what a browser asks for, what it keeps, and what it says without the server. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openContext, watch } from './browser.ts'
import { arrive, changeSettings, setUp, signIn } from './people.ts'

let site: BerthSite
let browser: Browser
let context: BrowserContext
let page: Page
let errors: string[]
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  context = await openContext(browser)
  ;({ page, errors } = watch(await context.newPage()))
  await setUp(page, site)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const menu = async (item?: string) => {
  await page.getByRole('button', { name: 'Ada Lovelace' }).click()
  await page.getByRole('menuitem', { name: 'Log out' }).waitFor()
  if (item !== undefined) await page.getByRole('menuitem', { name: item }).click()
}
const worker = () => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.scriptURL)
const kept = () =>
  page.evaluate(async () => {
    const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
    return requests.flat().map(({ url }) => new URL(url).pathname)
  })

test('Chromium finds nothing that keeps it from being installed', async () => {
  await worker()
  const session = await context.newCDPSession(page)
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // A private window installs nothing, whatever the page is.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
  const { data, errors: wrong } = await session.send('Page.getAppManifest')
  expect(wrong).toEqual([])
  const manifest = JSON.parse(data ?? '') as { icons: { src: string; sizes: string; type: string; purpose: string }[] }
  expect(manifest).toMatchObject({ name: 'Berth', display: 'standalone', start_url: '/', scope: '/' })
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toContain('512x512 maskable')
  for (const { src, sizes, type } of manifest.icons.filter((icon) => icon.sizes !== 'any')) {
    const answer = await fetch(site.url + src)
    expect(answer.headers.get('content-type')).toBe(type)
    const png = Buffer.from(await answer.arrayBuffer())
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes)
  }
})

test('the worker is asked for again each time, and keeps files of the build alone', async () => {
  expect(await worker()).toBe(`${site.url}/service-worker.js`)
  const answer = await fetch(`${site.url}/service-worker.js`)
  expect(answer.headers.get('cache-control')).toBe('no-cache')
  await page.reload()
  await arrive(page)
  await expect.poll(async () => (await kept()).length).toBeGreaterThan(3)
  await page.getByRole('link', { name: 'Usage' }).click()
  await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor()
  expect((await kept()).filter((path) => !path.startsWith('/assets/'))).toEqual([])
})

test('without the server the page says so, in a page of its own and in the language chosen, and comes back by itself', async () => {
  await site.kill()
  await page.goto(`${site.url}/usage`)
  await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor()
  await look(page, 'offline-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await look(page, 'offline-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  const isApiAnswered = () =>
    page.evaluate(() =>
      fetch('/api/v1/me').then(
        () => true,
        () => false,
      ),
    )
  expect(await isApiAnswered()).toBe(false)
  await page.evaluate(() => localStorage.setItem('berth.language', 'ko'))
  await page.reload()
  await page.getByRole('heading', { name: '서버에 연결할 수 없습니다' }).waitFor()
  await page.evaluate(() => localStorage.removeItem('berth.language'))
  // What a proxy answers in place of a server that is gone is no page of the console either.
  const proxy = createServer((_request, response) => response.writeHead(502).end('Bad Gateway'))
  await once(proxy.listen(Number(new URL(site.url).port), 'localhost'), 'listening')
  expect(await fetch(site.url).then(({ status }) => status)).toBe(502)
  await page.reload()
  await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor()
  proxy.closeAllConnections()
  await once(proxy.close(), 'close')
  expect(new URL(page.url()).pathname).toBe('/usage')
  await site.start()
  await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor()
  await look(page, 'offline-back')
})

test('a page is never an old one: what the server says of it is what is shown', async () => {
  const answers: { readonly url: string; readonly isFromWorker: boolean; readonly status: number }[] = []
  page.on('response', (answer) =>
    answers.push({
      url: new URL(answer.url()).pathname,
      isFromWorker: answer.fromServiceWorker(),
      status: answer.status(),
    }),
  )
  await page.goto(`${site.url}/sessions`)
  await arrive(page)
  const api = () => answers.filter(({ url }) => url.startsWith('/api/'))
  // The heading is there before all that it stands above.
  await expect.poll(() => api().length, { timeout: 10_000 }).toBeGreaterThan(2)
  expect(api().filter(({ isFromWorker }) => isFromWorker)).toEqual([])
})

test('the menu has the app only where administrators offer it', async () => {
  await menu()
  expect(await page.getByRole('menuitem', { name: 'Download desktop app' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.goto(`${site.url}/admin/settings`)
  await page.getByRole('checkbox', { name: 'People can install the console as a desktop app' }).check({ force: true })
  const link = page.getByLabel('Address of a packaged app')
  await link.fill('javascript:alert(1)')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('Enter an address that begins with https://', { exact: false }).waitFor()
  await look(page, 'site-settings-desktop-app')
  await link.fill('')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('Saved:', { exact: false }).first().waitFor()
  const offered = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/site'))
  await page.goto(`${site.url}/sessions`)
  await arrive(page)
  await offered
  await menu('Download desktop app')
  // Chromium without a window of its own offers to install nothing; then it is explained.
  const dialog = page.getByRole('dialog', { name: 'Install Berth as an app' })
  await dialog.getByText('Chrome and Edge', { exact: false }).waitFor()
  await look(page, 'desktop-app-explained')
  await page.keyboard.press('Escape')
})

test('where the browser offers to install, the menu makes it ask', async () => {
  await page.evaluate(() => {
    const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      prompt() {
        document.title = 'asked'
        return Promise.resolve({ outcome: 'dismissed' })
      },
    })
    window.dispatchEvent(offer)
  })
  await menu('Download desktop app')
  await expect.poll(() => page.title()).toBe('asked')
  // It was used up: the next time it is explained.
  await menu('Download desktop app')
  await page.getByRole('dialog', { name: 'Install Berth as an app' }).waitFor()
  await page.keyboard.press('Escape')
})

test('a packaged app is led to instead, for others than administrators as well', async () => {
  await changeSettings(page, site, { desktopAppLink: `${site.url}/icons/icon-512.png` })
  const grace = { email: 'grace@example.org', username: 'grace', password: 'compiler of 1952!' }
  await page.request.post(`${site.url}/api/v1/users`, { data: grace, headers: { origin: site.url } })
  const other = await openContext(browser)
  const tab = await other.newPage()
  await tab.goto(`${site.url}/sign-in`)
  const offered = tab.waitForResponse((answer) => answer.url().endsWith('/api/v1/site'))
  await signIn(tab, grace.username, grace.password)
  await arrive(tab)
  await offered
  await tab.getByRole('button', { name: 'grace' }).click()
  const entry = tab.getByRole('menuitem', { name: 'Download desktop app' })
  const [app] = await Promise.all([other.waitForEvent('page'), entry.click()])
  await app.waitForURL(/icon-512\.png$/)
  await other.close()
})

test('no script failed on any page', () => {
  expect(errors.filter((error) => !error.includes('ERR_CONNECTION_REFUSED'))).toEqual([])
})
