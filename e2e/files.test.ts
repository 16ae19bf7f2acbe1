/** The file browser: uploads, the editor, and what is done with files. */
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { narrow, openBrowser, openPage, wide, type WatchedPage } from './browser.ts'
import { lookEverywhere } from './looks.ts'
import { chooseAction, goTo, setUp, toast } from './people.ts'
import { sampleFiles } from './sample-files.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
let page: Page
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  watched = await openPage(browser, { acceptDownloads: true })
  page = watched.page
  await setUp(page, site)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const row = (name: string) => page.getByRole('row').filter({ hasText: name })
const file = (name: string) => page.getByRole('link', { name: new RegExp(`(^|: )${name.replace(/[.()]/g, '\\$&')}$`) })
const uploads = () => page.getByRole('region', { name: 'Uploads' })
const put = (files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) =>
  page.locator('input[type=file]:not([webkitdirectory])').setInputFiles(files)
const viewer = (name: string) => page.getByRole('dialog', { name })

async function show(name: string, seen: () => Promise<unknown>): Promise<void> {
  await file(name).click()
  await viewer(name).waitFor()
  await seen()
}
const close = () => page.keyboard.press('Escape')

test('a folder is made, and says what it is for', async () => {
  await goTo(page, 'Data & Storage')
  await page.locator('table[aria-busy=false]').waitFor()
  await page.getByRole('button', { name: 'New folder' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New folder' })
  await dialog.getByLabel('Name').fill('my data')
  await dialog.getByRole('button', { name: 'Create folder' }).click()
  await dialog.getByText('1 to 64 letters, digits', { exact: false }).waitFor()
  await dialog.getByLabel('Name').fill('work')
  await lookEverywhere(page, 'folders-new')
  await dialog.getByRole('button', { name: 'Create folder' }).click()
  await toast(page, 'work was created.').waitFor()
  await page.getByRole('link', { name: 'work', exact: true }).click()
  await page.getByRole('heading', { name: 'work', level: 1 }).waitFor()
  await page.getByText('There is nothing here yet').waitFor()
  await lookEverywhere(page, 'files-empty')
})

test('files are uploaded, and show in the folder and in the drawer', async () => {
  await put(sampleFiles)
  await uploads().getByText('Uploaded: 10 files to work').waitFor()
  for (const { name } of sampleFiles) await file(name).waitFor()
  await toast(page, '10 files are in work now.').waitFor()
  await page.keyboard.press(']')
  const drawer = page.getByRole('dialog', { name: 'Notifications' })
  await drawer.getByText('Uploaded: 10 files to work').waitFor()
  await lookEverywhere(page, 'files-drawer')
  await page.keyboard.press('Escape')
  await lookEverywhere(page, 'files-list')
  await uploads()
    .getByRole('button', { name: /^Remove/ })
    .click()
})

test('names that are taken are asked about, once', async () => {
  const again = sampleFiles.slice(3, 5).map((one) => ({ ...one, buffer: Buffer.from('new') }))
  await put([...again, { name: 'fresh.txt', mimeType: 'text/plain', buffer: Buffer.from('fresh') }])
  await uploads().getByText('2 files are there already', { exact: false }).waitFor()
  await file('fresh.txt').waitFor()
  await uploads().getByRole('button', { name: 'Keep both' }).click()
  await file('scores (2).csv').waitFor()
  await file('README (2).md').waitFor()
  await uploads()
    .getByRole('button', { name: /^Remove/ })
    .click()
})

test('a folder is dropped with all that is in it', async () => {
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer()
    for (const [name, text] of [
      ['a.txt', 'a'],
      ['b.txt', 'b'],
    ] as const)
      data.items.add(new File([text], name))
    return data
  })
  const body = page.locator('body')
  await body.dispatchEvent('dragenter', { dataTransfer: transfer })
  await page.getByText('Drop to upload to work').waitFor()
  await body.dispatchEvent('drop', { dataTransfer: transfer })
  await file('a.txt').waitFor()
  await file('b.txt').waitFor()
  expect(await page.getByText('Drop to upload to work').count()).toBe(0)
  // as of a file that is gone or closed by the time it is read
  await page.evaluate(() => {
    const gone = (name: string) => ({ name, isFile: true, file: (_take: unknown, fail: () => void) => fail() })
    DataTransferItem.prototype.webkitGetAsEntry = function () {
      const file = this.getAsFile()!
      if (file.name === 'b.txt') return gone('gone.txt') as unknown as FileSystemEntry
      return {
        name: 'c.txt',
        isFile: true,
        file: (take: (one: File) => void) => take(file),
      } as unknown as FileSystemEntry
    }
  })
  await body.dispatchEvent('drop', { dataTransfer: transfer })
  await file('c.txt').waitFor()
  const leftOut = page.getByRole('status').filter({ hasText: '1 item was not uploaded' })
  await leftOut.getByText('Your browser could not read gone.txt.').waitFor()
  await look(page, 'files-left-out')
  await leftOut.getByRole('button', { name: 'Dismiss' }).click()
  await leftOut.waitFor({ state: 'detached' })
  await page.reload()
})

