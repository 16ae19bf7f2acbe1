import type { Socket } from 'node:net'
import { createFrameReader, encodeJsonFrame, frame, writeFrames } from './wire.ts'
import type { Terminal, Viewer } from './terminal.ts'

const maxBuffered = 4 * 1024 * 1024
const enough = 256 * 1024
const stalledMs = 5000

/** Serves one viewer over its connection, from the answer to its request on. */
export function serveViewer(
  socket: Socket,
  rest: Buffer,
  { terminal, onlyLooks }: { readonly terminal: Terminal; readonly onlyLooks: boolean },
  answer: (value: object) => void,
) {
  let stalled: NodeJS.Timeout | null = null

  const viewer: Viewer = {
    onlyLooks,
    output(bytes) {
      writeFrames(socket, frame.data, bytes)
      if (socket.writableLength > maxBuffered) socket.destroy()
      if (socket.writableLength <= enough) return true
      stalled ??= setTimeout(() => socket.destroy(), stalledMs)
      return false
    },
    size(cols, rows) {
      // Who has enough waiting will look again.
      if (socket.writableLength <= enough) socket.write(encodeJsonFrame(frame.resize, { cols, rows }))
    },
    exit(code) {
      socket.end(encodeJsonFrame(frame.exit, { code }))
      stalled ??= setTimeout(() => socket.destroy(), stalledMs)
    },
  }

  const replay = terminal.attach(viewer)
  answer({ replayBytes: replay.length, ...terminal.size() })
  if (replay.length > 0) writeFrames(socket, frame.data, replay)

  const forget = terminal.onInputDrained(() => socket.resume())
  socket.on('drain', () => {
    if (stalled) clearTimeout(stalled)
    stalled = null
    terminal.drained(viewer)
  })
  socket.on('close', () => {
    if (stalled) clearTimeout(stalled)
    forget()
    terminal.detach(viewer)
  })

  const read = createFrameReader((type, payload) => {
    if (onlyLooks) return
    if (type === frame.data && payload.length > 0 && !terminal.input(payload)) socket.pause()
    if (type === frame.resize) {
      const { cols, rows } = JSON.parse(payload.toString('utf8')) as { cols: unknown; rows: unknown }
      if (isSize(cols) && isSize(rows)) terminal.resize(cols, rows)
    }
  })
  const onData = (chunk: Buffer) => {
    try {
      read(chunk)
    } catch {
      socket.destroy()
    }
  }
  socket.on('data', onData)
  if (rest.length > 0) onData(rest)
}

export function isSize(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 1000
}
