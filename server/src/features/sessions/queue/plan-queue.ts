/**
 * One look at a queue: what starts where, what waits and why, in which order, and when that may be. Pure.
 *
 * In the order of turns, what fits starts. What waits longer than the group's limit has room held back for it on the
 * machine where it may start soonest: others go there only if they end in time, or fit beside it.
 */
import type { Violation } from '@berth/contract/problems.ts'
import {
  evaluateQueued,
  withStarted,
  type Layer,
  type Request,
  type Use,
  type WaitReason,
} from '../admission/admission.ts'
import { covers, least, minus, most, nothing, plus, type Amounts } from '../admission/amounts.ts'
import { findPlace, take, type Hardware, type Node } from '../admission/placement.ts'
import { createHeap, orderQueue, type InQueue, type Turn } from './queue-order.ts'

export interface Waiting extends InQueue {
  readonly request: Request
  /** Seconds of running at most; null: not known. */
  readonly runsFor: number | null
}

/** What holds resources, and until when at most (milliseconds; null: not known). */
export interface Running {
  readonly node: string | null
  readonly whole: Amounts
  readonly endsAt: number | null
}

export interface QueueState {
  readonly waiting: readonly Waiting[]
  readonly running: readonly Running[]
  /** Changes with what is planned. */
  readonly hardware: Hardware
  readonly scheduler: 'fifo' | 'fair-share'
  /** Seconds. */
  readonly holdAfter: number
  readonly now: Date
  /** Of what a user holds and used lately. */
  shareOf(user: string): number
  layersOf(item: Waiting): readonly Layer[]
  /** Has what counts against limits grow with what is planned. */
  change(item: Waiting, change: (use: Use) => Use): void
  /** Seconds that sessions without a limit usually run; null: not known. */
  readonly usualSeconds: number | null
}

export interface Planned {
  readonly id: string
  readonly node: string
  readonly devices: readonly number[]
}

export interface Plan {
  readonly starts: readonly Planned[]
  readonly waits: readonly {
    readonly id: string
    readonly reason: WaitReason
    readonly priority: number
    readonly share: number
    /** Milliseconds; null: cannot be told. */
    readonly estimate: number | null
  }[]
  /** The machines became too small. */
  readonly never: readonly { readonly id: string; readonly violations: readonly Violation[] }[]
}

/** Room held back on a machine. */
interface Held {
  /** Whose turn it is held for. */
  readonly turn: number
  /** When there should be enough; until then others may use what is there. */
  readonly until: number
  /** What is left beside the one it is held for. */
  beside: Amounts
}

/** Nothing ends in time for what nobody knows the time of. */
const endsInTime = (endsAt: number, { until }: Held) => until !== Infinity && endsAt <= until

/** More at once would keep most of a cluster waiting. */
const mostHeld = 16

export function planQueue(state: QueueState): Plan {
  const { hardware, now } = state
  const due = state.waiting.filter(({ dueAt }) => dueAt <= now.getTime())
  const turns = orderQueue(due, state.scheduler, hardware.total, state.shareOf)
  const running = new Map<string, Running[]>()
  for (const one of state.running) addTo(running, one)
  const held = new Map<Node, Held>()
  const tooLarge = createTooLarge()
  const starts: Planned[] = []
  const never: Plan['never'][number][] = []
  const waits: { turn: Turn<Waiting>; reason: WaitReason }[] = []

  const isOverdue = ({ dueAt }: Waiting) => now.getTime() - dueAt >= state.holdAfter * 1000
  // Before anything starts, or whoever came since would take what becomes free, time and again.
  for (let index = 0; index < turns.length && held.size < mostHeld; index++) {
    const { item } = turns[index] as Turn<Waiting>
    if (!isOverdue(item)) continue
    const verdict = evaluateQueued(item.request, { layers: state.layersOf(item), hardware, now }, (asked) => {
      if (tooLarge.has(asked)) return null
      const found = findPlace(hardware.nodes, asked)
      if (!found) tooLarge.add(asked)
      return found
    })
    if (verdict.kind === 'waits' && verdict.reason === 'waiting-for-resources')
      holdBack(held, hardware.nodes, running, item.whole, index)
  }

  for (const [index, turn] of turns.entries()) {
    const { item } = turn
    const { request, whole } = item
    const endsAt = item.runsFor === null ? Infinity : now.getTime() + item.runsFor * 1000
    const place = (asked: Amounts) => {
      if (tooLarge.has(asked)) return null
      let keptOut = false
      const found = findPlace(hardware.nodes, asked, (node) => {
        const room = held.get(node)
        // Who waited too long as well, and is before, has the older right.
        const may =
          !room || endsInTime(endsAt, room) || covers(room.beside, asked) || (index < room.turn && isOverdue(item))
        if (!may) keptOut = true
        return may
      })
      // Others that end in time may go where this one was kept out.
      if (!found && !keptOut) tooLarge.add(asked)
      return found
    }
    const verdict = evaluateQueued(request, { layers: state.layersOf(item), hardware, now }, place)
    if (verdict.kind === 'refused') never.push({ id: item.id, violations: verdict.violations })
    else if (verdict.kind === 'waits') {
      waits.push({ turn, reason: verdict.reason })
      const isHeldFor = [...held.values()].some((room) => room.turn === index)
      if (verdict.reason === 'waiting-for-resources' && isOverdue(item) && held.size < mostHeld && !isHeldFor)
        holdBack(held, hardware.nodes, running, whole, index)
    } else {
      const { node, devices } = verdict.place
      take(node, whole, devices)
      const room = held.get(node)
      if (room && !endsInTime(endsAt, room)) room.beside = minus(room.beside, whole)
      addTo(running, { node: node.name, whole, endsAt: endsAt === Infinity ? null : endsAt })
      state.change(item, (use) => withStarted(use, whole))
      starts.push({ id: item.id, node: node.name, devices })
    }
  }

  const estimates = estimate(
    waits.map(({ turn }) => turn.item),
    [...running.values()].flat(),
    state,
  )
  const later = state.waiting
    .filter(({ dueAt }) => dueAt > now.getTime())
    .toSorted((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))
  return {
    starts,
    never,
    waits: [
      ...waits.map(({ turn: { item, share }, reason }, index) => {
        const { id, priority } = item
        return {
          id,
          reason,
          priority,
          share,
          estimate: reason === 'waiting-for-limit' ? null : (estimates[index] ?? null),
        }
      }),
      ...later.map(({ id, priority, dueAt }) => ({
        id,
        reason: 'waiting-for-start-time' as const,
        priority,
        share: afterAll,
        estimate: dueAt,
      })),
    ],
  }
}

