/** Draws the icons of the installed console from web/public/icon.svg, in the sizes that systems ask for. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser } from '../e2e/browser.ts'

const folder = join(import.meta.dirname, '..', 'web', 'public')
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8')
/** A system cuts its own shape out of a maskable icon: it has no corners, and its drawing stays within the circle. */
const maskable = svg
  .replace(' rx="7"', '')
  .replace(/<path /, '<path transform="translate(16 16) scale(.8) translate(-16 -17)" ')

const icons = [
  { name: 'icon-192', source: svg, size: 192 },
  { name: 'icon-512', source: svg, size: 512 },
  { name: 'maskable-192', source: maskable, size: 192 },
  { name: 'maskable-512', source: maskable, size: 512 },
  // iOS rounds the corners itself.
  { name: 'apple-180', source: maskable, size: 180 },
]

await using held = new AsyncDisposableStack()
const browser = held.adopt(await openBrowser(), (one) => one.close())
for (const { name, source, size } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${source}`)
  writeFileSync(join(folder, 'icons', `${name}.png`), await page.screenshot({ omitBackground: true }))
  await page.close()
}
