import { expect, test } from 'vitest'
import { nothingUsed, type Layer } from '../admission/admission.ts'
import { nothing, type Amounts } from '../admission/amounts.ts'
import { hardwareOf } from '../admission/placement.ts'
import { planQueue, type QueueState, type Running, type Waiting } from './plan-queue.ts'

const now = new Date('2030-01-01T00:00:00Z')
const minute = 60_000
const cpu = (cpuTenths: number): Amounts => ({ ...nothing, cpuTenths, memory: 1 })

let made = 0
const waiting = (user: string, tenths: number, more: Partial<Waiting> = {}): Waiting => ({
  id: `${user}-${String(++made).padStart(4, '0')}`,
  user,
  priority: 0,
  dueAt: now.getTime() - minute + made,
  whole: cpu(tenths),
  request: { amounts: cpu(tenths), containers: 1, timeLimit: null, startsAt: null },
  runsFor: null,
  ...more,
})

const state = (
  items: readonly Waiting[],
  more: Partial<QueueState> & { nodes?: number; size?: number; running?: readonly Running[] } = {},
): QueueState => {
  const machines = Array.from({ length: more.nodes ?? 1 }, (_, index) => ({
    name: `node-${index}`,
    total: { ...nothing, cpuTenths: more.size ?? 10, memory: 1000 },
    available: true,
    devices: 0,
  }))
  const running = more.running ?? []
  const holdings = running.map(({ node, whole }) => ({ ...whole, node, devices: [] }))
  return {
    waiting: items,
    running,
    hardware: hardwareOf(machines, holdings, 1),
    scheduler: 'fair-share',
    holdAfter: 600,
    now,
    shareOf: () => 0,
    layersOf: () => [],
    change: () => {},
    usualSeconds: null,
    ...more,
  }
}
const started = (plan: ReturnType<typeof planQueue>) => plan.starts.map(({ id }) => id)

test('higher priority first, then who had least, then who waits longest', () => {
  const items = [
    waiting('a', 1),
    waiting('a', 1),
    waiting('b', 1),
    waiting('c', 1, { priority: 1 }),
    waiting('d', 1),
  ] as const
  const [a1, a2, b, c, d] = items.map(({ id }) => id)
  const full = { running: [{ node: 'node-0', whole: cpu(10), endsAt: null }] }
  const order = (more: Partial<QueueState> = {}) =>
    planQueue(state(items, { ...full, ...more })).waits.map(({ id }) => id)
  expect(order()).toEqual([c, a1, b, d, a2])
  expect(order({ shareOf: (user) => (user === 'a' ? 0.5 : 0) })).toEqual([c, b, d, a1, a2])
  expect(order({ scheduler: 'fifo' })).toEqual([c, a1, a2, b, d])
})

test('small ones go around a large one until it waits too long; then only beside it or before it', () => {
  const running = [{ node: 'node-0', whole: cpu(5), endsAt: now.getTime() + 10 * minute }]
  const queue = (waitedMs: number) => {
    const large = waiting('a', 8, { dueAt: now.getTime() - waitedMs })
    const small = [
      waiting('b', 2, { runsFor: 5 * 60 }),
      waiting('c', 2, { runsFor: 20 * 60 }),
      waiting('d', 1),
    ] as const
    const plan = planQueue(state([large, ...small], { running }))
    return small.map(({ id }) => started(plan).includes(id))
  }
  expect(queue(minute)).toEqual([true, true, true])
  // 8 of 10 are for the large one when 5 of them come free: 2 are beside it.
  expect(queue(11 * minute)).toEqual([true, true, false])
})

test('where nobody knows when enough ends, nothing takes what the large one lacks', () => {
  const running = [{ node: 'node-0', whole: cpu(5), endsAt: null }]
  const large = waiting('a', 8, { dueAt: now.getTime() - 11 * minute })
  for (const runsFor of [null, 1])
    expect(started(planQueue(state([large, waiting('b', 1, { runsFor })], { running })))).toEqual([])
  // What lacks memory only leaves processors to others.
  const wide: { -readonly [K in keyof Waiting]: Waiting[K] } = { ...large, whole: { ...cpu(2), memory: 1000 } }
  wide.request = { ...wide.request, amounts: wide.whole }
  const beside = waiting('b', 3)
  const none: typeof wide = { ...beside, whole: { ...beside.whole, memory: 0 } }
  none.request = { ...none.request, amounts: none.whole }
  expect(started(planQueue(state([wide, none], { running })))).toEqual([none.id])
})

test('what a limit holds back holds nobody else back', () => {
  const layer: Layer = {
    limit: 'user',
    limits: {
      cpuTenths: null,
      memory: null,
      gpus: null,
      gpuShareTenths: null,
      containers: null,
      concurrentSessions: 0,
      pendingSessions: null,
      lifetime: 0,
      idleTimeout: 0,
    },
    use: nothingUsed,
  }
  const own = waiting('a', 1, { dueAt: now.getTime() - 100 * minute })
  const other = waiting('b', 1)
  const plan = planQueue(state([own, other], { layersOf: ({ user }) => (user === 'a' ? [layer] : []) }))
  expect(started(plan)).toEqual([other.id])
  expect(plan.waits).toMatchObject([{ id: own.id, reason: 'waiting-for-limit', estimate: null }])
})

test('it tells when each may start, as far as what runs has an end', () => {
  const running = [
    { node: 'node-0', whole: cpu(6), endsAt: now.getTime() + 5 * minute },
    { node: 'node-0', whole: cpu(4), endsAt: now.getTime() + 20 * minute },
  ]
  const items = [waiting('a', 6, { runsFor: 600 }), waiting('b', 4, { runsFor: 60 }), waiting('c', 5)]
  const minutes = (plan: ReturnType<typeof planQueue>) =>
    plan.waits.map(({ estimate }) => (estimate === null ? null : (estimate - now.getTime()) / minute))
  expect(minutes(planQueue(state(items, { running })))).toEqual([5, 15, 16])
  expect(minutes(planQueue(state(items, { running: [{ node: 'node-0', whole: cpu(10), endsAt: null }] })))).toEqual([
    null,
    null,
    null,
  ])
})