/** The share of those whose time has not come. */
const afterAll = 1e9

const addTo = (running: Map<string, Running[]>, one: Running) => {
  const known = running.get(one.node ?? '')
  if (known) known.push(one)
  else running.set(one.node ?? '', [one])
}

/** What found no room anywhere: neither does what asks for as much of everything. */
function createTooLarge() {
  const failed: Amounts[] = []
  return {
    has: (asked: Amounts) => failed.some((one) => covers(asked, one)),
    add: (asked: Amounts) => void (failed.length < 200 && failed.push(asked)),
  }
}

/** On the machine where it may start soonest; where nobody knows when, where least is lacking. */
function holdBack(
  held: Map<Node, Held>,
  nodes: readonly Node[],
  running: ReadonlyMap<string, readonly Running[]>,
  asked: Amounts,
  turn: number,
): void {
  let best: { node: Node; until: number; free: Amounts; lacks: number } | undefined
  for (const node of nodes) {
    if (!node.available || held.has(node) || !covers(node.total, asked)) continue
    const { until, free } = whenEnough(node, running.get(node.name) ?? [], asked)
    const lacks = lackOf(node.free, asked)
    if (!best || until < best.until || (until === best.until && lacks < best.lacks)) best = { node, until, free, lacks }
  }
  if (best) held.set(best.node, { turn, until: best.until, beside: most(nothing, minus(best.free, asked)) })
}

/** When enough will have ended, and what is free then. */
function whenEnough(node: Node, running: readonly Running[], asked: Amounts) {
  let { free } = node
  const known = running.filter((one) => one.endsAt !== null).toSorted((a, b) => (a.endsAt ?? 0) - (b.endsAt ?? 0))
  for (const { whole, endsAt } of known) {
    free = plus(free, whole)
    if (covers(free, asked)) return { until: endsAt ?? Infinity, free }
  }
  return { until: Infinity, free: node.free }
}

/** The largest part of a resource that is missing. */
function lackOf(free: Amounts, asked: Amounts): number {
  const lack = (left: number, wanted: number) => (wanted === 0 ? 0 : Math.max(0, wanted - left) / wanted)
  return Math.max(
    lack(free.cpuTenths, asked.cpuTenths),
    lack(free.memory, asked.memory),
    lack(free.gpus, asked.gpus),
    lack(free.gpuShareTenths, asked.gpuShareTenths),
  )
}

/**
 * When each may start, as if all machines were one and everything ran as long as it may, or as sessions usually do.
 * Never a promise: people end sessions sooner.
 */
function estimate(
  waiting: readonly Waiting[],
  running: readonly Running[],
  { hardware, now, usualSeconds }: QueueState,
): (number | null)[] {
  const usual = usualSeconds === null ? Infinity : usualSeconds * 1000
  const ends = createHeap<{ readonly at: number; readonly whole: Amounts }>((a, b) => a.at - b.at)
  for (const { endsAt, whole } of running) ends.push({ at: endsAt ?? now.getTime() + usual, whole })
  let free = hardware.nodes.reduce(
    (sum, node) => (node.available ? plus(sum, least(node.total, node.free)) : sum),
    nothing,
  )
  let at = now.getTime()
  return waiting.map(({ whole, runsFor }) => {
    // Room on one machine is what all together have at some moment after: at least one more has to end.
    while (!covers(free, whole) || at === now.getTime()) {
      const next = ends.pop()
      if (!next || next.at === Infinity) {
        at = Infinity
        break
      }
      at = Math.max(at, next.at)
      free = plus(free, next.whole)
      if (at === now.getTime() && covers(free, whole)) at += 1
    }
    if (at === Infinity) return null
    free = minus(free, whole)
    ends.push({ at: at + (runsFor === null ? usual : runsFor * 1000), whole })
    return at
  })
}
