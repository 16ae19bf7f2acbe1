import type { BootstrapEnd, SessionSpec } from '../engine.ts'
import { runMockCommand, type MockProcess } from './mock-shell.ts'

/** A script run before the command, as long as its time allows; what it says goes to `say`. */
export async function runMockBootstrap(
  { script, timeLimitSeconds }: NonNullable<SessionSpec['bootstrap']>,
  process: Omit<MockProcess, 'out' | 'err' | 'size'>,
  say: (text: string) => void,
): Promise<BootstrapEnd> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), timeLimitSeconds * 1000)
  timer.unref()
  const signal = AbortSignal.any([process.signal, limit.signal])
  const size = () => ({ cols: 80, rows: 24 })
  const exitCode = await runMockCommand(script, { ...process, out: say, err: say, size, signal })
  clearTimeout(timer)
  return { exitCode, timedOut: limit.signal.aborted }
}
