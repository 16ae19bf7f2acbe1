import { ftruncateSync, writeSync } from 'node:fs'
import { segmentBytes, segmentHeader, segmentHeaderLength } from './log-format.ts'

export interface LogWriter {
  write(bytes: Uint8Array): void
}

/** Appends to the two segments behind the given descriptors; never fails, a full disk loses output while it is full. */
export function createLogWriter(descriptors: readonly [number, number]): LogWriter {
  // As if the second segment were full: the first is begun at once, or as soon as the disk has room for it.
  let active = 1
  let used = segmentBytes
  /** Bytes of the whole log so far. */
  let end = 0

  /** Where this fails nothing has changed, so that it is tried again by the next write. */
  function begin(): boolean {
    const next = 1 - active
    const fd = descriptors[next] as number
    try {
      ftruncateSync(fd, 0)
    } catch {
      return false
    }
    const header = segmentHeader(end)
    if (writeAt(fd, header, 0) < header.length) return false
    active = next
    used = 0
    return true
  }

  begin()
  return {
    write(bytes) {
      let rest = bytes
      while (rest.length > 0) {
        if (used >= segmentBytes && !begin()) return
        const piece = rest.subarray(0, segmentBytes - used)
        const written = writeAt(descriptors[active] as number, piece, segmentHeaderLength + used)
        used += written
        end += written
        if (written < piece.length) return
        rest = rest.subarray(piece.length)
      }
    },
  }
}

/** How much of it: less where the disk is full or gone, and the session goes on without its output. */
function writeAt(fd: number, bytes: Uint8Array, position: number): number {
  let done = 0
  try {
    while (done < bytes.length) done += writeSync(fd, bytes, done, bytes.length - done, position + done)
  } catch {
    // What was written stays.
  }
  return done
}
