/** One's own files, bootstrap script and hidden names, from the editor to a real session. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { narrow, openBrowser, openPage, wide, type WatchedPage } from './browser.ts'
import { screen, setUp, toast, typeInTerminal } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(), openBrowser()])
  watched = await openPage(browser)
  await setUp(watched.page, site)
  await general(watched.page)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const general = async (page: Page) => {
  await page.getByRole('link', { name: 'Preferences' }).click()
  await page.getByRole('heading', { name: 'Bootstrap script' }).waitFor()
}
const configuration = async (page: Page) => {
  await page.getByRole('link', { name: 'Preferences' }).click()
  await page.getByRole('tab', { name: 'Configuration' }).click()
}
const scripts = (page: Page) => page.getByRole('list', { name: 'Your config scripts' }).getByRole('listitem')

/** The editor is no input: what is in it is replaced by keys. */
async function write(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: label }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.keyboard.insertText(text)
}

/** With the dialog's variables and ticks, to its page. */
async function start(page: Page, name: string, { skip = false, env = '' } = {}): Promise<void> {
  await page.getByRole('link', { name: 'Sessions' }).first().click()
  await page.getByRole('button', { name: 'Start session' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Start session' })
  await dialog.getByLabel('Name', { exact: false }).first().fill(name)
  if (skip) await dialog.getByLabel('Start without my scripts').check()
  if (env !== '') {
    await dialog.getByText('Environment variables', { exact: true }).first().click()
    await dialog.getByRole('button', { name: 'Add variable' }).click()
    await dialog.getByLabel('Name of variable 1').fill(env.split('=')[0] ?? '')
    await dialog.getByLabel('Value of variable 1').fill(env.split('=')[1] ?? '')
  }
  await look(page, `scripts-start-${name}`)
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('heading', { name }).waitFor()
}

test('config scripts are written in the editor; what is not saved is not lost by a slip', async () => {
  const { page } = watched
  await page.getByText('You have no config scripts').waitFor()
  await page.getByRole('button', { name: 'Edit user config script' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit user config script' })
  await write(page, 'Content of .bashrc', '# mine\nexport FROM_BASHRC="it works"\nalias ll="ls -l"\n')
  await look(page, 'scripts-editor')
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog', { name: 'Leave without saving?' }).getByText('Not saved: .bashrc.').waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.getByText('.bashrc was saved. New sessions have it.').waitFor()

  await dialog.getByRole('button', { name: /Script/ }).click()
  await page.getByRole('option', { name: 'Another name…' }).click()
  await dialog.getByLabel('Name', { exact: true }).fill('.ssh/config')
  await write(page, 'Content of .ssh/config', 'x = 1\n')
  await dialog.getByText('Not in .ssh').waitFor()
  await dialog.getByLabel('Name', { exact: true }).fill('.config/tool/settings.ini')
  await page.getByRole('textbox', { name: 'Content of .config/tool/settings.ini' }).click()
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  await scripts(page).filter({ hasText: '.config/tool/settings.ini' }).waitFor()
  expect(await scripts(page).count()).toBe(2)
  await look(page, 'scripts-list')
})

test('what another window saved meanwhile is not undone unseen, and leaving the page asks first', async () => {
  const { page } = watched
  const elsewhere = async (path: string, content: string) => {
    const answer = await page.request.put(`${site.url}/api/v1/me/${path}`, {
      data: { content },
      headers: { origin: site.url },
    })
    expect(answer.ok()).toBe(true)
  }
  const saved = async (path: string) =>
    ((await (await page.request.get(`${site.url}/api/v1/me/${path}`)).json()) as { content: string }).content
  const rc = 'config-scripts/.config%2Ftool%2Fsettings.ini'
  const label = 'Content of .config/tool/settings.ini'
  await page.getByRole('button', { name: 'Edit .config/tool/settings.ini' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit user config script' })
  await write(page, label, 'x = 2\n')
  await elsewhere(rc, 'x = 3\n')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.getByText('.config/tool/settings.ini was changed elsewhere').waitFor()
  expect(await page.getByRole('textbox', { name: label }).textContent()).toBe('x = 2')
  await look(page, 'scripts-conflict')
  await dialog.getByRole('button', { name: 'Show what is saved' }).click()
  await dialog.getByRole('textbox', { name: label }).getByText('x = 3').waitFor()
  await write(page, label, 'x = 4\n')
  await elsewhere(rc, 'x = 5\n')
  await page.keyboard.press('Control+Enter')
  await dialog.getByRole('button', { name: 'Save mine in its place' }).click()
  await dialog.getByText('was saved. New sessions have it.').waitFor()
  expect(await saved(rc)).toBe('x = 4\n')

  await dialog.getByRole('button', { name: /Script/ }).click()
  await page.getByRole('option', { name: 'Another name…' }).click()
  await dialog.getByLabel('Name', { exact: true }).fill('.bashrc')
  await write(page, 'Content of .bashrc', 'lost\n')
  await dialog.getByText('You have .bashrc already').waitFor()
  await page.evaluate(() => history.back())
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect(await dialog.getByLabel('Name', { exact: true }).inputValue()).toBe('.bashrc')
  await page.evaluate(() => history.back())
  await question.getByRole('button', { name: 'Discard changes' }).click()
  await dialog.waitFor({ state: 'detached' })
  await general(page)
  await elsewhere(rc, 'x = 1\n')

  await page.getByRole('button', { name: 'Edit bootstrap script' }).click()
  await write(page, 'Content of Bootstrap script', 'echo mine\n')
  await elsewhere('bootstrap-script', 'echo theirs\n')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Bootstrap script was changed elsewhere').waitFor()
  await page.getByRole('button', { name: 'Show what is saved' }).click()
  await page.getByRole('textbox', { name: 'Content of Bootstrap script' }).getByText('theirs').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('the bootstrap script is seen while it runs; its failure is a warning', async () => {
  const { page } = watched
  await page.getByRole('button', { name: 'Edit bootstrap script' }).click()
  await write(
    page,
    'Content of Bootstrap script',
    'echo "key $AWS_SECRET_ACCESS_KEY"\ncat ~/.config/tool/settings.ini\nsleep 6\necho almost\nexit 7\n',
  )
  await page.getByRole('button', { name: 'Save and close' }).click()
  await toast(page, 'Bootstrap script was saved. New sessions have it.').waitFor()

  await start(page, 'with-scripts', { env: 'AWS_SECRET_ACCESS_KEY=hunter2hunter2' })
  await page.getByText('Your bootstrap script runs.').waitFor()
  await page.getByRole('button', { name: 'Show its output' }).click()
  await page.getByText('key ********').waitFor()
  await page.getByText('x = 1').waitFor()
  await look(page, 'scripts-preparing')
  await page.getByText('The bootstrap script failed with exit code 7.').waitFor()
  await page.getByText('almost').waitFor()
  await page.getByText('Complete', { exact: true }).waitFor()
  await look(page, 'scripts-warning')

  await page.getByRole('tab', { name: 'Overview' }).click()
  await page.getByText('AWS_SECRET_ACCESS_KEY').waitFor()
  expect(await page.content()).not.toContain('hunter2')
  await page.getByRole('tab', { name: 'Terminal' }).click()
  await screen(page).getByText('with-scripts').first().waitFor()
  await typeInTerminal(page, 'echo "<$FROM_BASHRC>"')
  await screen(page).getByText('<it works>').waitFor()
})

test('without the scripts it starts as the machine would have it', async () => {
  const { page } = watched
  await start(page, 'rescue', { skip: true })
  await page.getByText('Running').first().waitFor()
  await page.getByRole('tab', { name: 'Terminal' }).click()
  await screen(page).getByText('rescue').first().waitFor()
  await typeInTerminal(page, 'echo "<$FROM_BASHRC>" $((6*7))')
  await screen(page).getByText('<> 42').waitFor()
  expect(await page.getByText('Warning', { exact: true }).count()).toBe(0)
})

test('the output of a session that was opened while it was made ready is its own', async () => {
  const { page } = watched
  // Makes room for it.
  const live = await page.request.get(`${site.url}/api/v1/sessions?state=running&q=rescue`)
  for (const { id } of ((await live.json()) as { items: { id: string }[] }).items)
    await page.request.post(`${site.url}/api/v1/sessions/${id}/terminate`, { headers: { origin: site.url } })
  const asked = await page.request.post(`${site.url}/api/v1/sessions`, {
    data: {
      type: 'batch',
      resources: { cpu: 0.5, memory: 128 * 1024 ** 2 },
      command: 'echo from the command',
      skipUserScripts: true,
    },
    headers: { origin: site.url },
  })
  const { id } = (await asked.json()) as { id: string }
  await page.goto(`${site.url}/sessions/${id}/logs`)
  await page.getByText('from the command').waitFor()
})

test('hidden names are changed, and hold at once', async () => {
  const { page } = watched
  await configuration(page)
  const names = page.getByRole('textbox', { name: 'Names' })
  await names.fill('1wrong ')
  await page.getByText('Letters, digits, _ and * only', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Remove 1wrong' }).click()
  await page.getByRole('button', { name: 'Remove AWS_SECRET_ACCESS_KEY' }).click()
  await page.getByRole('button', { name: 'Back to the usual names' }).click()
  await page.getByRole('button', { name: 'Remove AWS_SECRET_ACCESS_KEY' }).click()
  await names.fill('*_TOKEN ')
  await look(page, 'hidden-names')
  await page.getByRole('button', { name: 'Save names' }).click()
  await toast(page, 'Saved. Sessions are shown by it at once.').waitFor()
  await page.getByRole('link', { name: 'Sessions' }).first().click()
  await page.getByRole('link', { name: 'with-scripts' }).click()
  await page.getByRole('tab', { name: 'Overview' }).click()
  await page.getByText('hunter2hunter2').waitFor()
  await configuration(page)
  await page.getByRole('button', { name: 'Remove *_TOKEN' }).waitFor()
  await page.getByRole('button', { name: 'Reset Hide specific container arguments' }).click()
  await page.getByRole('button', { name: 'Remove AWS_SECRET_ACCESS_KEY' }).waitFor()
  expect(await page.getByRole('button', { name: 'Remove *_TOKEN' }).count()).toBe(0)
  await general(page)
})

test('scripts are deleted after a question', async () => {
  const { page } = watched
  await page.getByRole('button', { name: 'Edit .bashrc' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog', { name: 'Delete .bashrc' }).getByRole('button', { name: 'Delete script' }).click()
  await scripts(page).filter({ hasText: '.bashrc' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Edit bootstrap script' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete script' }).click()
  await page.getByText('You have none.').waitFor()
  expect(watched.errors).toEqual([])
})

test('the page and the editor in light and dark, wide and at 360 px, in both languages', async () => {
  const storageState = await watched.page.context().storageState()
  for (const colorScheme of ['light', 'dark'] as const)
    for (const viewport of [wide, narrow]) {
      const locale = colorScheme === 'dark' ? 'ko-KR' : 'en-US'
      const { page, errors } = await openPage(browser, {
        colorScheme,
        viewport,
        storageState,
        locale,
        reducedMotion: 'reduce',
      })
      await page.goto(`${site.url}/preferences`)
      await page.getByText('.config/tool/settings.ini').waitFor()
      await look(page, `scripts-${colorScheme}-${viewport.width}`)
      await page.getByRole('button', { name: /settings\.ini/ }).click()
      await page.getByRole('textbox', { name: /settings\.ini/ }).waitFor()
      await look(page, `scripts-editor-${colorScheme}-${viewport.width}`)
      const [content, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
      expect(content).toBeLessThanOrEqual(shown ?? 0)
      expect(errors).toEqual([])
      await page.context().close()
    }
})
