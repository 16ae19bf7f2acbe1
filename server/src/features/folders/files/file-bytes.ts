/** The bytes of an open file as a stream that is never shorter than it said. */
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'

const pieceBytes = 512 * 1024

/** From `start` to `end`, that too; less of a file that becomes shorter meanwhile. */
export async function* piecesOf(file: FileHandle, start: number, end: number, signal?: AbortSignal) {
  for (let at = start; at <= end;) {
    signal?.throwIfAborted()
    // Not of the pool, which would be kept as a whole by any part of it.
    const buffer = Buffer.allocUnsafeSlow(Math.min(pieceBytes, end - at + 1))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) return
    yield bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}

async function* exactly(pieces: AsyncIterable<Buffer>, bytes: number) {
  let left = bytes
  for await (const piece of pieces) {
    yield piece
    left -= piece.length
  }
  // The answer has said how long it is, so it is cut off, and not ended.
  if (left > 0) throw new Error('The file became shorter while it was read')
}

/** Closes the file when it ends, however it does. */
export function streamOf(
  file: FileHandle,
  { start, end, signal, onClose }: { start: number; end: number; signal?: AbortSignal; onClose: () => void },
): Readable {
  const body = Readable.from(exactly(piecesOf(file, start, end, signal), end - start + 1), {
    objectMode: false,
    highWaterMark: 2 * pieceBytes,
  })
  body.once('close', () => {
    onClose()
    file.close().catch(() => {})
  })
  return body
}
