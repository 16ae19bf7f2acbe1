import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { constants } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { onAnnouncement } from './announcements.ts'
import { childCommand, childEnv } from './child-command.ts'
import type { KeeperConfig } from './keeper-config.ts'
import { bytesPassed } from './memory.ts'
import { startPty } from './pty.ts'
import { isSize } from './terminal-connection.ts'
import { createFrameReader, encodeJsonFrame, frame, writeFrames, type FrameType } from './wire.ts'

export interface ExecRequest {
  readonly command: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** On a terminal of this size that lives as long as the connection; null or none: with pipes. */
  readonly pty?: { readonly cols: number; readonly rows: number } | null
}

interface Running {
  readonly pid: number | undefined
  readonly input: Writable
  readonly outputs: readonly (readonly [Readable, FrameType])[]
  endInput(): void
  resize(cols: number, rows: number): void
}

/** So long nothing must come any more before what a process left behind holds open is taken for empty. */
const quietMs = 200

/** Shells ignore being asked to end; that their terminal is gone they obey. */
const hangUps = new Set<() => void>()

export function hangUpAll() {
  for (const hangUp of hangUps) hangUp()
}

/**
 * Runs a command for one connection; it is told when the connection goes away. While the session is ended, how a command
 * ends is not told: it is ended with the rest, and its connection with the keeper.
 */
export function serveExec(
  socket: Socket,
  rest: Buffer,
  config: KeeperConfig,
  request: ExecRequest,
  { answer, isStopping }: { readonly answer: (value: object) => void; readonly isStopping: () => boolean },
) {
  const full = new Set<Readable>()
  let lastOutput = 0
  let ended: { readonly code: number | null; readonly signal: string | null } | null = null
  let over = false

  const exited = (code: number | null, signal: string | null) => {
    ended ??= { code, signal }
    settle()
  }
  const running = request.pty
    ? onPty(config, { ...request, ...request.pty }, exited)
    : onPipes(config, request, exited, finish)
  answer({})
  if (request.pty) {
    // Who does not read gets none.
    const deafen = onAnnouncement((line) => full.size === 0 && writeFrames(socket, frame.stdout, line))
    socket.once('close', deafen)
    const hangUp = () => kill('SIGHUP')
    hangUps.add(hangUp)
    socket.once('close', () => hangUps.delete(hangUp))
  }

  for (const [output, type] of running.outputs) {
    output.on('data', (bytes: Buffer) => {
      lastOutput = Date.now()
      bytesPassed(bytes.length)
      if (writeFrames(socket, type, bytes)) return
      full.add(output)
      output.pause()
    })
    output.on('error', () => output.destroy())
    output.on('close', () => ended && running.outputs.every(([one]) => one.destroyed) && finish())
  }
  socket.on('drain', () => {
    for (const output of full) output.resume()
    full.clear()
  })
  running.input.on('error', () => running.input.destroy())
  running.input.on('drain', () => socket.resume())
  running.input.on('close', () => socket.resume())

  /** A process left behind may keep the output open: what is in it by now is read, at the pace of who reads it. */
  function settle() {
    const timer = setTimeout(() => {
      if (over) return
      if (full.size > 0 || Date.now() - lastOutput < quietMs) settle()
      else finish()
    }, quietMs)
    timer.unref()
  }

  function finish() {
    if (over) return
    over = true
    if (!isStopping()) socket.end(encodeJsonFrame(frame.exit, ended ?? { code: null, signal: null }))
    running.input.destroy()
    for (const [output] of running.outputs) output.destroy()
  }

  function kill(signal: NodeJS.Signals) {
    try {
      if (running.pid !== undefined) process.kill(-running.pid, signal)
    } catch {
      // Gone already.
    }
  }

  const read = createFrameReader((type, payload) => {
    const { input } = running
    if (type === frame.data && payload.length > 0 && input.writable && !input.write(payload)) socket.pause()
    if (type === frame.inputEnd) running.endInput()
    if (type === frame.signal) {
      const { signal } = JSON.parse(payload.toString('utf8')) as { signal: unknown }
      if (typeof signal === 'string' && signal in constants.signals) kill(signal as NodeJS.Signals)
    }
    if (type === frame.resize) {
      const { cols, rows } = JSON.parse(payload.toString('utf8')) as Record<string, unknown>
      if (isSize(cols) && isSize(rows)) running.resize(cols, rows)
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
    for (const [output] of running.outputs) output.destroy()
    setTimeout(() => kill('SIGKILL'), 2000).unref()
  })
  if (rest.length > 0) onData(rest)
}

type OnExit = (code: number | null, signal: string | null) => void

function onPipes(config: KeeperConfig, request: ExecRequest, onExit: OnExit, onClose: () => void): Running {
  const [file = '', ...args] = childCommand(config, request.command)
  const child = spawn(file, args, {
    cwd: request.cwd ?? config.home,
    env: childEnv(config, request.env),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  child.on('error', () => onExit(127, null))
  child.on('exit', onExit)
  child.on('close', (code, signal) => {
    onExit(code, signal)
    onClose()
  })
  return {
    pid: child.pid,
    input: child.stdin,
    outputs: [
      [child.stdout, frame.stdout],
      [child.stderr, frame.stderr],
    ],
    endInput: () => void child.stdin.end(),
    resize() {},
  }
}

function onPty(
  config: KeeperConfig,
  request: ExecRequest & { readonly cols: number; readonly rows: number },
  onExit: OnExit,
): Running {
  const pty = startPty(config, request, (code, signal) =>
    signal > 0 ? onExit(null, signalName(signal)) : onExit(code, null),
  )
  const { pid, stream, resize } = pty
  // Who sends no more may still want to see: a terminal has one direction no more than a screen has.
  return { pid, input: stream, outputs: [[stream, frame.stdout]], endInput() {}, resize }
}

const signalName = (number: number) =>
  Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? `SIG${number}`