test('a text is edited, and not over what somebody else wrote meanwhile', async () => {
  await show('train.py', () => viewer('train.py').getByRole('button', { name: 'Edit' }).click())
  const editor = viewer('train.py').getByRole('textbox', { name: 'Text of train.py' })
  await editor.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('# done')
  await lookEverywhere(page, 'files-editor')
  await page.keyboard.press('Escape')
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  // the open file is part of the address: the way back and a reload ask as well
  await page.evaluate(() => history.back())
  await question.getByRole('button', { name: 'Cancel' }).click()
  await question.waitFor({ state: 'detached' })
  const [asked] = await Promise.all([
    page.waitForEvent('dialog'),
    page.evaluate(() => void setTimeout(() => location.reload())),
  ])
  expect(asked.type()).toBe('beforeunload')
  await asked.dismiss()
  await editor.getByText('# done').waitFor()
  const address = new URL(page.url())
  const folder = address.pathname.split('/').at(-1)
  const written = await page.request.put(`${site.url}/api/v1/folders/${folder}/files/content?path=train.py`, {
    data: 'somebody else',
    headers: { origin: site.url, 'content-type': 'application/octet-stream' },
  })
  expect(written.ok()).toBe(true)
  await viewer('train.py').getByRole('button', { name: 'Save' }).click()
  await viewer('train.py').getByText('Somebody else saved it meanwhile', { exact: false }).waitFor()
  await viewer('train.py').getByRole('button', { name: 'Replace what they wrote' }).click()
  await toast(page, 'train.py was saved.').waitFor()
  await viewer('train.py').getByRole('button', { name: 'Stop editing' }).click()
  await viewer('train.py').getByText('# done').waitFor()
  await close()
})

