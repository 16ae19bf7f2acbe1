/**
 * Uploads of this page, several at a time. What is chosen together is a batch: its names that are taken are asked about
 * once, and it is given up or tried again as a whole.
 */
import { ApiProblem } from '@berth/contract/client.ts'
import type { UploadAnswer, UploadBatch, UploadControls, UploadItemView } from './upload-state.ts'

export interface WantedFile {
  readonly file: File
  /** Within the folder. */
  readonly path: string
}

interface Target {
  readonly id: string
  readonly name: string
}

/** How one is sent; by it the queue knows nothing of the network. */
export interface UploadTask {
  readonly folder: Target
  readonly file: File
  readonly path: string
  readonly overwrite: boolean
  readonly signal: AbortSignal
  readonly onSent: (bytes: number) => void
}

export interface QueueSettings {
  readonly upload: (task: UploadTask) => Promise<void>
  /** Makes a folder, with those above it, unless it is there. */
  readonly makeFolder: (folder: Target, path: string, signal: AbortSignal) => Promise<void>
  readonly show: (batches: readonly UploadBatch[]) => void
  /** Something is there now that was not. */
  readonly onChanged: (folder: string, path: string) => void
  readonly now?: () => number
  /** Tells of progress no oftener. */
  readonly everyMs?: number
}

export interface UploadQueue extends UploadControls {
  readonly add: (folder: Target, files: readonly WantedFile[], folders?: readonly string[]) => void
}

const mostAtOnce = 4
const mostShown = 50

interface Item {
  readonly id: number
  readonly batch: Batch
  /** None: a folder that is empty. */
  readonly file: File | undefined
  path: string
  state: 'waiting' | 'going' | 'done' | 'taken' | 'skipped' | 'failed' | 'cancelled'
  sent: number
  error?: unknown
}

interface Batch {
  readonly id: number
  readonly record: string
  readonly folder: Target
  readonly items: Item[]
  readonly bytes: number
  readonly startedAt: number
  over: AbortController
  answer: UploadAnswer | undefined
  endedAt: number | null
  serverKnows: UploadBatch['serverKnows']
}

export function createUploadQueue(settings: QueueSettings): UploadQueue {
  const { upload, makeFolder, show, onChanged, now = Date.now, everyMs = 100 } = settings
  let batches: Batch[] = []
  let waiting: Item[] = []
  let going = 0
  let lastId = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const tell = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      show(batches.map(viewOf).toReversed())
    }, everyMs)
  }

  const work = () => {
    while (going < mostAtOnce) {
      const item = waiting.shift()
      if (item === undefined) break
      if (item.state !== 'waiting') continue
      going += 1
      item.state = 'going'
      void run(item).finally(() => {
        going -= 1
        endIfOver(item.batch)
        work()
        tell()
      })
    }
    tell()
  }

  const run = async (item: Item) => {
    const { batch } = item
    const { signal } = batch.over
    try {
      await sendItem(item, signal)
      item.state = 'done'
      item.sent = item.file?.size ?? 0
      onChanged(batch.folder.id, parentOf(item.path))
    } catch (error) {
      item.sent = 0
      if (signal.aborted) item.state = 'cancelled'
      else if (isTaken(error) && item.file !== undefined) takeAnswer(item)
      else fail(item, error)
    }
  }

  const sendItem = async (item: Item, signal: AbortSignal) => {
    const { batch, file } = item
    if (file === undefined) return makeFolder(batch.folder, item.path, signal)
    const task = {
      folder: batch.folder,
      file,
      signal,
      onSent(bytes: number) {
        item.sent = Math.min(bytes, file.size)
        tell()
      },
    }
    if (batch.answer !== 'both') return upload({ ...task, path: item.path, overwrite: batch.answer === 'replace' })
    const wanted = item.path
    for (let number = 1; ; number++)
      try {
        item.path = number === 1 ? wanted : besideOf(wanted, number)
        return await upload({ ...task, path: item.path, overwrite: false })
      } catch (error) {
        if (!isTaken(error) || number > 50) throw error
      }
  }

  const takeAnswer = (item: Item) => {
    if (item.batch.answer === undefined) item.state = 'taken'
    else if (item.batch.answer === 'skip') item.state = 'skipped'
    else {
      item.state = 'waiting'
      waiting.push(item)
    }
  }

  const fail = (item: Item, error: unknown) => {
    item.state = 'failed'
    item.error = error
    // what refuses one for such a reason refuses all that follow
    if (!(error instanceof ApiProblem) || !hopeless.has(error.body.type)) return
    for (const other of item.batch.items)
      if (other.state === 'waiting' || other.state === 'taken') Object.assign(other, { state: 'failed', error })
  }

  const endIfOver = (batch: Batch) => {
    if (batch.endedAt === null && !batch.items.some(isOpen)) batch.endedAt = now()
  }

  const of = (id: number) => batches.find((batch) => batch.id === id)
  const again = (batch: Batch, items: readonly Item[]) => {
    batch.endedAt = null
    if (batch.serverKnows === 'end') batch.serverKnows = 'start'
    for (const item of items) Object.assign(item, { state: 'waiting', error: undefined, sent: 0 })
    waiting.push(...items)
    work()
  }

  return {
    add(folder, files, folders = []) {
      if (files.length + folders.length === 0) return
      const batch: Batch = {
        id: (lastId += 1),
        record: newRecord(),
        folder,
        items: [],
        bytes: files.reduce((sum, { file }) => sum + file.size, 0),
        startedAt: now(),
        over: new AbortController(),
        answer: undefined,
        endedAt: null,
        serverKnows: 'nothing',
      }
      const item = (path: string, file: File | undefined): Item => ({
        ...{ id: (lastId += 1), batch, path, file, state: 'waiting' as const, sent: 0 },
      })
      for (const { path, file } of files) batch.items.push(item(path, file))
      for (const path of folders) batch.items.push(item(path, undefined))
      batches = [...batches, batch]
      for (const one of batch.items) waiting.push(one)
      work()
    },

    answer(id, how) {
      const batch = of(id)
      if (batch === undefined) return
      batch.answer = how
      const taken = batch.items.filter(({ state }) => state === 'taken')
      if (how !== 'skip') return again(batch, taken)
      for (const item of taken) item.state = 'skipped'
      endIfOver(batch)
      tell()
    },

    cancel(id) {
      const batch = of(id)
      if (batch === undefined) return
      for (const item of batch.items) if (item.state === 'waiting' || item.state === 'taken') item.state = 'cancelled'
      waiting = waiting.filter((item) => item.batch !== batch)
      batch.over.abort(new DOMException('The upload was given up.', 'AbortError'))
      endIfOver(batch)
      tell()
    },

    retry(id) {
      const batch = of(id)
      if (batch === undefined) return
      batch.over = new AbortController()
      again(
        batch,
        batch.items.filter(({ state }) => state === 'failed'),
      )
    },

    told(id, serverKnows) {
      const batch = of(id)
      if (batch === undefined || (serverKnows === 'end' && batch.endedAt === null)) return
      batch.serverKnows = serverKnows
      tell()
    },

    forget(id) {
      batches = batches.filter((batch) => batch.id !== id || batch.items.some(isOpen))
      tell()
    },
  }
}

