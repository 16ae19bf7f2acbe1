/** What charts draw, from what the server says. */
import type { SessionMetrics } from '@berth/contract/activity.ts'

export const ranges = { quarter: 900, hour: 3600, day: 86_400, life: undefined } as const
export type Range = keyof typeof ranges

export type Series = readonly (number | null)[]

/**
 * Points that are so much further apart than they stand for have nothing between them. The finest come when somebody
 * looks, the others at the end of each minute, quarter of an hour and so on.
 */
const apartOf = (seconds: number) => seconds * (seconds < 60 ? 3 : 1.5)

/**
 * Where nothing was measured for a while (the server was away), a point without values keeps the line from going
 * through it.
 */
export function withGaps({ at, seconds }: Pick<SessionMetrics, 'at' | 'seconds'>, series: readonly Series[]) {
  const times: number[] = []
  const values: (number | null)[][] = series.map(() => [])
  for (const [index, time] of at.entries()) {
    const before = at[index - 1]
    if (before !== undefined && time - before > apartOf(seconds)) {
      times.push(before + seconds)
      for (const one of values) one.push(null)
    }
    times.push(time)
    for (const [place, one] of values.entries()) one.push(series[place]?.[index] ?? null)
  }
  return { times, values }
}

export const lastOf = (series: Series): number | null => series.findLast((value) => value !== null) ?? null

export function mostOf(series: readonly Series[]): number | null {
  let most: number | null = null
  for (const one of series) for (const value of one) if (value !== null && (most === null || value > most)) most = value
  return most
}

export const isKnown = (series: readonly Series[]) => series.some((one) => one.some((value) => value !== null))

/** The newest that was asked for a moment; past it, the last one. */
export function indexAt(at: readonly number[], time: number): number {
  let low = 0
  let high = at.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((at[middle] ?? 0) < time) low = middle + 1
    else high = middle
  }
  return low
}
