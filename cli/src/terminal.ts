/** A terminal of a session on the terminal that we run in. */
import type { TerminalEvent } from '@berth/contract/terminals.ts'
import { terminals } from '@berth/contract/terminals.ts'
import type { WebSocket } from 'ws'
import type { Failure } from './failure.ts'
import { exitCodes } from './failure.ts'
import type { Server } from './server.ts'
import { closeFailure, openSocket } from './socket.ts'
import type { Io } from './terminal-io.ts'

export async function openTerminal(server: Server, io: Io, id: string, command: readonly string[] = []) {
  const size = () => ({ cols: clamp(io.stdout.columns || 80), rows: clamp(io.stdout.rows || 24) })
  const body = { ...size(), ...(command.length > 0 ? { command: [...command] } : {}) }
  const { id: tid } = await server.client.terminals.open({ params: { id }, body })
  const close = () => server.client.terminals.close({ params: { id, tid } }).catch(() => undefined)
  const socket = await openSocket(server, terminals.stream, { id, tid })
  const resize = () => socket.send(JSON.stringify({ type: 'resize', ...size() }))
  const hangUp = () => socket.close()
  io.stdin.setRawMode?.(true)
  io.stdout.on('resize', resize)
  process.on('SIGHUP', hangUp).on('SIGTERM', hangUp)
  try {
    const end = receive(socket, io)
    keyboard(io, socket)
    const code = await end
    if (code === 'left') await close()
    return code === 'left' ? exitCodes.interrupted : code
  } finally {
    io.stdin.setRawMode?.(false)
    io.stdout.off('resize', resize)
    process.off('SIGHUP', hangUp).off('SIGTERM', hangUp)
    socket.close()
    io.stdin.destroy()
  }
}

const clamp = (length: number) => Math.min(Math.max(length, 1), 1000)

function receive(socket: WebSocket, io: Io): Promise<number | 'left'> {
  return new Promise((resolve, reject) => {
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        if (io.stdout.write(data)) return
        socket.pause()
        io.stdout.once('drain', () => socket.resume())
        return
      }
      const event = JSON.parse(data.toString()) as TerminalEvent
      if (event.type === 'exit') resolve(event.code)
    })
    socket.once('error', () => {})
    socket.once('close', (code) => (code === 1005 || code === 1000 ? resolve('left') : reject(restored(io, code))))
  })
}

/** The message belongs on a line of its own, whatever the screen held. */
function restored(io: Io, code: number): Failure {
  io.stdout.write('\r\n')
  return closeFailure(code)
}

/** Every key goes there, except Enter ~ . as in ssh, which leaves when nothing else does. */
function keyboard(io: Io, socket: WebSocket): void {
  let before = '\r'
  io.stdin.on('data', (chunk: Buffer) => {
    const keys = chunk.toString('latin1')
    if (/(^|[\r\n])~\.$/.test(before + keys) && keys.length <= 2) return socket.close()
    before = (before + keys).slice(-2)
    if (socket.readyState === socket.OPEN) socket.send(chunk, { binary: true })
  })
}
