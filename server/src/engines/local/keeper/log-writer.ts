import { ftruncateSync, writeSync } from 'node:fs'
import { segmentBytes, segmentHeader, segmentHeaderLength } from './log-format.ts'

export interface LogWriter {
  write(bytes: Uint8Array): void
}

/** Appends to the two segments behind the given descriptors; never fails, a full disk loses output. */
export function createLogWriter(descriptors: readonly [number, number]): LogWriter {
  let active = 0
  let start = 0
  let used = 0

  begin(0, 0)

  function begin(index: number, offset: number) {
    active = index
    start = offset
    used = 0
    const fd = descriptors[index] as number
    ftruncateSync(fd, 0)
    writeAt(fd, segmentHeader(offset), 0)
  }

  return {
    write(bytes) {
      try {
        let rest = bytes
        while (rest.length > 0) {
          if (used >= segmentBytes) begin(1 - active, start + used)
          const piece = rest.subarray(0, segmentBytes - used)
          writeAt(descriptors[active] as number, piece, segmentHeaderLength + used)
          used += piece.length
          rest = rest.subarray(piece.length)
        }
      } catch {
        // The disk is full or gone: the session goes on without its output.
      }
    },
  }
}

function writeAt(fd: number, bytes: Uint8Array, position: number) {
  let done = 0
  while (done < bytes.length) done += writeSync(fd, bytes, done, bytes.length - done, position + done)
}