test('folders and files are made, renamed, moved, copied, found and deleted', async () => {
  await chooseMore('New folder')
  const naming = page.getByRole('dialog', { name: 'New folder' })
  await naming.getByLabel('Name').fill('a/b')
  await naming.getByRole('button', { name: 'Create folder' }).click()
  await naming.getByText('A name has no “/” in it.').waitFor()
  await naming.getByLabel('Name').fill('papers')
  await naming.getByRole('button', { name: 'Create folder' }).click()
  await file('papers').waitFor()

  await chooseAction(page, 'paper.pdf', 'Rename')
  const renaming = page.getByRole('dialog', { name: 'Rename paper.pdf' })
  await renaming.getByLabel('Name').fill('first paper.pdf')
  await renaming.getByRole('button', { name: 'Rename' }).click()
  await file('first paper.pdf').waitFor()

  await page.getByRole('checkbox', { name: 'Select first paper.pdf' }).check()
  await page.getByRole('checkbox', { name: 'Select fresh.txt' }).check()
  await page.getByText('2 selected').waitFor()
  await lookEverywhere(page, 'files-selected')
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  const moving = page.getByRole('dialog', { name: 'Move 2 items' })
  await moving.getByText('It is there already.', { exact: false }).waitFor()
  await moving.getByRole('button', { name: 'papers' }).click()
  await lookEverywhere(page, 'files-moving')
  await moving.getByRole('button', { name: 'Move here' }).click()
  await toast(page, '2 items were moved to papers.').waitFor()
  await expect.poll(() => file('fresh.txt').count()).toBe(0)

  await page.getByLabel('Search by name').fill('PAPER')
  await file('first paper.pdf').waitFor()
  await page.getByText('hits below this place', { exact: false }).waitFor()
  await lookEverywhere(page, 'files-found')
  await page.getByLabel('Search by name').fill('')
  await file('papers').click()
  await file('first paper.pdf').waitFor()
  await page.getByRole('button', { name: 'Actions for fresh.txt' }).click()
  await page.getByRole('menuitem', { name: 'Copy', exact: true }).click()
  await page.getByRole('dialog', { name: 'Copy fresh.txt' }).getByRole('button', { name: 'Copy here' }).click()
  await file('fresh (2).txt').waitFor()

  await chooseAction(page, 'fresh.txt', 'Delete')
  const deleting = page.getByRole('alertdialog', { name: 'Delete fresh.txt?' })
  await deleting.getByText('This cannot be taken back', { exact: false }).waitFor()
  await deleting.getByRole('button', { name: 'Delete forever' }).click()
  await expect.poll(() => row('fresh.txt').count()).toBe(0)
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'work' }).click()
  await file('train.py').waitFor()
})

test('files are put in order on a small screen too', async () => {
  await page.setViewportSize(narrow)
  const first = () => page.locator('tr[data-key] td a').filter({ hasNotText: 'Folder:' }).first().innerText()
  await page.getByRole('button', { name: 'Sorted by Name' }).click()
  await page.getByLabel('Direction').selectOption('Descending')
  await expect.poll(first).toContain('weights.bin')
  expect(await page.locator('thead :is(button, input):visible').count()).toBe(0)
  await page.getByLabel('Direction').selectOption('Ascending')
  await expect.poll(first).not.toContain('weights.bin')
  await page.setViewportSize(wide)
})

test('a file and a selection are downloaded', async () => {
  const saved = async (start: () => Promise<unknown>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), start()])
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
  }
  const one = await saved(() => chooseAction(page, 'b.txt', 'Download'))
  expect([one.name, one.bytes.toString()]).toEqual(['b.txt', 'b'])
  await page.getByRole('checkbox', { name: 'Select papers' }).check()
  await page.getByRole('checkbox', { name: 'Select dot.png' }).check()
  const zip = await saved(() => page.getByRole('button', { name: 'Download as zip' }).click())
  expect(zip.name).toMatch(/\.zip$/)
  expect(zip.bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
  expect(zip.bytes.includes('papers/first paper.pdf')).toBe(true)
  await page.getByRole('button', { name: 'Clear selection' }).click()
})

test('a folder of many files is listed as far as somebody looks', async () => {
  const folder = new URL(page.url()).pathname.split('/').at(-1)
  const root = `${site.dataDir}/storage/folders/${folder}/many`
  const { mkdirSync, writeFileSync } = await import('node:fs')
  mkdirSync(root, { mode: 0o777 })
  for (let number = 0; number < 1500; number++) writeFileSync(`${root}/${String(number).padStart(5, '0')}.txt`, '')
  await page.reload()
  await file('many').click()
  await file('00000.txt').waitFor()
  expect(await page.locator('tr[data-key]').count()).toBeLessThan(120)
  await page.mouse.move(600, 500)
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, 20_000)
        return file('01499.txt').count()
      },
      { timeout: 60_000, interval: 50 },
    )
    .toBe(1)
  expect(await page.locator('tr[data-key]').count()).toBeLessThan(120)
  expect(watched.errors).toEqual([])
})

/** What the `…` of the page has. */
async function chooseMore(item: string): Promise<void> {
  await page.getByRole('button', { name: 'More actions for work' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
