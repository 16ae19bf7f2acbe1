/**
 * The one evaluator: may this request start, must it wait, or is it refused, and why. Pure; asked by create, by the
 * scheduler, by explain, by the resource report and by the preview of a policy, so that they cannot disagree.
 *
 * Two sums are compared with the limits. What lives, with what waits, counts when something new is asked for: nobody
 * queues more than they could ever hold. What is held counts when something starts: a limit that was lowered meanwhile
 * makes what waits wait longer, and nothing starts above it.
 */
import type { LargestRequest, Violation } from '@berth/contract/problems.ts'
import type { LimitedResource } from '@berth/contract/resources.ts'
import type { SessionReason } from '@berth/contract/session-states.ts'
import type { Comparison } from '@berth/contract/sessions.ts'
import { counted, covers, least, minus, most, nothing, plus, times, type Amounts } from './amounts.ts'
import { findPlace, heldOn, type Hardware, type Node, type Place } from './placement.ts'

/** Null is unlimited; 0 is none, in the two times never. */
export interface Limits {
  readonly cpuTenths: number | null
  readonly memory: number | null
  readonly gpus: number | null
  readonly gpuShareTenths: number | null
  readonly containers: number | null
  readonly concurrentSessions: number | null
  readonly pendingSessions: number | null
  /** Seconds of running. */
  readonly lifetime: number
  /** Seconds without use. */
  readonly idleTimeout: number
}

/** What counts against limits, summed from rows. */
export interface Use {
  /** Of all that live. */
  readonly live: Amounts
  /** Of those that hold resources. */
  readonly held: Amounts
  readonly heldSessions: number
  readonly pendingSessions: number
}

export interface Layer {
  readonly limit: 'credential' | 'user' | 'project'
  readonly limits: Limits
  readonly use: Use
}

export interface Request {
  /** Of one container. */
  readonly amounts: Amounts
  readonly containers: number
  readonly timeLimit: number | null
  /** Not before. */
  readonly startsAt: Date | null
}

/** What a request is evaluated against, as read in the transaction that decides. */
export interface Circumstances {
  readonly layers: readonly Layer[]
  readonly hardware: Hardware
  /** Does somebody wait in the queue whose turn is decided before? */
  readonly ahead: boolean
  readonly now: Date
}

export type WaitReason = Extract<
  SessionReason,
  'waiting-for-start-time' | 'waiting-for-engine' | 'waiting-for-resources' | 'waiting-for-limit'
>

export type Verdict =
  | { readonly kind: 'refused'; readonly violations: readonly Violation[] }
  | { readonly kind: 'starts'; readonly place: Place }
  | { readonly kind: 'waits'; readonly reason: WaitReason }

export const wholeOf = ({ amounts, containers }: Request): Amounts => times(amounts, containers)

/** Something new. */
export function evaluate(request: Request, around: Circumstances): Verdict {
  const violations = violationsOf(request, around)
  if (violations.length > 0) return { kind: 'refused', violations }
  return wouldStart(request, around)
}

/**
 * Something that was admitted before and waits: only machines that are too small for it refuse it now. What waits for
 * a limit waits until less is held.
 */
export function evaluateQueued(
  request: Request,
  around: Omit<Circumstances, 'ahead'>,
  place: (asked: Amounts) => Place | null = (asked) => findPlace(around.hardware.nodes, asked),
): Verdict {
  if (!couldEverFit(request, around.hardware))
    return {
      kind: 'refused',
      violations: hardwareComparisons(request, around.hardware).filter(isOver).map(toViolation),
    }
  return wouldStart(request, { ...around, ahead: false }, place)
}

function wouldStart(
  request: Request,
  { layers, hardware, ahead, now }: Circumstances,
  place: (asked: Amounts) => Place | null = (asked) => findPlace(hardware.nodes, asked),
): Verdict {
  if (request.startsAt && request.startsAt > now) return { kind: 'waits', reason: 'waiting-for-start-time' }
  if (!hardware.nodes.some((node) => node.available)) return { kind: 'waits', reason: 'waiting-for-engine' }
  const asked = wholeOf(request)
  if (!layers.every((layer) => mayHold(layer, asked))) return { kind: 'waits', reason: 'waiting-for-limit' }
  const found = ahead ? null : place(asked)
  return found ? { kind: 'starts', place: found } : { kind: 'waits', reason: 'waiting-for-resources' }
}

