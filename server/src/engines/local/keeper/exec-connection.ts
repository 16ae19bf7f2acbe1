import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { constants } from 'node:os'
import type { Readable } from 'node:stream'
import { childCommand, childEnv } from './child-command.ts'
import type { KeeperConfig } from './keeper-config.ts'
import { bytesPassed } from './memory.ts'
import { createFrameReader, encodeJsonFrame, frame, writeFrames, type FrameType } from './wire.ts'

export interface ExecRequest {
  readonly command: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a command without a terminal for one connection; it is told when the connection goes away. */
export function serveExec(
  socket: Socket,
  rest: Buffer,
  config: KeeperConfig,
  request: ExecRequest,
  answer: (value: object) => void,
) {
  const [file, ...args] = childCommand(config, request.command)
  const child = spawn(file as string, args, {
    cwd: request.cwd ?? config.home,
    env: childEnv(config, request.env),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  let over = false
  answer({})

  forward(child.stdout, frame.stdout)
  forward(child.stderr, frame.stderr)

  function forward(from: Readable, type: FrameType) {
    from.on('data', (bytes: Buffer) => {
      bytesPassed(bytes.length)
      if (!writeFrames(socket, type, bytes)) from.pause()
    })
    from.on('error', () => from.destroy())
    socket.on('drain', () => from.resume())
  }

  child.stdin.on('error', () => child.stdin.destroy())
  child.stdin.on('drain', () => socket.resume())
  child.on('error', () => finish(127, null))
  child.on('close', (code, signal) => finish(code, signal))
  // A process left behind may keep the output open: the command's own end is what counts.
  child.on('exit', (code, signal) => void setTimeout(() => finish(code, signal), 200).unref())

  function finish(code: number | null, signal: string | null) {
    if (over) return
    over = true
    socket.end(encodeJsonFrame(frame.exit, { code, signal }))
    child.stdout.destroy()
    child.stderr.destroy()
    child.stdin.destroy()
  }

  function kill(signal: NodeJS.Signals) {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal)
    } catch {
      // Gone already.
    }
  }

  const read = createFrameReader((type, payload) => {
    if (type === frame.data && payload.length > 0 && !child.stdin.destroyed && !child.stdin.write(payload))
      socket.pause()
    if (type === frame.inputEnd) child.stdin.end()
    if (type === frame.signal) {
      const { signal } = JSON.parse(payload.toString('utf8')) as { signal: unknown }
      if (typeof signal === 'string' && signal in constants.signals) kill(signal as NodeJS.Signals)
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
  socket.on('close', () => {
    if (over) return
    over = true
    kill('SIGHUP')
    setTimeout(() => kill('SIGKILL'), 2000).unref()
  })
  if (rest.length > 0) onData(rest)
}
