/** Pages as people may have them: wide or narrow, light or dark, in their language. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { look } from './accessibility.ts'
import { narrow, openPage, wide } from './browser.ts'

/** Nothing that axe objects to, by all rules or some, and no sideways scroll. */
export async function lookForFaults(page: Page, name: string, rules?: readonly string[]): Promise<void> {
  await look(page, name, rules)
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(over, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
}

/** Of all rules only the one about colours can be broken by other colours: the page was judged in light before. */
export const rulesFor = (colorScheme: 'light' | 'dark'): readonly string[] | undefined =>
  colorScheme === 'dark' ? ['color-contrast'] : undefined

/** What is on a page now, in every size and theme; it is wide and light again afterwards. */
export async function lookEverywhere(page: Page, name: string): Promise<void> {
  for (const [size, width] of [
    ['wide', 1280],
    ['narrow', 360],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await lookForFaults(page, `${name}-${size}-${colorScheme}`, rulesFor(colorScheme))
    }
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}

/** As whoever is signed in would choose it in the preferences; what is open changes as it is. */
export async function speak(page: Page, language: 'en' | 'ko'): Promise<void> {
  const { origin } = new URL(page.url())
  await page.request.patch(`${origin}/api/v1/me/preferences`, { data: { language }, headers: { origin } })
  await expect.poll(() => page.evaluate(() => document.documentElement.lang), { timeout: 20_000 }).toBe(language)
}

/** Pages with a table in all sizes and themes and in two languages, for whoever is signed in so. */
export async function lookAtTables(
  browser: Browser,
  origin: string,
  storageState: NonNullable<BrowserContextOptions['storageState']>,
  pages: readonly (readonly [path: string, name: string])[],
): Promise<void> {
  const { page, errors } = await openPage(browser, { storageState })
  for (const [path, name] of pages) {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(wide)
    await page.goto(origin + path)
    await page.locator('table[aria-busy=false]').first().waitFor()
    for (const [colorScheme, viewport, language] of [
      ['light', wide, 'en'],
      ['dark', wide, 'ko'],
      ['light', narrow, 'ko'],
      ['dark', narrow, 'en'],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize(viewport)
      await speak(page, language)
      await lookForFaults(page, `${name}-${colorScheme}-${viewport.width}`, rulesFor(colorScheme))
    }
  }
  expect(errors).toEqual([])
  await page.context().close()
}
