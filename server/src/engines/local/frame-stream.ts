import { Duplex, type Readable } from 'node:stream'
import type { Socket } from 'node:net'
import { createFrameReader, encodeJsonFrame, frame, writeFrames, type FrameType } from './keeper/wire.ts'
import type { KeeperAnswer } from './keeper-client.ts'

/** The connection of a terminal or of a command, split into its streams. What the keeper sends is checked. */
export interface FrameConnection {
  send(type: FrameType, bytes: Uint8Array): boolean
  /** Of what the keeper has no room for, the newest of each type waits: nothing piles up for one that is stopped. */
  sendJson(type: FrameType, value: unknown): void
  /** Where bytes of this type go; the connection is paused while one of them has enough. */
  readonly socket: Socket
}

export function readFrames(
  answer: KeeperAnswer,
  outputs: ReadonlyMap<number, (bytes: Buffer) => boolean>,
  onExit: (fields: Record<string, unknown> | null) => void,
): FrameConnection {
  const { socket, rest } = answer
  const waiting = new Map<FrameType, unknown>()
  let over = false
  const finish = (fields: Record<string, unknown> | null) => {
    if (over) return
    over = true
    onExit(fields)
  }
  const read = createFrameReader((type, payload) => {
    if (type === frame.exit) {
      finish(JSON.parse(payload.toString('utf8')) as Record<string, unknown>)
      socket.end()
      return
    }
    if (outputs.get(type)?.(payload) === false) socket.pause()
  })
  const onData = (chunk: Buffer) => {
    try {
      read(chunk)
    } catch {
      socket.destroy()
    }
  }
  const sendJson = (type: FrameType, value: unknown) => {
    if (!socket.writable) return
    if (socket.writableNeedDrain) waiting.set(type, value)
    else socket.write(encodeJsonFrame(type, value))
  }
  socket.on('drain', () => {
    const newest = [...waiting]
    waiting.clear()
    for (const [type, value] of newest) sendJson(type, value)
  })
  socket.on('end', () => socket.end())
  socket.on('close', () => finish(null))
  socket.on('data', onData)
  if (rest.length > 0) onData(rest)
  socket.resume()
  return {
    socket,
    send: (type, bytes) => socket.writable && writeFrames(socket, type, bytes),
    sendJson,
  }
}

/** A stream over one connection: reads what `push` is given, writes frames of `type`. */
export function createFrameDuplex(socket: Socket, type: FrameType): Duplex {
  return new Duplex({
    read: () => void socket.resume(),
    write(bytes: Buffer, _encoding, done) {
      if (!socket.writable) return done(new Error('the stream has ended'))
      if (writeFrames(socket, type, bytes)) return done()
      const go = () => {
        socket.off('drain', go)
        socket.off('close', go)
        done()
      }
      socket.once('drain', go)
      socket.once('close', go)
    },
    destroy(error, done) {
      socket.destroy()
      done(error)
    },
  })
}

export function endOf(stream: Readable) {
  if (!stream.readableEnded && !stream.destroyed) stream.push(null)
}
