/**
 * Which part of which line stands in which row. All rows are equally high, wrapped or not, so that the window over ten
 * megabytes needs one multiplication; with wrapping a line takes as many rows as its width needs.
 */
import { parseLine } from './ansi.ts'
import type { Style } from './ansi.ts'
import { textOf } from './log-lines.ts'
import type { LogLine } from './log-lines.ts'

// wide in East Asian text and emoji: two columns
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u

// oxlint-disable-next-line no-control-regex
const asciiOnly = /^[\u0000-\u007f]*$/

/** Where each row of a line begins, in characters of its text. */
export function rowStarts(text: string, columns: number): number[] {
  if (text.length <= columns && (asciiOnly.test(text) || text.length * 2 <= columns)) return [0]
  const starts = [0]
  if (asciiOnly.test(text)) {
    for (let at = columns; at < text.length; at += columns) starts.push(at)
    return starts
  }
  let at = 0
  let column = 0
  for (const character of text) {
    const width = wide.test(character) ? 2 : 1
    if (column + width > columns) {
      starts.push(at)
      column = 0
    }
    column += width
    at += character.length
  }
  return starts
}

export interface RowIndex {
  readonly count: number
  /** Line and row within it. */
  at(row: number): { line: number; part: number }
  /** First row of a line. */
  rowOf(line: number): number
}

/** `columns` undefined: one row a line. */
export function indexRows(lines: readonly LogLine[], columns: number | undefined): RowIndex {
  if (columns === undefined)
    return { count: lines.length, at: (row) => ({ line: row, part: 0 }), rowOf: (line) => line }
  const firsts = new Uint32Array(lines.length + 1)
  let row = 0
  for (const [index, line] of lines.entries()) {
    firsts[index] = row
    row += rowStarts(textOf(line), columns).length
  }
  firsts[lines.length] = row
  return {
    count: row,
    at(wanted) {
      let low = 0
      let high = lines.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((firsts[middle] ?? 0) <= wanted) low = middle
        else high = middle - 1
      }
      return { line: low, part: wanted - (firsts[low] ?? 0) }
    },
    rowOf: (line) => firsts[line] ?? row,
  }
}

export interface Piece {
  readonly text: string
  readonly style: Style
  readonly href?: string
  /** Found by the search; `current` is the one that was jumped to. */
  readonly hit?: 'hit' | 'current'
}

const address = /\bhttps?:\/\/[^\s<>"'`\\^{|}⟨⟩]+/g

/** Where links are in a text; what ends a sentence or closes a bracket around it is not part of it. */
export function linksIn(text: string): { from: number; to: number; href: string }[] {
  const links = []
  for (const found of text.matchAll(address)) {
    let shown = found[0].replace(/[.,;:!?]+$/, '')
    while (/[)\]]$/.test(shown) && !balanced(shown)) shown = shown.slice(0, -1)
    // parsing again makes what is shown and what is opened the same host, or none
    if (URL.canParse(shown)) links.push({ from: found.index, to: found.index + shown.length, href: shown })
  }
  return links
}

function balanced(text: string): boolean {
  const count = (character: string) => text.split(character).length - 1
  return text.endsWith(')') ? count('(') >= count(')') : count('[') >= count(']')
}

export interface Highlight {
  readonly from: number
  readonly to: number
  readonly current: boolean
}

/** The pieces of the characters `from`–`to` of a line, split where style, link or highlight change. */
export function piecesOf(line: LogLine, from: number, to: number, highlights: readonly Highlight[]): Piece[] {
  const { runs } = parseLine(line.raw, line.style)
  const text = textOf(line)
  const links = text.includes('://') ? linksIn(text) : []
  const borders = new Set<number>([from, Math.min(to, text.length)])
  const mark = (at: number) => {
    if (at > from && at < to) borders.add(at)
  }
  const styles: { at: number; style: Style }[] = []
  let at = 0
  for (const run of runs) {
    styles.push({ at, style: run.style })
    mark(at)
    at += run.text.length
  }
  for (const span of [...links, ...highlights]) {
    mark(span.from)
    mark(span.to)
  }
  const order = [...borders].sort((a, b) => a - b)
  const pieces: Piece[] = []
  for (const [index, start] of order.entries()) {
    const end = order[index + 1]
    if (end === undefined) break
    const style = styles.findLast((entry) => entry.at <= start)?.style ?? {}
    const href = links.find((link) => link.from <= start && start < link.to)?.href
    const hit = highlights.find((span) => span.from <= start && start < span.to)
    pieces.push({
      text: text.slice(start, end),
      style,
      ...(href === undefined ? {} : { href }),
      ...(hit === undefined ? {} : { hit: hit.current ? 'current' : 'hit' }),
    })
  }
  return pieces
}
