/** Apps of a session in a real browser: Jupyter with a kernel, and one whose page means harm. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { existsSync } from 'node:fs'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage } from './browser.ts'
import { hostileAttempts, hostilePage } from './hostile-page.ts'
import { setUp, startSession } from './people.ts'

let site: BerthSite
let browser: Browser
let page: Page
let context: BrowserContext
let errors: string[]
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(), openBrowser()])
  ;({ page, errors } = await openPage(browser))
  context = page.context()
  await setUp(page, site)
})
afterAll(async () => {
  // Sessions outlive their server. One that waits starts when another ends.
  for (const state of ['queued', 'running']) {
    const live = async () => ((await ask(`/sessions?state=${state}`)) as { items: { id: string }[] }).items
    for (const { id } of await live())
      await page.request.post(`${site.url}/api/v1/sessions/${id}/terminate`, { headers: { origin: site.url } })
    while ((await live()).length > 0) await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await browser?.close()
  await site?.remove()
})

/** Asked as the page itself would. */
const ask = async (path: string, data?: object) => {
  const address = `${site.url}/api/v1${path}`
  const headers = { origin: site.url }
  const answer = data ? await page.request.post(address, { data, headers }) : await page.request.get(address)
  return (await answer.json()) as Record<string, unknown>
}

const openFromPage = async (title: string) => {
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: `Open ${title} in a new tab` }).click()
  return opened
}

const hasJupyter = existsSync('/usr/bin/jupyter-notebook')

describe.skipIf(!hasJupyter)(`Jupyter${hasJupyter ? '' : ' (skipped: install jupyter-notebook)'}`, () => {
  let notebook: Page
  test('opens from the page of the session at an address of its own, with nothing secret in it', async () => {
    await startSession(page, 'with-jupyter')
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await look(page, 'session-apps')
    notebook = await openFromPage('Jupyter Notebook')
    await notebook.waitForURL(/^http:\/\/jupyter--/, { timeout: 90_000 })
    await notebook.getByRole('button', { name: 'New' }).first().waitFor()
    expect(new URL(notebook.url()).hostname).toBe(`jupyter--${id}.localhost`)
    expect(notebook.url()).not.toContain('ticket')
    expect(await notebook.evaluate(() => document.cookie)).not.toContain('berth')
  }, 120_000)

  test('a kernel prints 42', async () => {
    const created = await notebook.evaluate(async () => {
      const xsrf = /_xsrf=([^;]+)/.exec(document.cookie)?.[1] ?? ''
      const base = location.pathname.split('/').slice(0, 3).join('/')
      const answer = await fetch(`${base}/api/contents`, {
        method: 'POST',
        headers: { 'x-xsrftoken': xsrf, 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'notebook' }),
      })
      return ((await answer.json()) as { path: string }).path
    })
    // Without the base path of the app, as somebody may have kept it.
    await notebook.goto(`${new URL(notebook.url()).origin}/notebooks/${created}`)
    expect(new URL(notebook.url()).pathname).toMatch(/^\/[0-9a-f-]{36}\/jupyter\/notebooks\//)
    await notebook.locator('.kernel_idle_icon').waitFor({ state: 'attached', timeout: 60_000 })
    await notebook.locator('.CodeMirror').first().click()
    await notebook.keyboard.type('print(6 * 7)')
    await notebook.keyboard.press('Shift+Enter')
    await notebook.locator('.output_stdout').getByText('42').waitFor({ timeout: 60_000 })
  }, 150_000)

  test('kill -9 of the server leaves the kernel alone; the page goes on after it', async () => {
    await site.kill()
    await site.start()
    await notebook.reload()
    await notebook.locator('.kernel_idle_icon').waitFor({ state: 'attached', timeout: 60_000 })
    await notebook.locator('.CodeMirror').first().click()
    await notebook.keyboard.press('Control+a')
    await notebook.keyboard.type('print(40 + 4)')
    await notebook.keyboard.press('Shift+Enter')
    await notebook.locator('.output_stdout').getByText('44').waitFor({ timeout: 60_000 })
    await notebook.close()
  }, 150_000)
})

