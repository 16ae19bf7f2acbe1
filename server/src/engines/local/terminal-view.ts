import type { TerminalState, TerminalView } from '../engine.ts'
import { createFrameDuplex, endOf, readFrames } from './frame-stream.ts'
import type { KeeperAnswer } from './keeper-client.ts'
import { frame } from './keeper/wire.ts'

const mostReplay = 512 * 1024

export function createTerminalView(answer: KeeperAnswer): TerminalView {
  const stream = createFrameDuplex(answer.socket, frame.data)
  const claimed = answer.fields['replayBytes']
  const replayBytes = Number.isSafeInteger(claimed) ? Math.min(Math.max(claimed as number, 0), mostReplay) : 0
  const { promise, resolve } = Promise.withResolvers<{ readonly code: number } | null>()
  let size = { cols: count(answer.fields['cols']), rows: count(answer.fields['rows']) }
  const sizeListeners = new Set<(cols: number, rows: number) => void>()
  const onResized = (payload: Buffer) => {
    const { cols, rows } = JSON.parse(payload.toString('utf8')) as Record<string, unknown>
    size = { cols: count(cols), rows: count(rows) }
    for (const listener of sizeListeners) listener(size.cols, size.rows)
    return true
  }
  const outputs = new Map([
    [frame.data, (bytes: Buffer) => stream.push(bytes)],
    [frame.resize, onResized],
  ] as [number, (bytes: Buffer) => boolean][])
  const connection = readFrames(answer, outputs, (fields) => {
    const code = fields?.['code']
    resolve(Number.isInteger(code) ? { code: (code as number) & 255 } : null)
    endOf(stream)
  })
  // The other direction alone is of no use: a viewer that ends its writing is done.
  stream.on('finish', () => connection.socket.end())
  return {
    stream,
    replayBytes,
    resize: (cols, rows) => connection.sendJson(frame.resize, { cols, rows }),
    onSize(listener) {
      sizeListeners.add(listener)
      listener(size.cols, size.rows)
    },
    exit: promise,
  }
}

export function parseTerminals(fields: Readonly<Record<string, unknown>>): TerminalState[] {
  const list = Array.isArray(fields['terminals']) ? fields['terminals'].slice(0, 32) : []
  return list.flatMap((it: unknown) => {
    const { terminal, title, cols, rows, startedAt } = (it ?? {}) as Record<string, unknown>
    if (typeof terminal !== 'string' || terminal.length > 64) return []
    return [
      {
        terminal,
        title: typeof title === 'string' ? title.slice(0, 256) : '',
        cols: count(cols),
        rows: count(rows),
        startedAt: new Date(Number.isSafeInteger(startedAt) ? Math.min(startedAt as number, 8.64e15) : 0),
      },
    ]
  })
}

function count(value: unknown): number {
  return Number.isInteger(value) ? Math.min(Math.max(value as number, 1), 1000) : 1
}
