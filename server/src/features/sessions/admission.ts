/**
 * The one evaluator: may this request start, must it wait, or can it never pass, and why. Pure; asked by create, by the
 * scheduler and by the resource report, so that they cannot disagree.
 */
import type { Violation } from '@berth/contract/problems.ts'
import type { ResourceReport } from '@berth/contract/resources.ts'
import type { SessionReason } from '@berth/contract/session-states.ts'

/** In tenths where the API has one decimal, so that sums are exact. */
export interface Amounts {
  readonly cpuTenths: number
  readonly memory: number
  readonly gpus: number
  readonly gpuShareTenths: number
}

export interface Request {
  readonly asked: Amounts
  /** Not before. */
  readonly startsAt: Date | null
}

/** What the machines of the resource group have in all. */
export interface Capacity extends Amounts {
  /** Can a session start at this moment? */
  readonly available: boolean
}

/** What others hold and who was there first, as read in the transaction that decides. */
export interface Held extends Amounts {
  readonly sessions: number
  /** Sessions in the queue before this one whose time has come; it must not overtake them. */
  readonly ahead: number
}

export type Verdict =
  | { readonly kind: 'refused'; readonly violations: readonly Violation[] }
  | { readonly kind: 'starts' }
  | {
      readonly kind: 'waits'
      readonly reason: Extract<SessionReason, 'waiting-for-start-time' | 'waiting-for-engine' | 'waiting-for-resources'>
    }

/** The resources that are counted: the API's name, where it is in the amounts, and how to show it. */
const counted = [
  { resource: 'cpu', key: 'cpuTenths', scale: 10 },
  { resource: 'memory', key: 'memory', scale: 1 },
  { resource: 'gpu', key: 'gpus', scale: 1 },
  { resource: 'gpuShares', key: 'gpuShareTenths', scale: 10 },
] as const satisfies readonly { resource: keyof ResourceReport; key: keyof Amounts; scale: number }[]

export function evaluate({ asked, startsAt }: Request, capacity: Capacity, held: Held, now: Date): Verdict {
  const violations = counted
    .filter(({ key }) => asked[key] > capacity[key])
    .map(({ resource, key, scale }) => ({
      limit: 'hardware',
      resource,
      used: held[key] / scale,
      asked: asked[key] / scale,
      max: capacity[key] / scale,
    }))
  if (violations.length > 0) return { kind: 'refused', violations }
  if (startsAt && startsAt > now) return { kind: 'waits', reason: 'waiting-for-start-time' }
  if (!capacity.available) return { kind: 'waits', reason: 'waiting-for-engine' }
  const fits = counted.every(({ key }) => asked[key] === 0 || held[key] + asked[key] <= capacity[key])
  return fits && held.ahead === 0 ? { kind: 'starts' } : { kind: 'waits', reason: 'waiting-for-resources' }
}

/** The same limits as figures, for sliders and indicators. */
export function report(capacity: Capacity, held: Held): ResourceReport {
  const amount = (key: keyof Amounts, scale: number) => ({
    limit: capacity[key] / scale,
    used: held[key] / scale,
    free: capacity.available ? Math.max(0, capacity[key] - held[key]) / scale : 0,
    max: capacity[key] / scale,
    boundBy: 'hardware' as const,
  })
  return {
    cpu: amount('cpuTenths', 10),
    memory: amount('memory', 1),
    gpu: amount('gpus', 1),
    gpuShares: amount('gpuShareTenths', 10),
    sessions: { limit: null, used: held.sessions, free: null, max: null, boundBy: 'hardware' },
  }
}

export const nothingHeld: Held = { cpuTenths: 0, memory: 0, gpus: 0, gpuShareTenths: 0, sessions: 0, ahead: 0 }

/** What is held once this one starts, too. */
export const plus = (held: Held, asked: Amounts): Held => ({
  cpuTenths: held.cpuTenths + asked.cpuTenths,
  memory: held.memory + asked.memory,
  gpus: held.gpus + asked.gpus,
  gpuShareTenths: held.gpuShareTenths + asked.gpuShareTenths,
  sessions: held.sessions + 1,
  ahead: held.ahead,
})

/** The lowest free device numbers. */
export function chooseDevices(count: number, of: number, taken: ReadonlySet<number>): number[] {
  const free = Array.from({ length: of }, (_, index) => index).filter((index) => !taken.has(index))
  return free.slice(0, count)
}
