import { constants, watch } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSegmentHeader, segmentBytes, segmentHeaderLength } from './keeper/log-format.ts'

const pieceBytes = 64 * 1024

/**
 * Reads the kept output from byte `from` on; with `follow`, what is written later too, until `ended` resolves. The
 * files are the keeper's work and may hold anything: links are not followed, what is out of order is skipped, and no
 * more than one piece is in memory.
 */
export async function* readLog(
  directory: string,
  source: string,
  options: {
    readonly from: number
    readonly follow: boolean
    readonly signal: AbortSignal
    readonly ended: Promise<unknown>
    readonly onStart?: ((at: number) => void) | undefined
  },
): AsyncGenerator<Uint8Array> {
  const { follow, signal } = options
  let told = false
  const tellStart = (piece: { readonly bytes: Uint8Array; readonly next: number }) => {
    const start = piece.next - piece.bytes.length
    // a reader that is slower than the writer misses what was written over
    if (!told || start !== at) options.onStart?.(start)
    told = true
  }
  let at = Number.isSafeInteger(options.from) && options.from > 0 ? options.from : 0
  if (!follow) {
    for (let piece = await readPiece(directory, source, at); piece && !signal.aborted;) {
      tellStart(piece)
      yield piece.bytes
      at = piece.next
      piece = await readPiece(directory, source, at)
    }
    return
  }
  let over = false
  let wake = () => {}
  let changed = false
  const notify = () => {
    changed = true
    wake()
  }
  const end = () => {
    over = true
    notify()
  }
  void options.ended.then(end, end)
  signal.addEventListener('abort', end, { once: true })
  const watcher = watchDirectory(directory, notify)
  try {
    for (;;) {
      // What was written before the end was known is still to be read, hence the order.
      const last = over
      changed = false
      const piece = await readPiece(directory, source, at)
      if (signal.aborted) return
      if (piece) {
        tellStart(piece)
        yield piece.bytes
        at = piece.next
      } else if (last) return
      else if (!changed) await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    watcher?.close()
    signal.removeEventListener('abort', end)
  }
}

function watchDirectory(directory: string, notify: () => void) {
  try {
    const watcher = watch(directory, notify)
    watcher.on('error', notify)
    return watcher
  } catch {
    return null
  }
}

/** The first kept bytes at or behind `at`, or null when there are none. */
async function readPiece(
  directory: string,
  source: string,
  at: number,
): Promise<{ bytes: Uint8Array; next: number } | null> {
  let best: { readonly start: number; readonly end: number; readonly path: string } | null = null
  for (const index of [0, 1]) {
    const path = join(directory, `${source}.${index}`)
    const range = await withFile(path, segmentRange)
    if (range && range.end > at && (best === null || range.start < best.start)) best = { ...range, path }
  }
  if (!best) return null
  const { start, end, path } = best
  const begin = Math.max(start, at)
  return withFile(path, async (file) => {
    const bytes = Buffer.alloc(Math.min(pieceBytes, end - begin))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, segmentHeaderLength + begin - start)
    // The keeper may have begun this segment anew meanwhile; then these are other bytes.
    const now = await segmentRange(file)
    if (now?.start !== start || bytesRead === 0) return null
    return { bytes: bytes.subarray(0, bytesRead), next: begin + bytesRead }
  })
}

async function segmentRange(file: FileHandle): Promise<{ start: number; end: number } | null> {
  const stat = await file.stat()
  if (!stat.isFile()) return null
  const header = Buffer.alloc(segmentHeaderLength)
  const { bytesRead } = await file.read(header, 0, segmentHeaderLength, 0)
  const start = bytesRead === segmentHeaderLength ? parseSegmentHeader(header) : null
  if (start === null) return null
  const length = Math.min(stat.size - segmentHeaderLength, segmentBytes)
  return length > 0 ? { start, end: start + length } : null
}

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T | null> {
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    return await use(file)
  } catch {
    return null
  }
}
