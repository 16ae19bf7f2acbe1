/**
 * The wire format between the server and a keeper, described in WIRE.md. Both sides use this file, each in the version
 * it was started with, and both treat what they read as hostile: lines and frames are bounded.
 */

import type { Writable } from 'node:stream'

export const wireVersion = 1
export const maxLine = 512 * 1024
export const maxFrame = 256 * 1024
const frameHeader = 5

export const frame = {
  data: 0,
  resize: 1,
  exit: 2,
  inputEnd: 3,
  stdout: 4,
  stderr: 5,
  signal: 6,
} as const

export type FrameType = (typeof frame)[keyof typeof frame]

/** Writes one payload as one or more frames, without a copy of it. False when the stream has enough for now. */
export function writeFrames(stream: Writable, type: FrameType, payload: Uint8Array): boolean {
  let roomy = true
  stream.cork()
  for (let at = 0; at === 0 || at < payload.length; at += maxFrame) {
    const piece = payload.subarray(at, at + maxFrame)
    roomy = stream.write(frameStart(type, piece.length))
    if (piece.length > 0) roomy = stream.write(piece)
  }
  stream.uncork()
  return roomy
}

function frameStart(type: FrameType, length: number): Buffer {
  const header = Buffer.alloc(frameHeader)
  header[0] = type
  header.writeUInt32BE(length, 1)
  return header
}

export function encodeJsonFrame(type: FrameType, value: unknown): Buffer {
  const payload = Buffer.from(JSON.stringify(value))
  return Buffer.concat([frameStart(type, payload.length), payload])
}

/**
 * Splits a byte stream into frames. Data frames are handed on in pieces as they arrive, so that a large frame is never
 * collected; the others are small and come whole. Throws on anything out of bounds.
 */
export function createFrameReader(onFrame: (type: number, payload: Buffer) => void): (chunk: Buffer) => void {
  const streamed = new Set<number>([frame.data, frame.stdout, frame.stderr])
  const maxControl = 4096
  let pending: Buffer = Buffer.alloc(0)
  let type = -1
  let left = 0
  return (chunk) => {
    pending = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk
    for (;;) {
      if (type < 0) {
        if (pending.length < frameHeader) break
        type = pending[0] ?? 0
        left = pending.readUInt32BE(1)
        pending = pending.subarray(frameHeader)
        if (left > (streamed.has(type) ? maxFrame : maxControl)) throw new Error('a frame is too long')
        if (left === 0) {
          const empty = type
          type = -1
          onFrame(empty, Buffer.alloc(0))
          continue
        }
      }
      if (pending.length === 0) break
      if (!streamed.has(type) && pending.length < left) break
      const piece = pending.subarray(0, left)
      pending = pending.subarray(piece.length)
      left -= piece.length
      const current = type
      if (left === 0) type = -1
      onFrame(current, piece)
    }
    // What waits is less than one control frame: copied, so that it does not keep a whole chunk alive.
    if (pending.length > 0) pending = Buffer.from(pending)
  }
}

/** Collects the first line of a stream; `onLine` gets it and the bytes behind it. Throws when it is too long. */
export function createFirstLine(limit: number, onLine: (line: string, rest: Buffer) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = []
  let length = 0
  return (chunk) => {
    const end = chunk.indexOf(10)
    if (end < 0) {
      length += chunk.length
      if (length > limit) throw new Error('a line is too long')
      parts.push(chunk)
      return
    }
    if (length + end > limit) throw new Error('a line is too long')
    const line = Buffer.concat([...parts, chunk.subarray(0, end)]).toString('utf8')
    parts = []
    onLine(line, chunk.subarray(end + 1))
  }
}
