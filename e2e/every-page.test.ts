/** Every page in light and dark, wide and at 360 px: nothing that axe objects to, and no sideways scroll. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { narrow, openBrowser, openContext, openPage, watch, wide, type WatchedPage } from './browser.ts'
import { lookEverywhere, speak } from './looks.ts'
import { keepScreenshot } from './screenshots.ts'
import { setUp, startSession } from './people.ts'
import { visits } from './visits.ts'

let site: BerthSite
let browser: Browser
let session = ''
let state: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(), openBrowser()])
  const { page } = await openPage(browser)
  await setUp(page, site)
  await startSession(page, `a-name-as-long-as-they-come-${'x'.repeat(36)}`)
  // Without the project, which every page of the console adds by itself.
  session = new URL(page.url()).pathname
  state = await page.context().storageState()
  await page.close()
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

test.each(visits)('$name', async (visit) => {
  const { page, errors } = await openTab(visit.signedIn)
  try {
    await visit.go(page, session)
    await lookEverywhere(page, visit.name)
    if (visit.signedIn && !visit.isAlone) await lookInKorean(page, `${visit.name}-ko`)
    expect(errors, visit.name).toEqual([])
  } finally {
    await page.close()
  }
})

/** What is open changes its language as it is, dialogs and what was typed into them too. */
async function lookInKorean(page: Page, name: string): Promise<void> {
  await speak(page, 'ko')
  for (const viewport of [wide, narrow]) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await keepScreenshot(page, `${name}-${colorScheme}-${viewport.width}`)
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(over, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  }
  await speak(page, 'en')
}

/** Tabs share a browser's cache, as a person's do: the console is loaded once. */
const contexts = new Map<boolean, BrowserContext>()
async function openTab(signedIn: boolean): Promise<WatchedPage> {
  const who = signedIn ? { storageState: state } : {}
  const context =
    contexts.get(signedIn) ?? (await openContext(browser, { baseURL: site.url, reducedMotion: 'reduce', ...who }))
  contexts.set(signedIn, context)
  return watch(await context.newPage())
}
