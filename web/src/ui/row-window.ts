/**
 * Which rows of a long table are drawn: those in sight, half a screen above and below them, and the one that last had the
 * focus with its neighbours, so that keys go on from there. Gaps as high as the other rows stand in their places. Rows
 * may have any height: each is measured where it is drawn, and taken for a usual one until then.
 */

/** Rows from `from` up to, not with, `to`. */
export interface Range {
  readonly from: number
  readonly to: number
}

export interface Piece extends Range {
  /**
   * What stands in place of the rows; undefined where they are drawn. By its name a gap is told from others such that
   * none ever goes past the row that has the focus: what is moved in a document loses it.
   */
  readonly gap: 'above' | 'before' | 'behind' | 'below' | undefined
}

/** The range moves by so many rows, so that most steps of a scroll draw nothing. */
const step = 4

/** Where each row begins, and behind them where the last one ends. */
export function offsetsOf(
  keys: readonly string[],
  heights: ReadonlyMap<string, number>,
  usual: number,
): Readonly<Float64Array> {
  const offsets = new Float64Array(keys.length + 1)
  let offset = 0
  for (const [index, key] of keys.entries()) {
    offset += heights.get(key) ?? usual
    offsets[index + 1] = offset
  }
  return offsets
}

/** The rows that are, in part, between two places of the table. */
export function rowsBetween(offsets: Readonly<Float64Array>, top: number, bottom: number): Range {
  const count = offsets.length - 1
  const from = Math.floor(rowAt(offsets, top) / step) * step
  const to = Math.ceil((rowAt(offsets, bottom) + 1) / step) * step
  return { from: Math.max(0, from), to: Math.min(count, to) }
}

/** The row that a place is in; the first or the last one where it is outside of all. */
function rowAt(offsets: Readonly<Float64Array>, place: number): number {
  let [low, high] = [0, offsets.length - 2]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((offsets[middle] ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return Math.max(0, low)
}

/** @param held Of the row that keeps its neighbours; below zero for none. */
export function piecesOf(count: number, range: Range, held: number): Piece[] {
  const drawn: Range[] = [{ from: Math.min(range.from, count), to: Math.min(range.to, count) }]
  if (held >= 0 && held < count) drawn.push({ from: Math.max(0, held - 1), to: Math.min(count, held + 2) })
  const pieces: Piece[] = []
  let at = 0
  for (const { from, to } of drawn.toSorted((a, b) => a.from - b.from)) {
    if (from > at) pieces.push({ from: at, to: from, gap: at === 0 ? 'above' : at > held ? 'behind' : 'before' })
    if (to > Math.max(at, from)) pieces.push({ from: Math.max(at, from), to, gap: undefined })
    at = Math.max(at, to)
  }
  if (at < count) pieces.push({ from: at, to: count, gap: 'below' })
  return pieces
}
