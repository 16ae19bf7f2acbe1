/** What files of each kind are shown as. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage, type WatchedPage } from './browser.ts'
import { lookEverywhere } from './looks.ts'
import { setUp } from './people.ts'
import { sampleFiles } from './sample-files.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
let page: Page
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  watched = await openPage(browser)
  page = watched.page
  await setUp(page, site)
  const headers = { origin: site.url }
  const made = await page.request.post(`${site.url}/api/v1/folders`, { data: { name: 'work' }, headers })
  await page.goto(`${site.url}/data/${((await made.json()) as { id: string }).id}`)
  await page.locator('input[type=file]:not([webkitdirectory])').setInputFiles(sampleFiles)
  await page
    .getByRole('region', { name: 'Uploads' })
    .getByText(`Uploaded: ${sampleFiles.length} files to work`)
    .waitFor()
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const file = (name: string) => page.getByRole('link', { name: new RegExp(`(^|: )${name.replace(/[.()]/g, '\\$&')}$`) })
const viewer = (name: string) => page.getByRole('dialog', { name })

async function show(name: string, seen: () => Promise<unknown>): Promise<void> {
  await file(name).click()
  await viewer(name).waitFor()
  await seen()
}
const close = () => page.keyboard.press('Escape')

test('pictures, sound, PDF, tables, Markdown and code are shown', async () => {
  await show('dot.png', async () => {
    const picture = viewer('dot.png').getByRole('img', { name: 'dot.png' })
    await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(2)
  })
  await lookEverywhere(page, 'preview-picture')
  await close()
  await show('silence.wav', async () => {
    const sound = viewer('silence.wav').locator('audio')
    await expect.poll(() => sound.evaluate((one: HTMLAudioElement) => one.duration)).toBeCloseTo(0.1, 1)
  })
  await close()
  await show('paper.pdf', async () => {
    await viewer('paper.pdf').getByText('Pages: 2').waitFor()
    await viewer('paper.pdf').getByText('Page 1 of a paper').waitFor()
    const canvas = viewer('paper.pdf').locator('canvas').first()
    // Something was drawn on it.
    const isDrawn = (one: HTMLCanvasElement) =>
      (one.getContext('2d')?.getImageData(0, 0, one.width, one.height).data ?? []).some((value) => value < 100)
    await expect.poll(() => canvas.evaluate(isDrawn)).toBe(true)
  })
  await lookEverywhere(page, 'preview-pdf')
  await close()
  await show('scores.csv', () => viewer('scores.csv').getByRole('cell', { name: '1,5' }).waitFor())
  await lookEverywhere(page, 'preview-table')
  await close()
  await show('README.md', async () => {
    await viewer('README.md').getByRole('heading', { name: 'Data' }).waitFor()
    const picture = viewer('README.md').getByRole('img', { name: 'dot' })
    await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(2)
    expect(await viewer('README.md').locator('script').count()).toBe(0)
  })
  await lookEverywhere(page, 'preview-markdown')
  await close()
  await show('weights.bin', () => viewer('weights.bin').getByText('There is no preview').waitFor())
  await close()
  await show('train.py', () => viewer('train.py').getByText('print(math.pi)').waitFor())
  await viewer('train.py').getByRole('button', { name: 'Next file' }).click()
  await viewer('weights.bin').waitFor()
  await close()
})

test('HTML, SVG and notebooks are shown apart from the console, their scripts only where nobody blocks them', async () => {
  const frame = (name: string) => viewer(name).frameLocator('iframe')
  await show('report.html', () => frame('report.html').getByText('scripts ran').waitFor())
  await frame('report.html').getByText('apart').waitFor()
  expect(await page.title()).not.toBe('taken over')
  const [address, sandbox] = await viewer('report.html')
    .locator('iframe')
    .evaluate((one: HTMLIFrameElement) => [one.src, one.sandbox.value] as const)
  expect(new URL(address).origin).not.toBe(new URL(site.url).origin)
  expect(sandbox).not.toContain('allow-same-origin')
  await lookEverywhere(page, 'preview-html')
  await close()
  await show('logo.svg', () => viewer('logo.svg').locator('iframe').waitFor())
  await close()
  await show('run.ipynb', () => frame('run.ipynb').getByText('hello', { exact: true }).waitFor())
  await close()

  await page.goto(`${site.url}/preferences/configuration`)
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok())
  await page.getByRole('switch', { name: 'Block running user’s scripts in the browser' }).click()
  await kept
  await page.goBack()
  await show('report.html', () => viewer('report.html').getByText('Scripts are blocked', { exact: true }).waitFor())
  expect(await viewer('report.html').locator('iframe').count()).toBe(0)
  await lookEverywhere(page, 'preview-blocked')
  await viewer('report.html').getByRole('link', { name: 'Open the setting' }).click()
  await page.getByRole('heading', { name: 'Preferences' }).waitFor()
  await page.goBack()
  await close()
  await show('run.ipynb', () => viewer('run.ipynb').getByText('Scripts are blocked', { exact: true }).waitFor())
  await frame('run.ipynb').getByText('hello', { exact: true }).waitFor()
  expect(await frame('run.ipynb').locator('#rich').count()).toBe(0)
  await close()
})

test('no script failed and no policy was broken on the way', () => {
  expect(watched.errors).toEqual([])
})
