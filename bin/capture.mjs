/** Programs that prepare the clone: quiet unless they fail, and ended with us. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { heldLock } from './install-lock.mjs'

/**
 * Runs a program and answers its exit code and output. Asked to end meanwhile, we end it first; should we be killed
 * without a chance to, it still holds the lock (see install-lock.mjs). `mayFinish`: it must not be broken off.
 */
export function capture([program, ...options], { mayFinish = false, ...settings }) {
  return new Promise((resolve) => {
    const chunks = []
    const lock = heldLock()
    const child = spawn(program, options, {
      ...settings,
      stdio: ['ignore', 'pipe', 'pipe', ...(lock > 0 ? [lock] : [])],
    })
    const stop = (signal) => {
      if (!mayFinish) child.kill(signal)
      process.exit(128 + constants.signals[signal])
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk))
    const end = (code) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, stop)
      resolve({ code, output: Buffer.concat(chunks).toString().trimEnd() })
    }
    child.once('error', (error) => end(error.code))
    child.once('close', (code, signal) => end(code ?? signal))
  })
}
