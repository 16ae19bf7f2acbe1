/**
 * Is anything on the other end? A connection can die without a word (a cable pulled, a laptop that slept, a proxy that
 * forgot), and the browser calls it open for ever. The server says `beat` in time, so silence tells.
 */
import { beatMs } from '@berth/contract/event-beat.ts'

export interface Hearing {
  readonly hear: () => void
  /** Nothing was heard for so long that nothing will be. */
  readonly isDead: () => boolean
}

/** Two beats may be lost or late, not more. */
const mostSilentMs = 2.5 * beatMs
/** For the first word. */
const mostOpeningMs = 10_000

/** By the clock of the day, which goes on while a machine sleeps. */
export function createHearing(): Hearing {
  let at = Date.now()
  let patience = mostOpeningMs
  return {
    hear() {
      at = Date.now()
      patience = mostSilentMs
    },
    isDead: () => Date.now() - at > patience,
  }
}
