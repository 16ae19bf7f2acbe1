/**
 * Answers that may be given again, byte for byte, because nothing was committed since: each is kept with the snapshot of
 * the database that authentication had read before the answer was made. A request whose own authentication, read after
 * it arrived, sees the very same snapshot would get the very same answer (docs/decisions/0002-shared-reads-without-invalidation.md). Any commit anywhere
 * makes all of them worthless, and what depends on the clock is never older than `freshMs`.
 */
export interface LastAnswers {
  find(key: string, snapshot: string, now: number): Buffer | undefined
  keep(key: string, snapshot: string, now: number, bytes: Buffer): void
}

export interface LastAnswersLimits {
  readonly freshMs?: number
  readonly entries?: number
  /** Larger ones are not kept. */
  readonly bytes?: number
}

export function createLastAnswers(limits: LastAnswersLimits = {}): LastAnswers {
  const { freshMs = 500, entries = 100, bytes: most = 64 * 1024 } = limits
  const kept = new Map<string, { readonly snapshot: string; readonly at: number; readonly bytes: Buffer }>()
  return {
    find(key, snapshot, now) {
      const answer = kept.get(key)
      if (!answer) return undefined
      if (answer.snapshot === snapshot && now - answer.at < freshMs) return answer.bytes
      kept.delete(key)
      return undefined
    },
    keep(key, snapshot, now, bytes) {
      if (bytes.length > most) return
      kept.delete(key)
      kept.set(key, { snapshot, at: now, bytes })
      // The first one in is the one that was made longest ago.
      if (kept.size > entries) kept.delete(kept.keys().next().value ?? '')
    },
  }
}
