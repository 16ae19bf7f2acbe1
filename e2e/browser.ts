/** Chromium for journeys. */
import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'

/** The first is the same browser without a window's own pages, which would be a tenth of the work. */
const executable = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']
  .map((name) => `/usr/bin/${name}`)
  .find((path) => existsSync(path))

/** With more of its command line, for journeys that need it. */
export const openBrowser = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    ...(executable ? { executablePath: executable } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // the next tab of the same person finds the console compiled
      '--process-per-site',
      ...more,
    ],
  })

export const wide = { width: 1280, height: 800 }
export const narrow = { width: 360, height: 740 }

export interface WatchedPage {
  readonly page: Page
  /** Errors of scripts and refused loads since the page was opened; a journey ends with none. */
  readonly errors: string[]
}

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await openContext(browser, options)
  return watch(await context.newPage())
}

/** A person's browser: its tabs share cookies, storage and cache. */
export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: wide, locale: 'en-US', ...options })
  context.setDefaultTimeout(20_000)
  return context
}

export function watch(page: Page): WatchedPage {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    // A refused policy or a broken script, not an answer that the page handles (401 before sign-in, say).
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(message.text())
  })
  return { page, errors }
}
