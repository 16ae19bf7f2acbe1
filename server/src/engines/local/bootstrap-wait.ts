import { setTimeout as delay } from 'node:timers/promises'
import { EngineProblem, type BootstrapEnd } from '../engine.ts'
import { askOnce } from './keeper-client.ts'
import { parseBootstrapEnd, readState, type SessionPaths } from './session-directory.ts'

interface Deps {
  readonly pathsOf: (id: string) => SessionPaths
  /** Looks whether it still runs, and writes its end down when it does not. */
  readonly settle: (id: string) => Promise<void>
  readonly closing: AbortSignal
}

/** A script that ends at once is not told of. */
const firstWaitMs = 30
const waitMs = 10_000
const answerMs = 5_000
const retryMs = 200

/** Waits for the script that a session's keeper runs before all else; asked again and again, for the keeper knows. */
export function createBootstrapWait({ pathsOf, settle, closing }: Deps) {
  /** How it ended; null: there is none, or the session ended by itself first. Rejects when the session was stopped. */
  async function end(id: string, signal: AbortSignal, onRuns: () => void = () => {}): Promise<BootstrapEnd | null> {
    const over = AbortSignal.any([signal, closing])
    let told = false
    for (let wait = firstWaitMs; ;) {
      if (over.aborted) throw new EngineProblem('cancelled', 'nobody waits for the bootstrap script any more')
      const state = readState(pathsOf(id))
      if (!state || state.phase === 'stopping' || state.end?.cause === 'stopped')
        throw new EngineProblem('cancelled', 'the session was ended')
      if (!state.bootstrap) return null
      if (state.end) return state.bootstrapEnd ?? null
      const answer = await unlessAborted(ask(id, wait), over)
      if (answer?.['state'] === 'ended') return parseBootstrapEnd(answer)
      if (answer?.['state'] === 'none') return null
      if (answer && !told) {
        told = true
        onRuns()
      }
      if (answer) wait = waitMs
      else {
        await settle(id)
        await unlessAborted(delay(retryMs, undefined, { ref: false }), over)
      }
    }
  }

  /** Null: the keeper is gone, or does not answer for now. */
  async function ask(id: string, wait: number) {
    const { socket } = pathsOf(id)
    try {
      // A server may have ended between writing down that it runs and saying so to the keeper.
      if (wait === firstWaitMs) await askOnce(socket, { op: 'go' }, answerMs)
      return await askOnce(socket, { op: 'bootstrap', waitMs: wait }, wait + answerMs)
    } catch {
      return null
    }
  }

  /** Resolves when it does not run, for whatever reason. */
  async function over(id: string, signal: AbortSignal): Promise<void> {
    const state = readState(pathsOf(id))
    if (!state || state.phase !== 'running') return
    await end(id, signal).catch(() => {})
  }

  return { end, over }
}

function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value | null> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(null)
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