/** Beside what is held now. */
const mayHold = ({ limits, use }: Layer, asked: Amounts): boolean =>
  (limits.concurrentSessions === null || use.heldSessions < limits.concurrentSessions) &&
  counted.every(({ key }) => {
    const max = limits[key]
    return max === null || asked[key] === 0 || use.held[key] + asked[key] <= max
  })

/** Every limit that refuses a new request. */
export function violationsOf(request: Request, around: Circumstances): Violation[] {
  return compare(request, around).filter(isOver).map(toViolation)
}

const isOver = (one: Comparison) => !one.ok
const toViolation = ({ limit, resource, used, asked, max }: Comparison): Violation => ({
  limit,
  resource,
  used,
  asked,
  max: max ?? 0,
})

/** Every limit with what a new request asks of it. */
export function compare(request: Request, around: Circumstances): Comparison[] {
  const inHardware = hardwareComparisons(request, around.hardware)
  const inLayers = around.layers.flatMap((layer) => layerComparisons(request, layer, around.now))
  // A place in the queue is asked for only by what has to wait.
  const waits = !inHardware.some(isOver) && wouldStart(request, around).kind === 'waits'
  const inQueue = around.layers
    .filter(({ limit }) => limit !== 'project')
    .map(({ limit, limits: { pendingSessions: max }, use }) =>
      comparison(limit, 'pendingSessions', use.pendingSessions, waits ? 1 : 0, max),
    )
  return [...inLayers, ...inQueue, ...inHardware]
}

function layerComparisons(request: Request, { limit, limits, use }: Layer, now: Date): Comparison[] {
  const asked = wholeOf(request)
  const later = request.startsAt !== null && request.startsAt > now
  return [
    ...counted.map(({ resource, key, scale }) => {
      const max = limits[key]
      return comparison(limit, resource, use.live[key] / scale, asked[key] / scale, max === null ? null : max / scale)
    }),
    ...(limit === 'project' ? [] : [comparison(limit, 'containers', 0, request.containers, limits.containers)]),
    // Who runs how much at a later time is not known now.
    comparison(limit, 'concurrentSessions', later ? 0 : use.heldSessions, 1, limits.concurrentSessions),
    ...(limits.lifetime > 0 ? [comparison(limit, 'lifetime', 0, request.timeLimit ?? 0, limits.lifetime)] : []),
  ]
}

/** Nothing asked is never too much, also where more is used already than there may be. */
const comparison = (
  limit: Comparison['limit'],
  resource: LimitedResource,
  used: number,
  asked: number,
  max: number | null,
): Comparison => ({ limit, resource, used, asked, max, ok: max === null || asked === 0 || used + asked <= max + 1e-9 })

/** Each container needs one machine that has as much in all. */
const couldEverFit = ({ amounts, containers }: Request, hardware: Hardware): boolean =>
  containers <= hardware.containers &&
  hardware.shapes.some((shape) => covers(shape, amounts)) &&
  (containers === 1 || covers(hardware.total, times(amounts, containers)))

function hardwareComparisons(request: Request, hardware: Hardware): Comparison[] {
  const { amounts } = request
  const { total, containers } = hardware
  const shape = nearestShape(hardware, amounts)
  const held = heldOn(hardware)
  return [
    ...counted.map(({ resource, key, scale }) => ({
      limit: 'hardware' as const,
      resource,
      used: held[key] / scale,
      asked: (amounts[key] * request.containers) / scale,
      // What is too large for each machine would not be helped by more of them.
      max: (amounts[key] > shape[key] ? shape[key] : total[key]) / scale,
      ok: amounts[key] === 0 || (amounts[key] <= shape[key] && amounts[key] * request.containers <= total[key]),
    })),
    {
      limit: 'hardware',
      resource: 'containers',
      used: 0,
      asked: request.containers,
      max: containers,
      ok: request.containers <= containers,
    },
  ]
}

/** The size of machine that lacks least of what is asked. */
function nearestShape({ shapes }: Hardware, asked: Amounts): Amounts {
  let best = nothing
  let score = -1
  for (const shape of shapes) {
    if (covers(shape, asked)) return shape
    const parts = counted.map(({ key }) => (asked[key] === 0 ? 1 : Math.min(1, shape[key] / asked[key])))
    const reached = parts.reduce((sum, part) => sum + part, 0)
    if (reached > score) {
      best = shape
      score = reached
    }
  }
  return best
}

/** What may be added before a limit is reached. */
export function remaining({ limits, use }: Pick<Layer, 'limits' | 'use'>): Amounts {
  const left = (key: keyof Amounts) => {
    const max = limits[key]
    return max === null ? Infinity : Math.max(0, max - use.live[key])
  }
  return {
    cpuTenths: left('cpuTenths'),
    memory: left('memory'),
    gpus: left('gpus'),
    gpuShareTenths: left('gpuShareTenths'),
  }
}

