/** By keys alone: palette, list of shortcuts, sidebar; a tip now and then; and the frame at all its widths. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { narrow, openBrowser, openPage, wide, type WatchedPage } from './browser.ts'
import { lookForFaults } from './looks.ts'
import { administrator, arrive, screen, setUp, signIn } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(), openBrowser()])
  watched = await openPage(browser)
  await setUp(watched.page, site)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const grace = { email: 'grace@example.org', username: 'grace', fullName: 'Grace Hopper', password: 'compiler of 1952!' }

const palette = () => watched.page.getByRole('dialog', { name: 'Command palette' })
const type = async (words: string) => {
  await watched.page.keyboard.press('Control+k')
  await palette().getByRole('combobox').waitFor()
  await watched.page.keyboard.type(words)
}
const enter = async (option: string) => {
  await palette().getByRole('option', { name: option }).first().waitFor()
  await watched.page.keyboard.press('Enter')
  await palette().waitFor({ state: 'detached' })
}

/** In every size and theme; of all rules only the one about colours can be broken by other colours. */
async function lookAtDialog(name: string): Promise<void> {
  const { page } = watched
  for (const viewport of [narrow, wide]) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined
      await lookForFaults(page, `${name}-${colorScheme}-${viewport.width}`, rules)
    }
  }
}

test('the list of shortcuts opens and closes by keys', async () => {
  const { page } = watched
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Shortcuts' }).getByText('Open the command palette').waitFor()
  await lookAtDialog('shortcuts')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('from the sign-in page to a terminal and out again, all without a mouse', async () => {
  const { page, errors } = await openPage(browser)
  const { keyboard } = page
  await page.goto(`${site.url}/sign-in`)
  await page.getByLabel('Email or username').waitFor()
  // the first field has the focus
  await keyboard.type(administrator.username)
  await keyboard.press('Tab')
  await keyboard.type(administrator.password)
  await keyboard.press('Enter')
  await arrive(page)
  await keyboard.press('Control+k')
  await page.getByRole('combobox').waitFor()
  await keyboard.type('start ses')
  await page.getByRole('option', { name: 'Start session' }).waitFor()
  await keyboard.press('Enter')
  await page.getByText('Starts now.').waitFor()
  await keyboard.press('Control+Enter')
  await page.getByText('Running').first().waitFor()
  const tabs = page.getByRole('tab', { name: 'Overview' })
  for (let presses = 0; presses < 60; presses += 1) {
    if (await tabs.evaluate((element) => element === document.activeElement)) break
    await keyboard.press('Tab')
  }
  await keyboard.press('ArrowRight')
  await page.getByText('Connected', { exact: true }).waitFor()
  // the focus stays among the tabs, so that the next key goes on from there
  await keyboard.press('ArrowRight')
  await page.getByRole('tab', { name: 'Logs', selected: true }).waitFor()
  await keyboard.press('ArrowLeft')
  await page.getByRole('tab', { name: 'Terminal', exact: true, selected: true }).waitFor()
  for (let presses = 0; presses < 20; presses += 1) {
    if (await page.evaluate(() => document.activeElement?.closest('.xterm') !== null)) break
    await keyboard.press('Tab')
  }
  await keyboard.type('echo $((6 * 7))0')
  await keyboard.press('Enter')
  await screen(page).getByText('420', { exact: false }).first().waitFor()
  expect(errors).toEqual([])
  await page.context().close()
})

test('the palette goes to pages, starts a session and opens its terminal, all without a mouse', async () => {
  const { page } = watched
  await type('resource pol')
  await enter('Resource policies')
  await page.getByRole('heading', { name: 'Resource policies', level: 1 }).waitFor()

  await type('start')
  await enter('Start session')
  const dialog = page.getByRole('dialog', { name: 'Start session' })
  await dialog.waitFor()
  const name = dialog.getByLabel('Name', { exact: false }).first()
  await name.focus()
  await page.keyboard.type('by-keys')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'by-keys' }).waitFor()
  await page.getByText('Running').first().waitFor()

  await type('by-keys')
  await enter('by-keys')
  await page.getByText('Connected', { exact: true }).waitFor()
  await page.locator('[role=tabpanel]:not([hidden]) .xterm-helper-textarea').first().focus()
  // in a shell these keys are its own: Ctrl-K cuts to the end of the line
  await page.keyboard.type('echo forgotten')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('echo kept ? [ ]')
  await page.keyboard.press('Enter')
  await screen(page).getByText('kept ? [ ]', { exact: false }).first().waitFor()
  expect(await palette().count()).toBe(0)
})

