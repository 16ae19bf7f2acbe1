/** Search in a log: plain text, letter case ignored. */
import { textOf } from './log-lines.ts'
import type { LogLine } from './log-lines.ts'

export interface Hit {
  readonly line: number
  readonly from: number
  readonly to: number
}

/** More hits than anyone steps through; past it the count reads *1000+*. */
export const maxHits = 1000

export function findHits(lines: readonly LogLine[], wanted: string): Hit[] {
  const needle = wanted.toLowerCase()
  const hits: Hit[] = []
  if (needle === '') return hits
  for (const [index, line] of lines.entries()) {
    const text = lowered(textOf(line))
    for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + needle.length)) {
      hits.push({ line: index, from: at, to: at + needle.length })
      if (hits.length === maxHits) return hits
    }
  }
  return hits
}

/** Some letters change length in lower case; places must stay true to the text that is shown. */
const lowered = (text: string) => {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : text
}
