/**
 * Apps of a site without a domain for them, for somebody who comes over the network: paths of a second port, in a real
 * browser. Plain http and a name that is not this machine's own, so that it is no secure context.
 */
import { existsSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage } from './browser.ts'
import { hostileAttempts, hostilePage } from './hostile-page.ts'
import { arrive, followSetUpLink, startSession } from './people.ts'

let site: BerthSite
let browser: Browser
let page: Page
let context: BrowserContext
let url = ''
beforeAll(async () => {
  ;[site, browser] = await Promise.all([
    startBerth(['--host', '0.0.0.0']),
    openBrowser(['--host-resolver-rules=MAP berth.test 127.0.0.1']),
  ])
  ;({ page } = await openPage(browser))
  context = page.context()
  const here = (address: string) => address.replace('//localhost:', '//berth.test:')
  url = here(site.url)
  await followSetUpLink(page, { ...site, setupLink: here(site.setupLink ?? '') })
})
afterAll(async () => {
  for (const state of ['queued', 'running']) {
    const live = async () => ((await ask(`/sessions?state=${state}`)) as { items: { id: string }[] }).items
    for (const { id } of await live()) await ask(`/sessions/${id}/terminate`, {})
    while ((await live()).length > 0) await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await browser?.close()
  await site?.remove()
})

/** Asked by the page, whose browser alone knows the name. */
const ask = (path: string, data?: object, method = data === undefined ? 'GET' : 'POST') =>
  page.evaluate(
    async ({ address, body, verb }) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(address, body === undefined ? { method: verb } : { method: verb, body, headers })
      const text = await answer.text()
      return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
    },
    { address: `/api/v1${path}`, body: data === undefined ? undefined : JSON.stringify(data), verb: method },
  )
const openFromPage = async (title: string) => {
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: `Open ${title} in a new tab` }).click()
  return opened
}
const small = { cpu: 0.2, memory: 2 ** 28 }

test('administrators are told that apps share an origin', async () => {
  await page.goto(`${url}/admin/environments`)
  await page.getByText('Apps share one address over the network').waitFor()
  await look(page, 'environments-shared-address')
})

const hasJupyter = existsSync('/usr/bin/jupyter-notebook')

describe.skipIf(!hasJupyter)(`Jupyter${hasJupyter ? '' : ' (skipped: install jupyter-notebook)'}`, () => {
  test('opens below its path, and a kernel prints 42', async () => {
    await page.goto(`${url}/sessions`)
    await startSession(page, 'by-path')
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await page.getByText('Apps share one address here').waitFor()
    await look(page, 'session-apps-shared')
    const notebook = await openFromPage('Jupyter Notebook')
    await notebook.waitForURL(new RegExp(`^http://berth\\.test:\\d+/${id}/jupyter/tree`), { timeout: 90_000 })
    expect(notebook.url()).not.toContain('ticket')
    const created = await notebook.evaluate(async () => {
      const xsrf = /_xsrf=([^;]+)/.exec(document.cookie)?.[1] ?? ''
      const base = location.pathname.split('/').slice(0, 3).join('/')
      const answer = await fetch(`${base}/api/contents`, {
        method: 'POST',
        headers: { 'x-xsrftoken': xsrf, 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'notebook' }),
      })
      return `${base}/notebooks/${((await answer.json()) as { path: string }).path}`
    })
    await notebook.goto(new URL(created, notebook.url()).href)
    await notebook.locator('.kernel_idle_icon').waitFor({ state: 'attached', timeout: 60_000 })
    await notebook.locator('.CodeMirror').first().click()
    await notebook.keyboard.type('print(6 * 7)')
    await notebook.keyboard.press('Shift+Enter')
    await notebook.locator('.output_stdout').getByText('42').waitFor({ timeout: 60_000 })
    await notebook.close()
  }, 240_000)
})

describe('a page that means harm', () => {
  let victim = ''
  let hostile: Page
  let outcome: Record<string, string>

  test('is opened at its path', async () => {
    await page.goto(`${url}/sessions`)
    victim = String((await ask('/sessions', { type: 'interactive', name: 'victim-session', resources: small }))['id'])
    const command = `/run/berth/node -e "$(echo ${Buffer.from(hostilePage).toString('base64')} | base64 -d)"`
    const service = { type: 'service', name: 'hostile-app', resources: small, port: 7000, command }
    const { id } = await ask('/sessions', { ...service, env: { CONSOLE: url, VICTIM: victim } })
    await page.goto(`${url}/sessions/${String(id)}`)
    await page.getByText('Running').first().waitFor()
    hostile = await openFromPage('Port 7000')
    await hostile.waitForURL(new RegExp(`^http://berth\\.test:\\d+/${String(id)}/service/$`), { timeout: 60_000 })
    await hostile.locator('#outcome').waitFor({ timeout: 60_000 })
    outcome = JSON.parse((await hostile.locator('#outcome').textContent()) ?? '{}') as Record<string, string>
  }, 120_000)

  test.each(hostileAttempts)('cannot %s', (_what, name) => {
    expect(outcome[name]).toMatch(/^refused/)
  })

  test('ended nothing', async () => {
    await page.goto(`${url}/sessions`)
    expect((await ask(`/sessions/${victim}`))['status']).toBe('RUNNING')
  })

  test('a login that it sets beside the real one signs nobody in, and goes', async () => {
    await hostile.evaluate(() => {
      for (const path of ['/', '/api', '/api/v1/me']) document.cookie = `berth=${'x'.repeat(43)}; Path=${path}`
    })
    // The first answers make the browser forget it; from then on the real one is alone again.
    await page.goto(`${url}/sessions`)
    await expect.poll(async () => (await ask('/me'))['username'], { timeout: 20_000 }).toBe('ada')
    // This one may still be on its way to the sign-in page and back.
    await page.close()
    page = await context.newPage()
    await page.goto(`${url}/sessions`)
    await arrive(page)
    await hostile.close()
  }, 60_000)
})

test('a link to an app of somebody else opens it only after a question', async () => {
  const api = (path: string, token: string, body?: object) =>
    fetch(`${site.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
  const password = 'difference engine 2!'
  await ask('/users', { email: 'bob@example.org', username: 'bob', fullName: 'Bob', role: 'user', password })
  const signedIn = await fetch(`${site.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'bob', password }),
  })
  const token = /berth=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1] ?? ''
  const command = 'exec python3 -m http.server --bind 127.0.0.1 "$PORT"'
  const started = await api('/sessions', token, {
    type: 'service',
    name: 'of-bob',
    resources: small,
    port: 7000,
    command,
  })
  const { id } = (await started.json()) as { id: string }
  await page.goto(`${url}/sessions/${id}`)
  await page.getByText('Running').first().waitFor()
  await page.goto(`${url}/open/${id}/service?path=%2F`)
  await page.getByRole('heading', { name: 'Open Port 7000 of somebody else?' }).waitFor()
  await look(page, 'open-app-of-somebody-else')
  await page.getByRole('button', { name: 'Open it all the same' }).click()
  await page.waitForURL(new RegExp(`^http://berth\\.test:\\d+/${id}/service/$`))
  await page.getByText('Directory listing').first().waitFor()
  await page.goto(`${url}/sessions`)
}, 120_000)