test('the palette switches projects, and says what is not found', async () => {
  const { page } = watched
  await page.goto(`${site.url}/sessions`)
  await arrive(page)
  await type('example')
  await enter('example')
  await page.getByRole('button', { name: /^Project: example/ }).waitFor()
  await type('')
  await palette().getByRole('option', { name: 'Start session' }).waitFor()
  await lookAtDialog('palette')
  await page.keyboard.type('zzz')
  await palette().getByText('Nothing has these words.').waitFor()
  await lookForFaults(page, 'palette-nothing')
  await page.keyboard.press('Escape')
})

test('a tip comes at a sign-in that is not the first, never on a small screen, and can be stopped', async () => {
  const small = await openPage(browser, { viewport: narrow })
  let asked = 0
  small.page.on('request', (request) => (asked += request.url().endsWith('/me/pro-tip') ? 1 : 0))
  const answer = await watched.page.request.post(`${site.url}/api/v1/users`, {
    data: grace,
    headers: { origin: site.url },
  })
  expect(answer.status()).toBe(201)
  await small.page.goto(`${site.url}/sign-in`)
  await signIn(small.page, grace.username, grace.password)
  await arrive(small.page)

  const { page, errors } = await openPage(browser)
  await page.goto(`${site.url}/sign-in`)
  await signIn(page, grace.username, grace.password)
  await arrive(page)
  const tip = page.getByRole('complementary', { name: 'Pro tip' })
  await tip.waitFor()
  await lookForFaults(page, 'pro-tip')
  await tip.getByRole('button', { name: 'No more tips' }).click()
  await tip.waitFor({ state: 'detached' })
  await page.goto(`${site.url}/preferences/configuration`)
  const stopped = page.getByRole('switch', { name: 'Don’t show pro tips periodically' })
  await stopped.waitFor()
  expect([await stopped.isChecked(), asked, errors]).toEqual([true, 0, []])
  await small.page.context().close()
  await page.context().close()
})

test('as the width shrinks the sidebar becomes a menu, the name and then the project’s label hide', async () => {
  const { page } = watched
  const [label, name, menu] = [
    page.getByRole('banner').getByText('Project', { exact: true }),
    page.getByRole('banner').getByText(administrator.fullName),
    page.getByRole('button', { name: 'Open menu' }),
  ]
  // hidden for the eye, still the button's name
  const isDrawn = async () => ((await name.boundingBox())?.width ?? 0) > 4
  const seen: [number, boolean, boolean, boolean][] = []
  for (const width of [1280, 768, 767, 576, 575, 360]) {
    await page.setViewportSize({ width, height: 800 })
    seen.push([width, await label.isVisible(), await isDrawn(), await menu.isVisible()])
    await lookForFaults(page, `frame-${width}`)
  }
  expect(seen).toEqual([
    [1280, true, true, false],
    [768, true, true, false],
    [767, true, false, true],
    [576, true, false, true],
    [575, false, false, true],
    [360, false, false, true],
  ])
  // the header of the table is not seen there: nothing in it takes the focus, and the order is chosen above it
  expect(await page.locator('thead :is(button, input):visible').count()).toBe(0)
  await page.getByRole('button', { name: 'Sorted by Created' }).click()
  await page.getByLabel('Sort by').selectOption('Name')
  await page.waitForURL(/sort=-name/)
  await page.getByRole('button', { name: 'Sorted by Name' }).waitFor()
  await lookForFaults(page, 'sessions-sort-360')
  await menu.click()
  await page.getByRole('dialog').getByRole('link', { name: 'Preferences' }).click()
  await page.getByRole('heading', { name: 'Preferences', level: 1 }).waitFor()
  expect(watched.errors).toEqual([])
})

test('what is opened while the server is away comes when it is back, and the page stays as it is', async () => {
  const storageState = await watched.page.context().storageState()
  const { page } = await openPage(browser, { storageState })
  await page.goto(`${site.url}/sessions`)
  await arrive(page)
  const heading = page.getByRole('heading', { name: 'Sessions', level: 1 })
  await heading.waitFor()
  await site.kill()
  const isMissed = page.waitForEvent('requestfailed', (request) => /shortcuts-dialog.*css/.test(request.url()))
  await page.keyboard.press('?')
  await isMissed
  expect(await heading.isVisible()).toBe(true)
  await site.start()
  await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor()
  const isStyled = await page.evaluate(() =>
    [...document.styleSheets].some(({ href }) => href?.includes('shortcuts-dialog') === true),
  )
  expect([isStyled, await heading.count()]).toEqual([true, 1])
  await page.context().close()
})
