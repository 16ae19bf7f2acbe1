/**
 * From counters that only grow to what was used by the second, and to ever coarser points for the time when nobody
 * needs the fine ones any more. Pure but for what it remembers of the look before.
 */
import type { SessionUse } from '../../../engines/engine.ts'

export const finest = 5
/** Seconds that a point stands for, for how many seconds it is kept while the session lives, and after its end. */
export const levels = [
  { seconds: finest, kept: 3_600, keptAfterEnd: 86_400 },
  { seconds: 60, kept: 86_400, keptAfterEnd: 7 * 86_400 },
  { seconds: 900, kept: 30 * 86_400, keptAfterEnd: 30 * 86_400 },
  { seconds: 14_400, kept: Infinity, keptAfterEnd: 30 * 86_400 },
] as const
const coarser = levels.slice(1).map(({ seconds }) => seconds)

export interface MetricValues {
  readonly cpu: number | null
  readonly memory: number | null
  readonly networkReceived: number | null
  readonly networkSent: number | null
  readonly diskRead: number | null
  readonly diskWritten: number | null
  readonly gpu: number | null
  readonly gpuMemory: number | null
}
const metricNames = [
  'cpu',
  'memory',
  'networkReceived',
  'networkSent',
  'diskRead',
  'diskWritten',
  'gpu',
  'gpuMemory',
] as const satisfies readonly (keyof MetricValues)[]

export interface MetricPoint extends MetricValues {
  readonly id: string
  readonly seconds: number
  /** Its end. */
  readonly at: Date
}

interface Bin {
  readonly seconds: number
  /** Milliseconds. */
  readonly end: number
  readonly of: Partial<Record<keyof MetricValues, { sum: number; count: number; most: number }>>
  last: Date
}

interface Known {
  before: SessionUse
  bins: readonly Bin[]
}

export function createMeter() {
  const known = new Map<string, Known>()
  return {
    /** A look at all that run; those that are not there any more have ended. */
    take(at: Date, uses: ReadonlyMap<string, SessionUse>): MetricPoint[] {
      const points: MetricPoint[] = []
      for (const [id, { bins }] of known)
        if (!uses.has(id)) {
          points.push(...bins.map((bin) => pointOf(id, bin, bin.last)))
          known.delete(id)
        }
      for (const [id, use] of uses) {
        const one = known.get(id)
        if (!one) {
          // By the second, nothing can be said yet.
          known.set(id, { before: use, bins: [] })
          continue
        }
        const values = between(one.before, use)
        points.push({ id, seconds: finest, at, ...values })
        const bins = coarser.map((seconds, index) => {
          const end = Math.ceil(at.getTime() / (seconds * 1000)) * seconds * 1000
          const current = one.bins[index]
          if (current?.end === end) return current
          if (current) points.push(pointOf(id, current, new Date(current.end)))
          return { seconds, end, of: {}, last: at }
        })
        for (const bin of bins) add(bin, values, at)
        known.set(id, { before: use, bins })
      }
      return points
    },
  }
}

function between(before: SessionUse, use: SessionUse): MetricValues {
  const seconds = Math.max(0.001, (use.at.getTime() - before.at.getTime()) / 1000)
  // A counter that went back began anew: nothing is known of the time between.
  const rate = (was: number | null, is: number | null) =>
    was === null || is === null || is < was ? null : (is - was) / seconds
  const { gpus } = use
  return {
    cpu: rate(before.cpuSeconds, use.cpuSeconds),
    memory: use.memory,
    networkReceived: rate(before.networkReceived, use.networkReceived),
    networkSent: rate(before.networkSent, use.networkSent),
    diskRead: rate(before.diskRead, use.diskRead),
    diskWritten: rate(before.diskWritten, use.diskWritten),
    gpu: gpus.length === 0 ? null : gpus.reduce((sum, gpu) => sum + gpu.busy, 0) / gpus.length,
    gpuMemory: gpus.length === 0 ? null : gpus.reduce((sum, gpu) => sum + gpu.memory, 0),
  }
}

function add(bin: Bin, values: MetricValues, at: Date): void {
  bin.last = at
  for (const name of metricNames) {
    const value = values[name]
    if (value === null) continue
    const sum = (bin.of[name] ??= { sum: 0, count: 0, most: 0 })
    sum.sum += value
    sum.count += 1
    sum.most = Math.max(sum.most, value)
  }
}

function pointOf(id: string, { seconds, of }: Bin, at: Date): MetricPoint {
  const mean = (name: keyof MetricValues) => (of[name] ? of[name].sum / of[name].count : null)
  const most = (name: keyof MetricValues) => of[name]?.most ?? null
  return {
    id,
    seconds,
    at,
    cpu: mean('cpu'),
    memory: most('memory'),
    networkReceived: mean('networkReceived'),
    networkSent: mean('networkSent'),
    diskRead: mean('diskRead'),
    diskWritten: mean('diskWritten'),
    gpu: mean('gpu'),
    gpuMemory: most('gpuMemory'),
  }
}
