import { ApiProblem } from '@berth/contract/client.ts'
import type { consoleSignInEn } from '@berth/contract/texts/console-sign-in.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { useState } from 'react'
import { useNow } from '../ui/clock.ts'

export interface Wait {
  /** Whole seconds until the next attempt may be made; 0 when it may. */
  readonly secondsLeft: number
  /** True once a wait that was shown is over. */
  readonly isOver: boolean
  /** Takes the wait from a 429 answer; says whether the error was one. */
  readonly take: (error: unknown) => boolean
  readonly clear: () => void
}

/** Counts down what a `too-many-requests` answer asks to wait. */
export function useWait(): Wait {
  const [until, setUntil] = useState(0)
  useNow(1000)
  const secondsLeft = until === 0 ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1000))
  return {
    secondsLeft,
    isOver: until !== 0 && secondsLeft === 0,
    take(error) {
      if (!(error instanceof ApiProblem) || error.body.type !== 'too-many-requests') return false
      const seconds = Number(error.body['retryAfter'])
      setUntil(Date.now() + 1000 * (Number.isFinite(seconds) && seconds > 0 ? seconds : 30))
      return true
    },
    clear: () => setUntil(0),
  }
}

export function waitWords(seconds: number, texts: Texts<typeof consoleSignInEn>): string {
  if (seconds < 60) return texts.seconds({ count: seconds })
  return texts.minutesSeconds({ minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
}
