/** Looks for words in the guide: everything that has all of them, the best first. */

/** As the build writes it; see web/build/guide/read-guide.ts. */
export interface FoundPart {
  readonly p: string
  readonly t: string
  readonly a?: string
  readonly h?: string
  readonly x: string
}

export interface Found {
  readonly part: FoundPart
  /** A piece of the text around the first word, cut where words are, with what was found apart from the rest. */
  readonly excerpt: readonly { readonly text: string; readonly isFound: boolean }[]
}

const most = 12
const excerptLength = 160

const fold = (text: string) => text.normalize('NFC').toLowerCase()

/** Plain English plurals and forms are found by their stem; Korean words by what they begin with anyway. */
const stem = (word: string) => (/^[a-z]{4,}$/.test(word) ? word.replace(/(ies|ing|ed|es|s)$/, '') : word)

const wordsOf = (query: string): string[] => [...new Set(fold(query).split(/\s+/).filter(Boolean).map(stem))]

export function search(parts: readonly FoundPart[], query: string): Found[] {
  const words = wordsOf(query)
  if (words.length === 0) return []
  return parts
    .map((part, place) => ({ part, place, worth: worthOf(part, words) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || a.place - b.place)
    .slice(0, most)
    .map(({ part }) => ({ part, excerpt: excerptOf(part.x, words) }))
}

/** Nothing when one of the words is nowhere in it. A title counts more than a heading, and that more than text. */
function worthOf(part: FoundPart, words: readonly string[]): number {
  const [title, heading, text] = [fold(part.t), fold(part.h ?? ''), fold(part.x)]
  let worth = 0
  for (const word of words) {
    const inText = countOf(text, word)
    const of =
      (title.includes(word) ? (part.h === undefined ? 12 : 3) : 0) +
      (heading.includes(word) ? 8 : 0) +
      Math.min(inText, 3)
    if (of === 0) return 0
    worth += of
  }
  return worth
}

function countOf(text: string, word: string): number {
  let count = 0
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) count++
  return count
}

function excerptOf(text: string, words: readonly string[]): Found['excerpt'] {
  const folded = fold(text)
  // What changes its length when it is folded is rare, and then only the marks are a little off.
  const first = Math.min(...words.map((word) => folded.indexOf(word)).filter((at) => at >= 0))
  const from = Number.isFinite(first) ? Math.max(0, text.lastIndexOf(' ', Math.max(0, first - 50)) + 1) : 0
  const upTo = text.length - from <= excerptLength ? text.length : text.lastIndexOf(' ', from + excerptLength)
  const piece = text.slice(from, upTo > from ? upTo : from + excerptLength)
  const marks = marksIn(fold(piece), words)
  const cut: { text: string; isFound: boolean }[] = []
  let end = 0
  for (const [start, stop] of marks) {
    if (start > end) cut.push({ text: piece.slice(end, start), isFound: false })
    cut.push({ text: piece.slice(start, stop), isFound: true })
    end = stop
  }
  cut.push({ text: piece.slice(end), isFound: false })
  if (from > 0) cut.unshift({ text: '… ', isFound: false })
  if (from + piece.length < text.length) cut.push({ text: ' …', isFound: false })
  return cut.filter((one) => one.text !== '')
}

/** Where words stand, in order and apart from each other. */
function marksIn(text: string, words: readonly string[]): [number, number][] {
  const found: [number, number][] = []
  for (const word of words)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
      found.push([at, at + word.length])
  found.sort(([a], [b]) => a - b)
  return found.filter(([start], place) => place === 0 || start >= (found[place - 1]?.[1] ?? 0))
}
