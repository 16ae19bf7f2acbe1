import { createRequire } from 'node:module'
import { ReadStream } from 'node:tty'
import { childCommand, childEnv } from './child-command.ts'
import type { KeeperConfig } from './keeper-config.ts'

/** The native part of node-pty; its JavaScript is not needed. */
interface Native {
  fork(
    file: string,
    args: readonly string[],
    env: readonly string[],
    cwd: string,
    cols: number,
    rows: number,
    uid: number,
    gid: number,
    utf8: boolean,
    helper: string,
    onExit: (code: number, signal: number) => void,
  ): { fd: number; pid: number; pty: string }
  resize(fd: number, cols: number, rows: number): void
}

export interface PtyRequest {
  readonly cols: number
  readonly rows: number
  readonly command?: readonly string[] | undefined
  readonly cwd?: string | undefined
  readonly env?: Readonly<Record<string, string>> | undefined
}

/** A program on a pty of its own. */
export interface Pty {
  readonly pid: number
  /** Both ways; closed when nobody has the other side open any more. */
  readonly stream: ReadStream
  resize(cols: number, rows: number): void
}

let native: Native | null = null

/** `signal` is 0 where the program ended by itself. */
export function startPty(
  config: KeeperConfig,
  request: PtyRequest,
  onExit: (code: number, signal: number) => void,
): Pty {
  native ??= createRequire(import.meta.url)(config.pty) as Native
  const { fork, resize } = native
  const [file = '', ...args] = childCommand(config, request.command ?? config.shell)
  const env = childEnv(config, { ...request.env, TERM: request.env?.['TERM'] ?? 'xterm-256color' })
  const pairs = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  const cwd = request.cwd ?? config.home
  const child = fork(file, args, pairs, cwd, request.cols, request.rows, -1, -1, true, '', onExit)
  const stream = new ReadStream(child.fd)
  // EIO is how a pty says that nobody has it open any more.
  stream.on('error', () => stream.destroy())
  return {
    pid: child.pid,
    stream,
    resize(cols, rows) {
      if (stream.destroyed) return
      try {
        resize(child.fd, cols, rows)
      } catch {
        // The program has just ended.
      }
    },
  }
}
