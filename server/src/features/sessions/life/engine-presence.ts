/** Is the engine there? Asked beside everything else, since the answer may take a while. */
import type { EngineProblem } from '../../../engines/engine.ts'
import type { Log } from '../../../platform/log/log.ts'
import type { Nodes } from '../../nodes/nodes.service.ts'

/** `unknown` until it has answered for the first time. */
export type EngineState = 'unknown' | 'here' | 'away'

export interface Presence {
  readonly state: () => EngineState
  /** It did not answer: nothing begins until it does. */
  readonly away: (problem: EngineProblem) => Promise<void>
  /** Asks if it is time. Answers after how many milliseconds it is time again. */
  readonly askWhenDue: () => number
}

export interface PresenceOptions {
  readonly nodes: Nodes
  readonly log: Log
  /** It is there, and was not before: what happened meanwhile is to be looked at before anything begins. */
  readonly onBack: () => void
  /** The answer is known. */
  readonly onAnswer: () => void
  /** Between two questions to one that is away, at most. */
  readonly mostPauseMs?: number
}

const firstPauseMs = 250
/** One that is well is asked so often whether that and its size have changed. */
const wellPauseMs = 30_000

export function createPresence({ nodes, log, onBack, onAnswer, mostPauseMs = 15_000 }: PresenceOptions): Presence {
  let state: EngineState = 'unknown'
  let asking = false
  let askAt = 0
  let pauseMs = firstPauseMs
  let backAt = 0

  const ask = async () => {
    asking = true
    try {
      const { available, remedy } = await nodes.refresh()
      if (available && state !== 'here') {
        backAt = Date.now()
        onBack()
      } else if (!available && state !== 'away') log.warn('No sessions can start now', { remedy })
      state = available ? 'here' : 'away'
    } catch (error) {
      state = 'away'
      log.warn('The engine could not be asked', { error: error as Error })
    }
    if (state === 'away') pauseMs = Math.min(mostPauseMs, pauseMs * 2)
    askAt = Date.now() + (state === 'here' ? wellPauseMs : pauseMs)
    asking = false
    onAnswer()
  }

  return {
    state: () => state,
    async away(problem) {
      if (state !== 'away') {
        log.warn('The engine is away', { error: problem })
        state = 'away'
        // One that says it is there but does not do its work is asked less and less often.
        pauseMs = Date.now() - backAt > 2 * wellPauseMs ? firstPauseMs : Math.min(mostPauseMs, pauseMs * 2)
        askAt = Date.now() + pauseMs
      }
      await nodes.unavailable(problem.message)
    },
    askWhenDue() {
      if (!asking && Date.now() >= askAt) void ask()
      return asking ? mostPauseMs : askAt - Date.now()
    },
  }
}
