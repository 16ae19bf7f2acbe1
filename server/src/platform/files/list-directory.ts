/** A directory as pages, in an order, however many entries it has: folders first. */
import type { FileHandle } from 'node:fs/promises'
import type { Place } from './beneath.ts'
import { detailsOf, nameOf, textEntriesOf, type EntryDetails } from './read-directory.ts'

export type ListOrder = 'name' | 'size' | 'modifiedAt'

export interface ListedEntry extends EntryDetails {
  readonly name: string
}

export interface Listing {
  readonly items: readonly ListedEntry[]
  readonly nextCursor: string | null
  readonly total: number
}

export interface ListAsk {
  readonly order: ListOrder
  readonly descending: boolean
  readonly limit: number
  readonly cursor?: string | undefined
  /** Only those whose name has this in it, in letters of any case. */
  readonly containing?: string | undefined
}

/** What decides where an entry stands. */
interface Ranked {
  readonly text: string
  readonly odd: Buffer | null
  readonly isFolder: boolean
  /** Zero where names decide. */
  readonly key: number
}

/** As people count: `run 9` before `run 10`, and `b` after `A`. */
const collator = new Intl.Collator('en', { numeric: true })

const compareNames = (a: Ranked, b: Ranked) => collator.compare(a.text, b.text) || Buffer.compare(nameOf(a), nameOf(b))

type Compare = (a: Ranked, b: Ranked) => number

const comparing =
  (descending: boolean): Compare =>
  (a, b) => {
    if (a.isFolder !== b.isFolder) return a.isFolder ? -1 : 1
    const order = a.key - b.key || compareNames(a, b)
    return descending ? -order : order
  }

/** Directories that were read a moment ago: who scrolls asks for page after page. */
interface Kept {
  readonly ranked: readonly Ranked[]
  /** Those in order, from the second page on. */
  sorted: readonly Ranked[] | null
  readonly descending: boolean
  readonly until: number
}

/** Entries of directories, all together. */
const mostKept = 400_000
const keptMs = 20_000
/** Changes within one tick of the clock leave a directory's time as it is, so one that is as young is read again. */
const tickMs = 100
const statsAtOnce = 24

export function createLister({ now = Date.now }: { readonly now?: () => number } = {}) {
  const kept = new Map<string, Kept>()

  const keep = (key: string, value: Kept) => {
    for (const [other, { until }] of kept) if (until < now()) kept.delete(other)
    kept.delete(key)
    kept.set(key, value)
    let total = [...kept.values()].reduce((sum, { ranked }) => sum + ranked.length, 0)
    for (const [other, { ranked }] of kept) {
      if (total <= mostKept) break
      kept.delete(other)
      total -= ranked.length
    }
  }

  return {
    async list(top: FileHandle, directory: Place, ask: ListAsk): Promise<Listing> {
      const { order, descending, limit, cursor, containing = '' } = ask
      const compare = comparing(descending)
      const { dev, ino, mtimeNs, mtimeMs } = directory.stats
      const key = `${dev} ${ino} ${mtimeNs} ${order} ${descending}`
      const known = kept.get(key)
      let reading = known !== undefined && known.until >= now() ? known : null
      if (!reading) {
        const begun = now()
        const ranked = await rank(top, directory, order)
        reading = { ranked, sorted: null, descending, until: begun + keptMs }
        // Sizes and times change without the directory's own.
        const isSettled = Number(mtimeMs) < begun - tickMs
        if (isSettled && ranked.length > limit) keep(key, reading)
      }
      const after = cursor === undefined ? null : rankOf(cursor)
      if (after && containing === '') reading.sorted ??= reading.ranked.toSorted(compare)
      const ranked = containing === '' ? reading.ranked : having(reading.ranked, containing)
      const chosen =
        containing !== ''
          ? nextIn(ranked.toSorted(compare), after, limit + 1, compare)
          : reading.sorted
            ? nextIn(reading.sorted, after, limit + 1, compare)
            : firstOf(reading.ranked, limit + 1, compare)
      const page = chosen.slice(0, limit)
      const details = await inTurn(page, statsAtOnce, (entry) => detailsOf(top, directory, nameOf(entry)))
      const items = page.flatMap(({ text }, at) => {
        const found = details[at]
        return found ? [{ name: text, ...found }] : []
      })
      const last = page.at(-1)
      return {
        items,
        nextCursor: chosen.length > limit && last ? cursorOf(last) : null,
        total: ranked.length,
      }
    },
  }
}

function having(ranked: readonly Ranked[], text: string): readonly Ranked[] {
  const wanted = text.toLowerCase()
  return ranked.filter((entry) => entry.text.toLowerCase().includes(wanted))
}

async function rank(top: FileHandle, directory: Place, order: ListOrder): Promise<Ranked[]> {
  const entries = await textEntriesOf(directory.handle)
  const ranked = entries.map(({ text, odd, kind }) => ({ text, odd, isFolder: kind === 'folder', key: 0 }))
  if (order === 'name') return ranked
  const details = await inTurn(ranked, statsAtOnce, (entry) => detailsOf(top, directory, nameOf(entry)))
  return ranked.flatMap((entry, at) => {
    const found = details[at]
    if (!found) return []
    return [{ ...entry, key: order === 'size' ? (found.size ?? -1) : found.modifiedAt.getTime() }]
  })
}

/** The first so many in order, without putting the others in order. */
function firstOf(ranked: readonly Ranked[], count: number, compare: Compare): Ranked[] {
  const chosen: Ranked[] = []
  for (const entry of ranked) {
    const last = chosen.at(-1)
    if (chosen.length >= count && last && compare(entry, last) >= 0) continue
    chosen.splice(placeIn(chosen, entry, compare), 0, entry)
    if (chosen.length > count) chosen.pop()
  }
  return chosen
}

function nextIn(sorted: readonly Ranked[], after: Ranked | null, count: number, compare: Compare): readonly Ranked[] {
  const from = after ? placeIn(sorted, after, compare) : 0
  return sorted.slice(from, from + count)
}

/** Behind all that are not after it. */
function placeIn(sorted: readonly Ranked[], entry: Ranked, compare: Compare): number {
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
function cursorOf({ text, odd, isFolder, key }: Ranked): string {
  const head = Buffer.alloc(9)
  head.writeUInt8(isFolder ? 1 : 0, 0)
  head.writeDoubleBE(key, 1)
  return Buffer.concat([head, nameOf({ text, odd })]).toString('base64url')
}

/** Whatever somebody made up begins at the top. */
function rankOf(cursor: string): Ranked | null {
  const bytes = Buffer.from(cursor, 'base64url')
  if (bytes.length < 10) return null
  const key = bytes.readDoubleBE(1)
  if (Number.isNaN(key)) return null
  const name = bytes.subarray(9)
  return { isFolder: bytes[0] === 1, key, odd: name, text: name.toString() }
}

/** So many at a time, in the order of what was given. */
async function inTurn<From, To>(
  all: readonly From[],
  atOnce: number,
  work: (one: From) => Promise<To>,
): Promise<(To | undefined)[]> {
  const results: (To | undefined)[] = Array.from({ length: all.length })
  const queue = all.entries()
  const worker = async () => {
    for (const [at, one] of queue) results[at] = await work(one)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker))
  return results
}
