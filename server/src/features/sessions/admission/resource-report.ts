/** The evaluator's limits as figures, for sliders and indicators. Pure. */
import type { BoundBy, ResourceReport } from '@berth/contract/resources.ts'
import { lifetimeOf, remaining, type Circumstances, type Layer } from './admission.ts'
import { counted, most, nothing, type Amounts } from './amounts.ts'
import { heldOn } from './placement.ts'

interface Bound {
  readonly boundBy: BoundBy
  readonly limit: number | null
  readonly used: number
  /** What may be added. */
  readonly left: number
}

/** Of two that leave as much, the first: what binds a user also binds their main credential. */
const preference: readonly BoundBy[] = ['user', 'credential', 'project', 'hardware']

const tightest = (bounds: readonly Bound[]): Bound =>
  bounds
    .toSorted((a, b) => preference.indexOf(a.boundBy) - preference.indexOf(b.boundBy))
    .reduce((best, one) => (one.left < best.left ? one : best))

export function reportOf(around: Circumstances, queued: number, fractionalGpus: boolean): ResourceReport {
  const { layers, hardware } = around
  const { total } = hardware
  const held = heldOn(hardware)
  const largest = hardware.shapes.reduce(most, nothing)
  const free = hardware.nodes.filter((node) => node.available).reduce((sum, node) => most(sum, node.free), nothing)
  const left = layers.map(remaining)

  const amount = (key: keyof Amounts, scale: number) => {
    const bound = tightest([
      ...layers.map(({ limit, limits, use }, index) => ({
        boundBy: limit,
        limit: limits[key],
        used: use.live[key],
        left: left[index]?.[key] ?? Infinity,
      })),
      { boundBy: 'hardware', limit: total[key], used: held[key], left: largest[key] },
    ])
    return {
      limit: bound.limit === null ? null : bound.limit / scale,
      used: bound.used / scale,
      free: Math.max(0, Math.min(free[key], bound.left)) / scale,
      max: Math.max(0, bound.left) / scale,
      boundBy: bound.boundBy,
    }
  }
  const [cpu, memory, gpu, gpuShares] = counted.map(({ key, scale }) => amount(key, scale)) as [
    ReturnType<typeof amount>,
    ReturnType<typeof amount>,
    ReturnType<typeof amount>,
    ReturnType<typeof amount>,
  ]
  const containers = tightest([
    ...layers.map(({ limit, limits }) => ({
      boundBy: limit,
      limit: null,
      used: 0,
      left: limits.containers ?? Infinity,
    })),
    { boundBy: 'hardware', limit: null, used: 0, left: hardware.containers },
  ])
  const lifetime = lifetimeOf(layers)
  return {
    cpu,
    memory,
    gpu,
    gpuShares,
    sessions: sessionCount(
      layers,
      ({ limits }) => limits.concurrentSessions,
      ({ use }) => use.heldSessions,
    ),
    pendingSessions: sessionCount(
      layers.filter(({ limit }) => limit !== 'project'),
      ({ limits }) => limits.pendingSessions,
      ({ use }) => use.pendingSessions,
    ),
    containers: { max: containers.left, boundBy: containers.boundBy },
    lifetime:
      lifetime === null
        ? null
        : {
            max: lifetime,
            boundBy: tightest(
              layers.map(({ limit, limits }) => ({
                boundBy: limit,
                limit: null,
                used: 0,
                left: limits.lifetime > 0 ? limits.lifetime : Infinity,
              })),
            ).boundBy,
          },
    fractionalGpus,
    queued,
  }
}

function sessionCount(layers: readonly Layer[], max: (layer: Layer) => number | null, used: (layer: Layer) => number) {
  const bound = tightest([
    ...layers.map((layer) => ({
      boundBy: layer.limit,
      limit: max(layer),
      used: used(layer),
      left: Math.max(0, (max(layer) ?? Infinity) - used(layer)),
    })),
    { boundBy: 'hardware', limit: null, used: Math.max(0, ...layers.map(used)), left: Infinity },
  ])
  const left = bound.left === Infinity ? null : bound.left
  if (bound.limit !== null)
    return { limit: bound.limit, used: bound.used, free: left, max: left, boundBy: bound.boundBy }
  // Nothing limits it; the user's own are still worth showing.
  const own = layers.find(({ limit }) => limit === 'user')
  return { limit: null, used: own ? used(own) : 0, free: null, max: null, boundBy: 'hardware' as const }
}
