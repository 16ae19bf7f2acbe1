import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { childCommand, childEnv } from './child-command.ts'
import type { KeeperConfig } from './keeper-config.ts'
import type { LogWriter } from './log-writer.ts'
import { bytesPassed } from './memory.ts'

export interface BootstrapEnd {
  readonly exitCode: number
  readonly timedOut: boolean
}

/** Between being asked to end and being killed. */
const graceMs = 5000

/**
 * Runs the user's bootstrap script with its output in a log of its own. What it leaves behind goes on; at the end of its
 * time all that belongs to it is ended.
 */
export function startBootstrap(
  config: KeeperConfig,
  { command, timeLimitSeconds }: NonNullable<KeeperConfig['bootstrap']>,
  log: LogWriter,
  onEnd: (end: BootstrapEnd) => void,
) {
  const [file, ...args] = childCommand(config, command)
  const child = spawn(file as string, args, {
    cwd: config.home,
    env: childEnv(config),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let over = false
  let timedOut = false
  for (const output of [child.stdout, child.stderr]) {
    output.on('data', (bytes: Buffer) => {
      log.write(bytes)
      bytesPassed(bytes.length)
    })
    output.on('error', () => output.destroy())
  }
  const kill = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal)
    } catch {
      // Nobody is left.
    }
  }
  const timer = setTimeout(() => {
    timedOut = true
    kill('SIGTERM')
    kill('SIGCONT')
    setTimeout(() => over || kill('SIGKILL'), graceMs)
  }, timeLimitSeconds * 1000)

  child.on('error', (error) => {
    log.write(Buffer.from(`${error.message}\n`))
    end(127)
  })
  // What it left behind may hold its output open: its own end is what counts.
  child.on('exit', (code, signal) => void setTimeout(() => end(exitCode(code, signal)), 100))
  child.on('close', (code, signal) => end(exitCode(code, signal)))

  function end(code: number) {
    if (over) return
    over = true
    clearTimeout(timer)
    onEnd({ exitCode: code, timedOut })
  }
}

function exitCode(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal ? constants.signals[signal] : 0)
}
