/** Lists of which not all rows are drawn: they come by scrolling, and keys, screen readers and the focus find their way. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { narrow, openBrowser, openPage, wide, type WatchedPage } from './browser.ts'
import { setUp } from './people.ts'

/** With the one that is always there. */
const count = 320

let site: BerthSite
let browser: Browser
let watched: WatchedPage
let page: Page
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  watched = await openPage(browser)
  page = watched.page
  await setUp(page, site)
  for (let number = 1; number < count; number++) {
    const answer = await page.request.post(`${site.url}/api/v1/policies`, {
      data: { name: `team-${String(number).padStart(3, '0')}`, cpu: number % 64 },
      headers: { origin: site.url },
    })
    if (!answer.ok()) throw new Error(await answer.text())
  }
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const rows = () => page.locator('tr[data-key]')
const row = (name: string) => page.locator(`tr[data-key="${name}"]`)

async function openList() {
  await page.goto(`${site.url}/admin/policies?sort=name`)
  await row('team-001').waitFor()
}

/** As somebody does who turns the wheel until nothing more comes. */
async function scrollTo(name: string, direction: 1 | -1 = 1) {
  await page.mouse.move(600, 400)
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, 900 * direction)
        return row(name).count()
      },
      { timeout: 20_000, interval: 50 },
    )
    .toBe(1)
}

test.each([wide, narrow])('all rows come by scrolling, few are drawn at once, at $width px', async (viewport) => {
  await page.setViewportSize(viewport)
  await openList()
  await scrollTo('team-319')
  await row('team-319').scrollIntoViewIfNeeded()
  expect(await rows().count()).toBeLessThan(150)
  expect(await row('team-319').getAttribute('aria-rowindex')).toBe(String(count + 1))
  expect(await page.getByRole('button', { name: 'Load more' }).count()).toBe(0)
  await look(page, `long-list-end-${viewport.width}`)
  await scrollTo('team-001', -1)
  expect(await page.evaluate('scrollY')).toBeLessThan(2000)
  expect(watched.errors).toEqual([])
  await page.setViewportSize(wide)
})

test('the row that has the focus keeps it out of sight, and the next key goes on from there', async () => {
  await openList()
  await scrollTo('team-319')
  await scrollTo('team-001', -1)
  await row('team-010').getByRole('button', { name: 'team-010', exact: true }).focus()
  await scrollTo('team-319')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('team-010')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('team-011')
  await expect.poll(() => row('team-020').count()).toBe(1)
  await look(page, 'long-list-middle')
})

test('columns keep their widths whatever rows come', async () => {
  await openList()
  await scrollTo('team-200')
  const widths = () =>
    page.evaluate<number[]>(`[...document.querySelectorAll('th')].map((cell) => Math.round(cell.offsetWidth))`)
  const before = await widths()
  await scrollTo('team-319')
  expect(await widths()).toEqual(before)
})
