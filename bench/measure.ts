/** From many measurements to the few numbers that are told. */

export interface Summary {
  readonly count: number
  readonly least: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly most: number
}

export function summarize(values: readonly number[]): Summary {
  if (values.length === 0) throw new Error('nothing was measured')
  const sorted = values.toSorted((a, b) => a - b)
  return {
    count: sorted.length,
    least: percentile(sorted, 0),
    p50: percentile(sorted, 50),
    p95: percentile(sorted, 95),
    p99: percentile(sorted, 99),
    most: percentile(sorted, 100),
  }
}

export const median = (values: readonly number[]): number => summarize(values).p50

/** The nearest rank: always a value that was measured. */
function percentile(sorted: readonly number[], percent: number): number {
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length))
  return sorted[rank - 1] as number
}

/** How long it took, in milliseconds, and what came of it. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  const began = performance.now()
  const result = await work()
  return { ms: performance.now() - began, result }
}
