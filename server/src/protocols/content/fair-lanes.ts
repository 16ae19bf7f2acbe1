/**
 * Work of which so much goes on at once, and of each person one thing at a time: who has much to do waits behind
 * themselves, and everybody else for the few that are before them.
 */
export interface LaneLimits {
  readonly atOnce: number
  /** Of each person, beside what goes on. */
  readonly waiting: number
}

/** Null: this person has so much waiting that no more is taken. */
export type FairLanes = <Value>(who: string, work: () => Promise<Value>) => Promise<Value | null>

export function createFairLanes({ atOnce, waiting }: LaneLimits): FairLanes {
  /** Whose turn is first is first. */
  const lines = new Map<string, (() => void)[]>()
  const going = new Set<string>()

  function goOn(): void {
    for (const [who, line] of lines) {
      if (going.size >= atOnce) return
      if (going.has(who)) continue
      const go = line.shift()
      // Behind the others, if there is more.
      lines.delete(who)
      if (line.length > 0) lines.set(who, line)
      going.add(who)
      go?.()
    }
  }

  return async (who, work) => {
    const line = lines.get(who) ?? []
    if (line.length >= waiting) return null
    await new Promise<void>((resolve) => {
      line.push(resolve)
      lines.set(who, line)
      goOn()
    })
    try {
      return await work()
    } finally {
      going.delete(who)
      goOn()
    }
  }
}
