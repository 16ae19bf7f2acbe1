/** Pages of the console in a browser, for somebody who is signed in. */
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import type { SignedInSite } from './signed-in-site.ts'

/** As long as nothing new comes for so long, a page has what it needs. */
export const quietMs = 1500

/** With nothing in its cache. */
export async function signedInContext(
  browser: Browser,
  { origin, headers }: Pick<SignedInSite, 'origin' | 'headers'>,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 }, ...options })
  const [name = '', value = ''] = headers.cookie.split('=', 2)
  await context.addCookies([{ name, value, url: origin }])
  return context
}

/** A row of a list that has come, in the words of a page's script. */
export const rowSelector = 'table[aria-busy=false] tr[data-opens]'
