/** Pictures of what the journeys saw, for people to look at; kept only where BERTH_SCREENSHOTS names a folder. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const folder = process.env['BERTH_SCREENSHOTS']

export async function keepScreenshot(page: Page, name: string): Promise<void> {
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