describe('a page that means harm', () => {
  let victim = ''
  let hostile: Page
  let outcome: Record<string, string>

  test('is opened like any other', async () => {
    const body = { type: 'interactive', name: 'victim-session', resources: { cpu: 0.5, memory: 2 ** 28 } }
    victim = String((await ask('/sessions', body))['id'])
    const command = `/run/berth/node -e "$(echo ${Buffer.from(hostilePage).toString('base64')} | base64 -d)"`
    const service = { type: 'service', name: 'hostile-app', resources: body.resources, port: 7000, command }
    const { id } = await ask('/sessions', { ...service, env: { CONSOLE: site.url, VICTIM: victim } })
    await page.goto(`${site.url}/sessions/${String(id)}`)
    await page.getByText('Running').first().waitFor()
    hostile = await openFromPage('Port 7000')
    await hostile.waitForURL(/^http:\/\/service--/, { timeout: 60_000 })
    await hostile.locator('#outcome').waitFor({ timeout: 60_000 })
    outcome = JSON.parse((await hostile.locator('#outcome').textContent()) ?? '{}') as Record<string, string>
  }, 120_000)

  test.each([...hostileAttempts, ['act on another app', 'other']])('cannot %s', (_what, name) => {
    expect(outcome[name]).toMatch(/^refused/)
  })

  test('sets no cookie that the console would take for its own', async () => {
    expect((await ask('/me'))['username']).toBe('ada')
    const tossed = await context.cookies(site.url)
    expect(tossed.filter(({ value }) => value === 'tossed')).toEqual([])
  })

  test('ended nothing', async () => {
    expect((await ask(`/sessions/${victim}`))['status']).toBe('RUNNING')
    await hostile.close()
  })

  test('an app that ended says so and is started from there, one that cannot start shows what it said as text', async () => {
    const app = {
      name: 'broken',
      title: 'Broken app',
      command: 'echo "<img src=x onerror=alert(1)> no such data" >&2; exit 4',
      port: 7999,
    }
    const answer = await page.request.patch(`${site.url}/api/v1/environments/this-machine`, {
      data: { apps: [app] },
      headers: { origin: site.url },
    })
    expect(answer.ok()).toBe(true)
    await page.goto(`${site.url}/sessions/${victim}`)
    const broken = await openFromPage('Broken app')
    await broken.getByRole('heading', { name: 'Broken app could not be opened' }).waitFor({ timeout: 30_000 })
    await broken.getByText('exit code 4', { exact: false }).waitFor()
    await broken.getByText('<img src=x onerror=alert(1)> no such data').waitFor()
    await look(broken, 'app-failed')
    await broken.close()
  }, 60_000)
})

test('environments are added, changed and deleted on their page', async () => {
  await page.goto(`${site.url}/admin/environments`)
  await page.getByRole('heading', { name: 'Environments', level: 1 }).waitFor()
  await look(page, 'environments')
  await page.getByRole('button', { name: 'Add environment' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add environment' })
  await dialog.getByLabel('Name', { exact: true }).fill('scratch')
  await dialog.getByLabel('Title', { exact: true }).fill('Scratch')
  await dialog.getByLabel('Root directory').fill('/nowhere/at/all')
  await dialog.getByRole('button', { name: 'Add app' }).click()
  await dialog.getByLabel('Name in the address').fill('board')
  await dialog.getByRole('group', { name: 'App 1' }).getByLabel('Title').fill('Board')
  await dialog.getByLabel('Command').fill('exec board --port $BERTH_APP_PORT')
  await dialog.getByLabel('Port').fill('7001')
  await look(page, 'environment-form')
  await dialog.getByRole('button', { name: 'Add environment' }).click()
  await page.getByText('scratch was added.').waitFor()
  await page.getByRole('note').filter({ hasText: 'Cannot be used' }).focus()
  await page.getByRole('tooltip').getByText('/nowhere/at/all', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'scratch', exact: true }).click()
  const edit = page.getByRole('dialog', { name: 'Edit scratch' })
  await edit.getByText('/nowhere/at/all', { exact: false }).first().waitFor()
  await edit.getByText('Cannot be used').waitFor()
  await look(page, 'environment-broken')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Actions for scratch' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete environment' }).click()
  await page.getByText('scratch was deleted.').waitFor()
})

test('a service is started from the dialog', async () => {
  await page.goto(`${site.url}/sessions`)
  await page.getByRole('button', { name: 'Start session' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Start session' })
  await dialog.getByLabel('Name', { exact: false }).first().fill('a-service')
  await dialog.getByText('Service', { exact: true }).click()
  await dialog.getByLabel('Command').fill('exec python3 -m http.server --bind 127.0.0.1 "$PORT"')
  await dialog.getByLabel('Port').fill('70000')
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await dialog.getByText('A port from 1 to 65535.').waitFor()
  await dialog.getByLabel('Port').fill('7050')
  await dialog.getByText('Everybody in the project').click()
  await look(page, 'start-service')
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('heading', { name: 'a-service' }).waitFor()
  await page.getByText('everybody in the project').waitFor()
})

test('no script of the console failed and no policy of it was broken on the way', () => {
  expect(errors.filter((error) => !/WebSocket|EventSource|ERR_CONNECTION/.test(error))).toEqual([])
})
