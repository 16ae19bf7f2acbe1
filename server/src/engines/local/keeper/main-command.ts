import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { childCommand, childEnv } from './child-command.ts'
import type { KeeperConfig } from './keeper-config.ts'
import { bytesPassed } from './memory.ts'
import type { LogWriter } from './log-writer.ts'

/** Runs the session's own command with its output in the log. 128 + signal when a signal ended it. */
export function startMainCommand(config: KeeperConfig, command: string, log: LogWriter, onEnd: (code: number) => void) {
  const [file, ...args] = childCommand(config, ['/bin/sh', '-c', command])
  // One pipe for both, as a terminal would show them, would need a shell's redirection: two keep the order well enough.
  const child = spawn(file as string, args, {
    cwd: config.home,
    env: childEnv(config),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let over = false
  for (const output of [child.stdout, child.stderr]) {
    output.on('data', (bytes: Buffer) => {
      log.write(bytes)
      bytesPassed(bytes.length)
    })
  }
  child.on('error', (error) => {
    log.write(Buffer.from(`${error.message}\n`))
    end(127)
  })
  // `close` comes when the output is read to its end; a process left behind may hold it open longer.
  child.on('exit', (code, signal) => void setTimeout(() => end(exitCode(code, signal)), 200))
  child.on('close', (code, signal) => end(exitCode(code, signal)))

  function end(code: number) {
    if (over) return
    over = true
    onEnd(code)
  }
}

function exitCode(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal ? constants.signals[signal] : 0)
}
