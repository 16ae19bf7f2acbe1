import { startBootstrap, type BootstrapEnd } from './bootstrap.ts'
import type { KeeperConfig } from './keeper-config.ts'
import type { LogWriter } from './log-writer.ts'

export interface BootstrapState {
  readonly state: 'none' | 'running' | 'ended'
  readonly exitCode?: number
  readonly timedOut?: boolean
}

/** First the bootstrap script, where there is one, then `next`; each once, however often it is told to go. */
export function createFirstCommands(config: KeeperConfig, log: () => LogWriter, next: () => void) {
  let began = false
  let end: BootstrapEnd | null = null
  const waiting = new Set<() => void>()
  const wanted = config.bootstrap ?? null

  return {
    go() {
      if (began) return
      began = true
      if (!wanted) return next()
      startBootstrap(config, wanted, log(), (ended) => {
        end = ended
        next()
        for (const wake of waiting) wake()
      })
    },

    /** How it stands, at the latest after this time; before it has begun it counts as running. */
    async state(waitMs: number): Promise<BootstrapState> {
      if (wanted && !end && waitMs > 0) {
        const { promise, resolve } = Promise.withResolvers<void>()
        waiting.add(resolve)
        const timer = setTimeout(resolve, Math.min(waitMs, longestWaitMs))
        await promise
        clearTimeout(timer)
        waiting.delete(resolve)
      }
      if (!wanted) return { state: 'none' }
      return end ? { state: 'ended', ...end } : { state: 'running' }
    },

    end: () => end,
  }
}

const longestWaitMs = 60_000
