/** A command in a session with its three streams, signals and exit code, as if it ran here. */
import type { ExecEvent } from '@berth/contract/terminals.ts'
import { terminals } from '@berth/contract/terminals.ts'
import { constants } from 'node:os'
import type { WebSocket } from 'ws'
import { exitCodes, Failure } from './failure.ts'
import type { Server } from './server.ts'
import { closeFailure, openSocket } from './socket.ts'
import type { Io } from './terminal-io.ts'

export interface ExecCommand {
  readonly command: readonly string[]
  readonly cwd?: string
  readonly stdin: boolean
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** Bytes on their way to the server before reading our input waits. */
const window = 1024 * 1024

export async function runCommand(server: Server, io: Io, id: string, { command, cwd, stdin }: ExecCommand) {
  const socket = await openSocket(server, terminals.exec, { id })
  const control = (frame: object) => socket.send(JSON.stringify(frame))
  const done = new AbortController()
  const ended = receive(socket, io)
  const handlers = passSignals(control, () => socket.terminate())
  try {
    control({ type: 'run', command, ...(cwd === undefined ? {} : { cwd }) })
    if (stdin) void passInput(socket, io, control, done.signal)
    else control({ type: 'stdin-end' })
    return await ended
  } finally {
    done.abort()
    handlers.remove()
    socket.close()
    // What is left of our input is not ours to wait for.
    io.stdin.destroy()
  }
}

/** Output to our streams, at their pace, until the command's end; answers its exit code. */
function receive(socket: WebSocket, io: Io): Promise<number> {
  return new Promise((resolve, reject) => {
    let end: ExecEvent | undefined
    const finish = () => {
      if (end?.type === 'exit') resolve(end.code ?? 128 + (end.signal ? signalNumber(end.signal) : 0))
      else if (end) reject(new Failure(exitCodes.notExecutable, end.detail))
    }
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) {
        end = JSON.parse(data.toString()) as ExecEvent
        return finish()
      }
      const target = data[0] === 2 ? io.stderr : io.stdout
      if (target.write(data.subarray(1))) return
      socket.pause()
      target.once('drain', () => socket.resume())
    })
    socket.once('error', () => {})
    socket.once('close', (code) => end ?? reject(closeFailure(code)))
  })
}

async function passInput(socket: WebSocket, io: Io, control: (frame: object) => void, signal: AbortSignal) {
  try {
    for await (const chunk of io.stdin) {
      if (signal.aborted || socket.readyState !== socket.OPEN) return
      const sent = new Promise((resolve) => socket.send(chunk as Uint8Array, { binary: true }, resolve))
      if (socket.bufferedAmount > window) await sent
    }
    if (socket.readyState === socket.OPEN) control({ type: 'stdin-end' })
  } catch {
    // Our input was closed at the end.
  }
}

/** Passed on; the third of a kind gives up here, should the other side not answer. */
function passSignals(control: (frame: object) => void, giveUp: () => void) {
  const counts = new Map<string, number>()
  const handlers = signals.map((name) => {
    const handler = () => {
      counts.set(name, (counts.get(name) ?? 0) + 1)
      if ((counts.get(name) ?? 0) > 2) giveUp()
      else control({ type: 'signal', name })
    }
    process.on(name, handler)
    return [name, handler] as const
  })
  return { remove: () => handlers.forEach(([name, handler]) => process.off(name, handler)) }
}

const signalNumber = (name: string) => constants.signals[name as NodeJS.Signals] ?? 0
