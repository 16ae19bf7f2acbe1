import { onAnnouncement } from './announcements.ts'
import type { KeeperConfig } from './keeper-config.ts'
import { bytesPassed } from './memory.ts'
import { startPty } from './pty.ts'
import { createScreen } from './screen.ts'

export interface TerminalRequest {
  readonly cols: number
  readonly rows: number
  readonly command?: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

export interface Viewer {
  /** It has no keyboard, and nobody waits for it. */
  readonly onlyLooks: boolean
  /** False when the viewer has enough for now; it calls `drained` of the terminal when it takes more. */
  output(bytes: Buffer): boolean
  exit(code: number): void
  /** It has this size now. */
  size(cols: number, rows: number): void
}

export interface Terminal {
  readonly startedAt: number
  readonly pid: number
  size(): { cols: number; rows: number }
  title(): string
  attach(viewer: Viewer): Buffer
  detach(viewer: Viewer): void
  /** A viewer that had enough takes more again. */
  drained(viewer: Viewer): void
  /** False when the program does not read; `onInputDrained` is called when it does. */
  input(bytes: Buffer): boolean
  onInputDrained(listener: () => void): () => void
  resize(cols: number, rows: number): void
  close(): void
}

export function createTerminal(config: KeeperConfig, request: TerminalRequest, onEnd: () => void): Terminal {
  let { cols, rows } = request
  const { pid, stream, resize } = startPty(config, request, (code, signal) => exited(signal > 0 ? 128 + signal : code))
  const screen = createScreen()
  const viewers = new Set<Viewer>()
  const waiting = new Set<Viewer>()
  const inputListeners = new Set<() => void>()
  let exitCode: number | null = null
  let closed = false
  let ended = false

  const show = (bytes: Buffer) => {
    screen.write(bytes)
    bytesPassed(bytes.length)
    for (const viewer of viewers) if (!viewer.output(bytes)) waiting.add(viewer)
    pace()
  }
  stream.on('data', show)
  const deafen = onAnnouncement(show)
  stream.on('close', () => {
    closed = true
    deafen()
    finish()
  })
  stream.on('drain', () => {
    for (const listener of inputListeners) listener()
  })

  /**
   * The program runs at the pace of its fastest viewer; slower ones are cut off by their own bound, and so are those who
   * only look: they must not be able to stop it.
   */
  function pace() {
    const pacing = [...viewers].filter((viewer) => !viewer.onlyLooks)
    const full = pacing.length > 0 && pacing.every((viewer) => waiting.has(viewer))
    if (full && !stream.isPaused()) stream.pause()
    else if (!full && stream.isPaused()) stream.resume()
  }

  function exited(code: number) {
    exitCode = code
    settle(30)
    finish()
  }

  /** A process left behind may hold the pty open for ever: what is in it by now is read, then it is closed. */
  function settle(rounds: number) {
    setTimeout(() => (stream.isPaused() && rounds > 0 ? settle(rounds - 1) : stream.destroy()), 200).unref()
  }

  function finish() {
    if (ended || exitCode === null || !closed) return
    ended = true
    for (const viewer of viewers) viewer.exit(exitCode)
    viewers.clear()
    onEnd()
  }

  return {
    startedAt: Date.now(),
    pid,
    size: () => ({ cols, rows }),
    title: screen.title,
    attach(viewer) {
      viewers.add(viewer)
      pace()
      if (screen.alternate()) nudge()
      return screen.replay()
    },
    detach(viewer) {
      viewers.delete(viewer)
      waiting.delete(viewer)
      pace()
    },
    drained(viewer) {
      waiting.delete(viewer)
      pace()
    },
    input: (bytes) => closed || stream.write(bytes),
    onInputDrained(listener) {
      inputListeners.add(listener)
      return () => inputListeners.delete(listener)
    },
    resize(toCols, toRows) {
      cols = toCols
      rows = toRows
      resize(cols, rows)
      for (const viewer of viewers) viewer.size(cols, rows)
    },
    close() {
      signalGroup(pid, 'SIGHUP')
      setTimeout(() => {
        if (exitCode === null) signalGroup(pid, 'SIGKILL')
        stream.destroy()
      }, 300).unref()
    },
  }

  /** A full-screen program repaints when its size changes: there and back. */
  function nudge() {
    resize(cols, rows > 1 ? rows - 1 : rows + 1)
    setTimeout(() => resize(cols, rows), 60).unref()
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(-pid, signal)
  } catch {
    // Gone already.
  }
}
