/** What a benchmark is, and what it answers with. */
import type { Table } from './table.ts'

export interface Benchmark {
  readonly name: string
  /** One line for `--help`. */
  readonly measures: string
  run(say: (progress: string) => void): Promise<Outcome>
}

export interface Outcome {
  readonly tables: readonly Table[]
  readonly targets: readonly Target[]
  /** For programs that compare runs; written to bench/results/. */
  readonly figures: Readonly<Record<string, unknown>>
}

export interface Target {
  /** What was measured, with its unit. */
  readonly what: string
  readonly measured: number
  readonly bound: 'at least' | 'at most'
  readonly goal: number
}

export const isMet = ({ measured, bound, goal }: Target): boolean =>
  bound === 'at least' ? measured >= goal : measured <= goal
