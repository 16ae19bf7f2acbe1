/**
 * The socket of one terminal, which comes back by itself: the process goes on without it, so a lost connection or a
 * restarted server is a pause, not an end.
 */
import { closeCodes } from '@berth/contract/close-codes.ts'
import type { TerminalEvent } from '@berth/contract/terminals.ts'
import { pauseBefore } from '../../../api/pause.ts'

export type LinkState =
  | { readonly name: 'connecting' }
  | { readonly name: 'live' }
  /** Trying again at `retryAt` (milliseconds since 1970). */
  | { readonly name: 'lost'; readonly retryAt: number }
  | { readonly name: 'ended'; readonly code: number | null }
  | { readonly name: 'gone' }
  /** Signed out, and not signed in again. */
  | { readonly name: 'refused' }

export interface TerminalLinkSettings {
  readonly open: () => WebSocket
  readonly onEvent: (event: TerminalEvent) => void
  readonly onOutput: (bytes: Uint8Array) => void
  readonly onState: (state: LinkState) => void
  /** Resolves with whether the person is signed in again. */
  readonly signInAgain: () => Promise<boolean>
  /** Asked when a connection could not be made: is the terminal still there? */
  readonly exists: () => Promise<boolean>
}

export interface TerminalLink extends Disposable {
  send(data: string | Uint8Array): void
  resize(cols: number, rows: number): void
  /** Try at once instead of waiting. */
  wake(): void
  /** Leaves what is on its way and connects anew, to be shown the screen as it is then. */
  skip(): void
}

/** A frame that the server and its way there take in one piece. */
const frameSize = 16 * 1024
/** More than this on the way waits here, so that a large paste does not fill the socket's buffer. */
const highWater = 256 * 1024
/** For the emulator to work off what it has. */
const skipPause = 500
const encoder = new TextEncoder()

export function createTerminalLink(settings: TerminalLinkSettings): TerminalLink {
  let socket: WebSocket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let pump: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let size: { cols: number; rows: number } | undefined
  let waiting: Uint8Array[] = []
  let over = false
  let exitCode: number | null = null

  const finish = (state: LinkState) => {
    over = true
    settings.onState(state)
  }

  const connect = () => {
    clearTimeout(timer)
    timer = undefined
    settings.onState({ name: 'connecting' })
    const opened = settings.open()
    opened.binaryType = 'arraybuffer'
    socket = opened
    let answered = false
    opened.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (socket !== opened) return
      if (typeof data !== 'string') return settings.onOutput(new Uint8Array(data))
      const event = JSON.parse(data) as TerminalEvent
      if (event.type === 'exit') exitCode = event.code
      settings.onEvent(event)
      if (event.type === 'replay') {
        answered = true
        failures = 0
        settings.onState({ name: 'live' })
        if (size !== undefined) tell(size)
      }
    })
    opened.addEventListener('close', ({ code }) => {
      if (socket === opened) void closed(code, answered)
    })
  }

  const closed = async (code: number, answered: boolean) => {
    socket = undefined
    clearTimeout(pump)
    pump = undefined
    // typed into a connection that is gone: sending it minutes later would surprise
    waiting = []
    if (over) return
    if (code === closeCodes.ended || exitCode !== null) return finish({ name: 'ended', code: exitCode })
    if (code === closeCodes.gone) return finish({ name: 'gone' })
    if (code === closeCodes.notAllowed) {
      const again = await settings.signInAgain()
      if (over) return
      return again ? connect() : finish({ name: 'refused' })
    }
    failures += 1
    const pause = pauseBefore(failures)
    settings.onState({ name: 'lost', retryAt: Date.now() + pause })
    timer = setTimeout(connect, pause)
    // a handshake that is refused says nothing to the page, so it asks
    if (!answered && failures > 1) await askWhetherGone()
  }

  const askWhetherGone = async () => {
    try {
      if (await settings.exists()) return
    } catch {
      return
    }
    if (over) return
    clearTimeout(timer)
    finish({ name: 'gone' })
  }

  const tell = ({ cols, rows }: { cols: number; rows: number }) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: 'resize', cols, rows }))
  }

  const drain = () => {
    clearTimeout(pump)
    pump = undefined
    if (socket?.readyState !== WebSocket.OPEN) return
    while (waiting.length > 0 && socket.bufferedAmount < highWater) {
      const next = waiting.shift()
      if (next !== undefined) socket.send(next as Uint8Array<ArrayBuffer>)
    }
    if (waiting.length > 0) pump = setTimeout(drain, 10)
  }

  connect()
  return {
    send(data) {
      if (socket?.readyState !== WebSocket.OPEN) return
      const bytes = typeof data === 'string' ? encoder.encode(data) : data
      for (let at = 0; at < bytes.length; at += frameSize) waiting.push(bytes.subarray(at, at + frameSize))
      drain()
    },
    resize(cols, rows) {
      size = { cols, rows }
      tell(size)
    },
    wake() {
      if (!over && timer !== undefined) connect()
    },
    skip() {
      const left = socket
      if (over || left === undefined) return
      socket = undefined
      left.close(closeCodes.ended)
      settings.onState({ name: 'connecting' })
      timer = setTimeout(connect, skipPause)
    },
    [Symbol.dispose]() {
      over = true
      clearTimeout(timer)
      clearTimeout(pump)
      socket?.close(closeCodes.ended)
      socket = undefined
    },
  }
}
