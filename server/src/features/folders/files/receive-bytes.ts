/** Writes a body to a file as it comes: in large pieces, the next one read while the last is written. */
import type { Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { refusing } from '../../../platform/files/file-refusal.ts'

const pieceBytes = 1024 ** 2
/** Nobody holds a file open without sending anything. */
const stallMs = 60_000

export interface Reception {
  readonly target: FileHandle
  /** Where the first byte goes. */
  readonly position: number
  /** No more than that is kept. */
  readonly most: number
  readonly hash?: Hash | undefined
  /** Ends it. */
  readonly signal: AbortSignal
  /** After each piece, before the next one is. */
  readonly onWritten?: (() => Promise<void>) | undefined
}

export interface Received {
  readonly bytes: number
  /** There was more than `most`. */
  readonly isTooLong: boolean
  /** It broke off; what came before is kept. */
  readonly fault: Error | null
}

export async function receiveBytes(
  source: Readable,
  { target, position, most, hash, signal, onWritten }: Reception,
): Promise<Received> {
  let [bytes, isTooLong] = [0, false]
  let pending: Buffer[] = []
  let pendingBytes = 0
  let writing: Promise<unknown> = Promise.resolve()
  const end = () => void source.destroy(new Error('ended'))
  const stall = setTimeout(end, stallMs).unref()
  signal.addEventListener('abort', end, { once: true })

  const flush = async () => {
    // One at a time, so that what is kept never has a hole.
    await writing
    if (pendingBytes === 0) return
    const [pieces, at] = [pending, position + bytes]
    bytes += pendingBytes
    pending = []
    pendingBytes = 0
    writing = writeAll(target, pieces, at).then(onWritten)
    // It is waited for before the next one.
    writing.catch(() => {})
  }

  let fault: Error | null = null
  try {
    if (signal.aborted) end()
    // What is not read of it stays as it is: whoever refuses it still has to be heard.
    for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      stall.refresh()
      const room = most - bytes - pendingBytes
      const taken = chunk.length > room ? chunk.subarray(0, room) : chunk
      if (chunk.length > room) isTooLong = true
      hash?.update(taken)
      pending.push(taken)
      pendingBytes += taken.length
      if (pendingBytes >= pieceBytes) await flush()
      if (isTooLong) break
    }
  } catch (error) {
    // One of the file comes again below.
    fault = error as Error
  } finally {
    clearTimeout(stall)
    signal.removeEventListener('abort', end)
  }
  await flush()
  await writing
  return { bytes, isTooLong, fault }
}

async function writeAll(target: FileHandle, pieces: readonly Buffer[], position: number): Promise<void> {
  const total = pieces.reduce((sum, { length }) => sum + length, 0)
  const { bytesWritten } = await refusing(target.writev([...pieces], position))
  if (bytesWritten === total) return
  // Cut short by a full disk, or by a limit of the kernel on one call.
  const rest = Buffer.concat(pieces).subarray(bytesWritten)
  for (let done = 0; done < rest.length;)
    done += (await refusing(target.write(rest, done, rest.length - done, position + bytesWritten + done))).bytesWritten
}
