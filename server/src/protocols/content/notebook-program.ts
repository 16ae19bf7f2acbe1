/**
 * A program of its own that draws one notebook: it reads it from its input, writes what is below the head of the page,
 * and ends. What is in a notebook was written by anybody, so whatever it makes of time and memory ends with this.
 */
import { readSync } from 'node:fs'
import { languages } from '@berth/contract/texts/language.ts'
import { exits, mostNotebook, PageTooLarge } from './notebook-limits.ts'
import { notebookBody } from './notebook-page.ts'

const [asked, form, most] = process.argv.slice(2)
const language = languages.find((one) => one === asked) ?? 'en'
try {
  const body = notebookBody(contentOf(0), { language, plain: form === 'plain', most: Number(most) })
  if (body === null) process.exitCode = exits.noNotebook
  else process.stdout.write(body)
} catch (error) {
  // No text is longer than half a gigabyte, and no tree deeper than the stack.
  if (!(error instanceof PageTooLarge || error instanceof RangeError)) throw error
  process.exitCode = exits.tooLarge
}

/** From its beginning, wherever others that have it open are. */
function contentOf(file: number): string {
  const pieces: Buffer[] = []
  for (let bytes = 0; ;) {
    const buffer = Buffer.allocUnsafeSlow(1024 ** 2)
    const count = readSync(file, buffer, 0, buffer.length, bytes)
    if (count === 0) return Buffer.concat(pieces).toString('utf8')
    pieces.push(buffer.subarray(0, count))
    bytes += count
    if (bytes > mostNotebook) throw new PageTooLarge()
  }
}
