/**
 * Work of which each person has so many pieces going at one time. More of theirs wait, and nobody else's do: whoever asks
 * for much, or for what does not answer, has their own requests behind it.
 */
import { Problem } from '../../../platform/http/problem.ts'

export interface FewAtOnce {
  readonly atOnce: number
  readonly mostWaiting: number
}

export function createFewAtOnce({ atOnce, mostWaiting }: FewAtOnce) {
  const people = new Map<string, { going: number; readonly waiting: (() => void)[] }>()
  return async <Value>(person: string, work: () => Promise<Value>): Promise<Value> => {
    const mine = people.get(person) ?? { going: 0, waiting: [] }
    people.set(person, mine)
    if (mine.going < atOnce) mine.going++
    else if (mine.waiting.length >= mostWaiting) throw new Problem('too-many-requests', { retryAfter: 2 })
    // Whoever ends hands their place on.
    else await new Promise<void>((resolve) => mine.waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = mine.waiting.shift()
      if (next) next()
      else if (--mine.going === 0) people.delete(person)
    }
  }
}
