import type { Readable, Writable } from 'node:stream'

/** The streams and variables that a command works with: those of the process, or a test's. */
export interface Io {
  readonly stdin: Readable & { isTTY?: boolean; setRawMode?(raw: boolean): unknown }
  readonly stdout: Writable & { isTTY?: boolean; columns?: number; rows?: number }
  readonly stderr: Writable & { isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Resolves when the stream takes more; a slow reader slows us and fills no memory. */
export function write(stream: Writable, data: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(data, (error) => (error ? reject(error) : resolve()))
  })
}

/** A line about what is going on, replaced by the next one; only for people at a terminal. */
export function createProgress(io: Io) {
  let shown = ''
  const show = (text: string) => {
    if (!io.stderr.isTTY || text === shown) return
    io.stderr.write(`\r\u001b[K${text}`)
    shown = text
  }
  return { show, clear: () => show('') }
}
