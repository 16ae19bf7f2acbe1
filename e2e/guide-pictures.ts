/** Pictures for the guide: kept small, and written anew only when what they show looks different. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { keepScreenshot } from './screenshots.ts'

export const guideFolder = fileURLToPath(new URL('../docs/guide/', import.meta.url))

/** A page narrower than most, since the guide shows it narrower still. */
export const pictureSize = { width: 1120, height: 700 }
const lowest = 420

/** Bytes of a picture; more is no screenshot of this size. */
const most = 120_000

/** Times and ids are different in every run; this much of a picture may be, until it counts as another. */
const unnoticed = 0.02

export async function keepGuidePicture(page: Page, language: string, name: string): Promise<void> {
  await keepScreenshot(page, `guide-${name}-${language}`)
  const session = await page.context().newCDPSession(page)
  const clip = { x: 0, y: 0, width: pictureSize.width, height: await contentHeight(page), scale: 1 }
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 75, clip })
  await session.detach()
  const fresh = Buffer.from(data, 'base64')
  if (fresh.length < 2_000 || fresh.length > most) throw new Error(`the picture ${name} has ${fresh.length} bytes`)
  const file = join(guideFolder, 'images', language, `${name}.webp`)
  if (existsSync(file) && (await difference(page, fresh, await readFile(file))) <= unnoticed) return
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, fresh)
}

/** Whether this machine has letters of the language: what has none looks alike, an empty box. */
export const canDraw = (page: Page, letters: readonly [string, string]): Promise<boolean> =>
  page.evaluate((both) => {
    const [one, other] = both.map((letter) => {
      const canvas = new OffscreenCanvas(32, 32).getContext('2d')
      if (canvas === null) throw new Error('there is no canvas')
      canvas.font = '24px sans-serif'
      canvas.fillText(letter, 2, 26)
      return canvas.getImageData(0, 0, 32, 32).data.join()
    })
    return one !== other
  }, letters)

/** Without what is empty below a short page. */
const contentHeight = (page: Page): Promise<number> =>
  page.evaluate(
    ([least, most]) => {
      const isOver = document.querySelector('[role=dialog], form') !== null
      const ends = [...document.querySelectorAll('main :is(td, li, p, pre, h2, canvas)')].map(
        (one) => one.getBoundingClientRect().bottom + 32,
      )
      return isOver ? most : Math.round(Math.min(most, Math.max(least, ...ends)))
    },
    [lowest, pictureSize.height] as const,
  )

/** Which part of two pictures differs to the eye, looked at from some distance. */
async function difference(page: Page, ...pictures: [Buffer, Buffer]): Promise<number> {
  return await page.evaluate(
    async (encoded) => {
      const seen = await Promise.all(
        encoded.map(async (text) => {
          const bytes = Uint8Array.from(atob(text), (sign) => sign.codePointAt(0) ?? 0)
          const picture = await createImageBitmap(new Blob([bytes], { type: 'image/webp' }))
          const [width, height] = [picture.width >> 3, picture.height >> 3]
          const canvas = new OffscreenCanvas(width, height).getContext('2d')
          if (canvas === null) throw new Error('there is no canvas')
          canvas.imageSmoothingQuality = 'high'
          canvas.drawImage(picture, 0, 0, width, height)
          return canvas.getImageData(0, 0, width, height).data
        }),
      )
      const [one, other] = seen
      if (one === undefined || one.length !== other?.length) return 1
      let changed = 0
      for (let at = 0; at < one.length; at += 4)
        if ([0, 1, 2].some((channel) => Math.abs((one[at + channel] ?? 0) - (other[at + channel] ?? 0)) > 24)) changed++
      return changed / (one.length / 4)
    },
    pictures.map((picture) => picture.toString('base64')),
  )
}
