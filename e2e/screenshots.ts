/** Pictures of what the journeys saw, for people to look at; kept only where BERTH_SCREENSHOTS names a folder. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const folder = process.env['BERTH_SCREENSHOTS']

/** What slides or fades in is there: half-way, it is neither what people see nor what axe should judge. */
export async function standStill(page: Page): Promise<void> {
  // a tab behind another draws once a second
  await page.bringToFront()
  await page.evaluate(async () => {
    const over = async () => {
      // What was shown just now begins to move with the next frame.
      for (const _frame of ['this', 'next']) await new Promise(requestAnimationFrame)
      const moving = document
        .getAnimations()
        .filter(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity)
      await Promise.allSettled(moving.map((animation) => animation.finished))
    }
    await Promise.race([over(), new Promise((resolve) => setTimeout(resolve, 2_000))])
  })
}

export async function keepScreenshot(page: Page, name: string): Promise<void> {
  if (folder === undefined) return
  await standStill(page)
  await mkdir(folder, { recursive: true })
  // A tenth of the work of a PNG, of which there are a thousand.
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 85 })
}
