import { Readable, Writable } from 'node:stream'
import type { ExecStream } from '../engine.ts'
import { endOf, readFrames } from './frame-stream.ts'
import type { KeeperAnswer } from './keeper-client.ts'
import { frame, writeFrames } from './keeper/wire.ts'

export function createExecStream(answer: KeeperAnswer): ExecStream {
  const { socket } = answer
  // The connection goes on when each of both has room again.
  const full = new Set<Readable>()
  const output = () => {
    const stream: Readable = new Readable({
      read() {
        full.delete(stream)
        if (full.size === 0) socket.resume()
      },
    })
    return stream
  }
  const stdout = output()
  const stderr = output()
  const into = (stream: Readable) => (bytes: Buffer) => {
    if (stream.destroyed || stream.push(bytes)) return true
    full.add(stream)
    return false
  }
  const { promise, resolve } = Promise.withResolvers<{ readonly code: number | null; readonly signal: string | null }>()
  const outputs = new Map([
    [frame.stdout as number, into(stdout)],
    [frame.stderr as number, into(stderr)],
  ])
  const connection = readFrames(answer, outputs, (fields) => {
    const code = fields?.['code']
    const signal = fields?.['signal']
    resolve({
      code: Number.isInteger(code) ? (code as number) & 255 : null,
      signal: typeof signal === 'string' && /^SIG[A-Z0-9]{2,10}$/.test(signal) ? signal : null,
    })
    for (const stream of [stdout, stderr]) endOf(stream)
  })
  const stdin = new Writable({
    write(bytes: Buffer, _encoding, done) {
      if (!socket.writable) return done()
      if (writeFrames(socket, frame.data, bytes)) return done()
      const go = () => {
        socket.off('drain', go)
        socket.off('close', go)
        done()
      }
      socket.once('drain', go)
      socket.once('close', go)
    },
    final(done) {
      connection.send(frame.inputEnd, Buffer.alloc(0))
      done()
    },
  })
  stdin.on('error', () => {})
  return {
    stdin,
    stdout,
    stderr,
    signal: (name) => connection.sendJson(frame.signal, { signal: name }),
    resize: (cols, rows) => connection.sendJson(frame.resize, { cols, rows }),
    exit: promise,
    async [Symbol.asyncDispose]() {
      socket.destroy()
      await promise
    },
  }
}
