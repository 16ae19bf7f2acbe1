/** Where entries stand in a list, and the places in it that requests name. Pure. */
import { compareAny, comparePlain, isPlain } from './name-order.ts'
import { nameOf, type TextEntry } from './read-directory.ts'

/** What decides where an entry stands. */
export interface Ranked {
  readonly text: string
  readonly odd: Buffer | null
  readonly isFolder: boolean
  readonly isPlain: boolean
  /** Zero where names decide. */
  readonly key: number
}

export const ranked = (name: Pick<TextEntry, 'text' | 'odd'>, isFolder: boolean, key = 0): Ranked => ({
  text: name.text,
  odd: name.odd,
  isFolder,
  isPlain: isPlain(name.text),
  key,
})

function compareNames(a: Ranked, b: Ranked): number {
  const order = a.isPlain && b.isPlain ? comparePlain(a.text, b.text) : compareAny(a.text, b.text)
  return order || (a === b ? 0 : Buffer.compare(nameOf(a), nameOf(b)))
}

export type Compare = (a: Ranked, b: Ranked) => number

export const comparing =
  (descending: boolean): Compare =>
  (a, b) => {
    if (a.isFolder !== b.isFolder) return a.isFolder ? -1 : 1
    const order = a.key - b.key || compareNames(a, b)
    return descending ? -order : order
  }

/** Behind all that are not after it. */
export function placeIn(sorted: readonly Ranked[], entry: Ranked, compare: Compare): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = sorted[middle]
    if (other && compare(other, entry) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a folder, its key, its name; as bytes, so that it stays short whatever is in the name. */
export function cursorOf({ text, odd, isFolder, key }: Ranked): string {
  const head = Buffer.alloc(9)
  head.writeUInt8(isFolder ? 1 : 0, 0)
  head.writeDoubleBE(key, 1)
  return Buffer.concat([head, nameOf({ text, odd })]).toString('base64url')
}

/** Whatever somebody made up begins at the top. */
export function rankOf(cursor: string): Ranked | null {
  const bytes = Buffer.from(cursor, 'base64url')
  if (bytes.length < 10) return null
  const key = bytes.readDoubleBE(1)
  if (Number.isNaN(key)) return null
  const name = bytes.subarray(9)
  return ranked({ text: name.toString(), odd: name }, bytes[0] === 1, key)
}