const isOpen = ({ state }: Item) => state === 'waiting' || state === 'going' || state === 'taken'
const isTaken = (error: unknown) => error instanceof ApiProblem && error.body.type === 'file-exists'
const hopeless = new Set([
  'folder-full',
  'folder-read-only',
  'folder-state',
  'not-found',
  'not-allowed',
  'not-signed-in',
])

/** A random UUID; `crypto.randomUUID` is there over HTTPS and on this machine only. */
function newRecord(): string {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0'))
  const hex = digits.join('')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-')
}

const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** `a (2).txt`, in the same place. */
function besideOf(path: string, number: number): string {
  const from = path.lastIndexOf('/') + 1
  const dot = path.lastIndexOf('.')
  return dot > from ? `${path.slice(0, dot)} (${number})${path.slice(dot)}` : `${path} (${number})`
}

function viewOf(batch: Batch): UploadBatch {
  const { id, record, serverKnows, folder, bytes, startedAt, endedAt, items } = batch
  const counts = { waiting: 0, going: 0, done: 0, taken: 0, skipped: 0, failed: 0, cancelled: 0 }
  let [sent, left] = [0, 0]
  const [goingNow, taken, failures]: [UploadItemView[], UploadItemView[], UploadItemView[]] = [[], [], []]
  for (const item of items) {
    counts[item.state] += 1
    sent += item.sent
    if (item.state === 'skipped' || item.state === 'failed') left += item.file?.size ?? 0
    if (item.state === 'going') goingNow.push(itemView(item))
    if (item.state === 'taken' && taken.length < mostShown) taken.push(itemView(item))
    if (item.state === 'failed' && failures.length < mostShown) failures.push(itemView(item))
  }
  const isOver = counts.waiting + counts.going + counts.taken === 0
  const state = !isOver
    ? counts.waiting + counts.going === 0
      ? 'asking'
      : 'going'
    : counts.cancelled > 0
      ? 'cancelled'
      : counts.failed > 0
        ? 'failed'
        : 'done'
  return {
    ...{ id, record, serverKnows, folder, state, bytes, startedAt, endedAt, going: goingNow, taken, failures },
    files: items.length,
    done: counts.done,
    skipped: counts.skipped,
    failed: counts.failed,
    sent: sent + left,
  }
}

const itemView = ({ id, path, file, sent, error }: Item): UploadItemView => ({
  ...{ id, path, sent },
  size: file?.size ?? 0,
  ...(error === undefined ? {} : { error }),
})
