/**
 * A directory as pages, in an order, folders first. However many entries it has, no more of them are held than the pages
 * that are asked for next: each look goes through all of them as they come, and keeps the first ones behind the cursor.
 */
import type { FileHandle } from 'node:fs/promises'
import type { Place } from './beneath.ts'
import { createFirst } from './first-of.ts'
import { comparing, cursorOf, placeIn, ranked, rankOf, type Compare, type Ranked } from './rank-entries.ts'
import { batchesOf, detailsOf, nameOf, NamesAreNoText, type EntryDetails, type TextEntry } from './read-directory.ts'

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

/** Bounds how long a look takes. */
export interface MostEntries {
  /** Gone through. */
  readonly read: number
  /** Looked at one by one, for their sizes or times. */
  readonly looked: number
}

const mostEntries: MostEntries = { read: 1_000_000, looked: 200_000 }

export class TooManyEntries extends Error {
  override readonly name = 'TooManyEntries'
  readonly limit: number

  constructor(limit: number) {
    super(`more than ${limit} entries`)
    this.limit = limit
  }
}

/** Some entries that follow each other: who scrolls asks for page after page. */
interface Stretch {
  /** The one before the first; null: the first is the first of all. */
  readonly after: Ranked | null
  readonly entries: readonly Ranked[]
  /** None is behind them. */
  readonly isEnd: boolean
  /** How many there are of all. */
  readonly total: number
}

interface Kept {
  readonly key: string
  readonly stretch: Stretch
  readonly until: number
}

const stretchEntries = 2_000
const mostKept = 32
const keptMs = 20_000
/** Changes within one tick of the clock leave a directory's time as it is, so one that is as young is read again. */
const tickMs = 100
const statsAtOnce = 24

export interface ListerSettings {
  readonly now?: () => number
  readonly most?: MostEntries
}

export function createLister({ now = Date.now, most = mostEntries }: ListerSettings = {}) {
  let kept: readonly Kept[] = []

  const keep = (key: string, stretch: Stretch, begun: number) => {
    const others = kept.filter(({ until }) => until >= now())
    kept = [{ key, stretch, until: begun + keptMs }, ...others].slice(0, mostKept)
  }
  const find = (key: string, after: Ranked | null, limit: number, compare: Compare): Stretch | undefined =>
    kept.find((one) => one.key === key && one.until >= now() && covers(one.stretch, after, limit, compare))?.stretch

  return {
    async list(top: FileHandle, directory: Place, ask: ListAsk): Promise<Listing> {
      const { order, descending, limit, cursor, containing = '' } = ask
      const compare = comparing(descending)
      const { dev, ino, mtimeNs, mtimeMs } = directory.stats
      const key = `${dev} ${ino} ${mtimeNs} ${order} ${descending} ${containing}`
      const after = cursor === undefined ? null : rankOf(cursor)
      let stretch = find(key, after, limit, compare)
      if (!stretch) {
        const begun = now()
        // Many only look at the first page; where each entry is looked at, the next pages are not to cost that again.
        const count = after || order !== 'name' ? Math.max(limit, stretchEntries) : limit
        stretch = await lookThrough({ top, directory, order, containing, compare, after, count, most })
        // Sizes and times change without the directory's own.
        const isSettled = Number(mtimeMs) < begun - tickMs
        if (isSettled && !(after === null && stretch.isEnd && stretch.entries.length <= limit))
          keep(key, stretch, begun)
      }
      const { entries, isEnd, total } = stretch
      const from = after ? placeIn(entries, after, compare) : 0
      const page = entries.slice(from, from + limit)
      const details = await inTurn(page, statsAtOnce, (entry) => detailsOf(top, directory, nameOf(entry)))
      const items = page.flatMap(({ text }, at) => {
        const found = details[at]
        return found ? [{ name: text, ...found }] : []
      })
      const last = page.at(-1)
      const isMore = from + limit < entries.length || !isEnd
      return { items, nextCursor: isMore && last ? cursorOf(last) : null, total }
    },
  }
}

/** A whole page behind that place, or all that is left. */
function covers({ after: begin, entries, isEnd }: Stretch, after: Ranked | null, limit: number, compare: Compare) {
  if (begin !== null && (after === null || compare(begin, after) > 0)) return false
  return isEnd || entries.length - (after ? placeIn(entries, after, compare) : 0) >= limit
}

interface Look {
  readonly top: FileHandle
  readonly directory: Place
  readonly order: ListOrder
  readonly containing: string
  readonly compare: Compare
  readonly after: Ranked | null
  readonly count: number
  readonly most: MostEntries
}

async function lookThrough(look: Look): Promise<Stretch> {
  try {
    return await lookOnce(look, 'text')
  } catch (error) {
    if (error instanceof NamesAreNoText) return lookOnce(look, 'bytes')
    throw error
  }
}

async function lookOnce(look: Look, as: 'text' | 'bytes'): Promise<Stretch> {
  const { directory, order, containing, compare, after, count, most } = look
  const wanted = containing.toLowerCase()
  const first = createFirst<Ranked>(count + 1, compare)
  let [read, total] = [0, 0]
  for await (const batch of batchesOf(directory.handle, as)) {
    read += batch.length
    if (read > most.read) throw new TooManyEntries(most.read)
    const chosen = wanted === '' ? batch : batch.filter(({ text }) => text.toLowerCase().includes(wanted))
    if (order !== 'name' && total + chosen.length > most.looked) throw new TooManyEntries(most.looked)
    const these = await rank(look, chosen)
    total += these.length
    for (const one of these) if (!after || compare(one, after) > 0) first.add(one)
  }
  const found = first.inOrder()
  return { after, entries: found.slice(0, count), isEnd: found.length <= count, total }
}

async function rank({ top, directory, order }: Look, batch: readonly TextEntry[]): Promise<Ranked[]> {
  if (order === 'name') return batch.map((entry) => ranked(entry, entry.kind === 'folder'))
  const details = await inTurn(batch, statsAtOnce, (entry) => detailsOf(top, directory, nameOf(entry)))
  return batch.flatMap((entry, at) => {
    const found = details[at]
    if (!found) return []
    const key = order === 'size' ? (found.size ?? -1) : found.modifiedAt.getTime()
    return [ranked(entry, entry.kind === 'folder', key)]
  })
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