/** Less than this nobody can ask for. */
const smallest: Amounts = { ...nothing, cpuTenths: 1, memory: 64 * 1024 ** 2 }

/** The largest request that would pass, for as many containers as are asked and allowed; null when none does. */
export function largestRequest(request: Request, around: Circumstances): LargestRequest | null {
  const { layers, hardware, now } = around
  const containers = layers.reduce(
    (count, { limits }) => Math.min(count, limits.containers ?? Infinity),
    Math.min(request.containers, hardware.containers),
  )
  const later = request.startsAt !== null && request.startsAt > now
  const full = layers.some(
    ({ limits: { concurrentSessions: max }, use }) => max !== null && (later ? 0 : use.heldSessions) >= max,
  )
  if (containers < 1 || full) return null
  const left = layers.map(remaining).reduce(least, hardware.total)
  const each = mapAmounts(left, (amount) => Math.floor(amount / containers))

  const mayWait = layers.every(
    ({ limit, limits: { pendingSessions: max }, use }) =>
      limit === 'project' || max === null || use.pendingSessions < max,
  )
  // Without a place in the queue only what starts at once passes.
  if (!mayWait && (around.ahead || later)) return null
  const rooms = mayWait
    ? hardware.shapes
    : hardware.nodes.filter((node) => node.available).map((node) => startable(node))
  const boxes = rooms.map((room) => most(nothing, least(room, each))).filter((box) => covers(box, smallest))
  const scores = boxes.map((box) =>
    counted.reduce((sum, { key }) => sum + Math.min(1, box[key] / Math.max(1, request.amounts[key])), 0),
  )
  const best = boxes[scores.indexOf(Math.max(...scores))]
  if (!best) return null
  return {
    cpu: best.cpuTenths / 10,
    memory: best.memory,
    gpu: best.gpus,
    gpuShares: best.gpuShareTenths / 10,
    containers,
    timeLimit: lifetimeOf(layers),
  }
}

/** Parts of several devices are no whole one. */
function startable(node: Node): Amounts {
  const whole = node.taken.filter((taken) => taken === 0).length
  const part = Math.max(0, ...node.taken.filter((taken) => taken > 0).map((taken) => 10 - taken))
  return {
    ...node.free,
    gpus: Math.min(node.free.gpus, whole),
    gpuShareTenths: Math.min(node.free.gpuShareTenths, whole * 10 + part),
  }
}

const mapAmounts = (amounts: Amounts, of: (amount: number) => number): Amounts => ({
  cpuTenths: of(amounts.cpuTenths),
  memory: of(amounts.memory),
  gpus: of(amounts.gpus),
  gpuShareTenths: of(amounts.gpuShareTenths),
})

/** After so many seconds of running a policy ends it; null: never. */
export function lifetimeOf(layers: readonly Pick<Layer, 'limits'>[]): number | null {
  return leastTime(layers.map(({ limits }) => limits.lifetime))
}

/** After so many seconds without use a policy ends it; null: never. */
export function idleTimeoutOf(layers: readonly Pick<Layer, 'limits'>[]): number | null {
  return leastTime(layers.map(({ limits }) => limits.idleTimeout))
}

function leastTime(times: readonly number[]): number | null {
  const some = times.filter((seconds) => seconds > 0)
  return some.length > 0 ? Math.min(...some) : null
}

export const nothingUsed: Use = { live: nothing, held: nothing, heldSessions: 0, pendingSessions: 0 }

/** With one more session, which holds resources or waits. */
export const withOne = (use: Use, amounts: Amounts, holds: boolean): Use => ({
  live: plus(use.live, amounts),
  held: holds ? plus(use.held, amounts) : use.held,
  heldSessions: use.heldSessions + (holds ? 1 : 0),
  pendingSessions: use.pendingSessions + (holds ? 0 : 1),
})

/** One that waited starts. */
export const withStarted = (use: Use, amounts: Amounts): Use => ({
  ...use,
  held: plus(use.held, amounts),
  heldSessions: use.heldSessions + 1,
  pendingSessions: use.pendingSessions - 1,
})

/** Without one that waits: what it is itself compared with. */
export const withoutPending = (use: Use, amounts: Amounts): Use => ({
  ...use,
  live: minus(use.live, amounts),
  pendingSessions: use.pendingSessions - 1,
})
