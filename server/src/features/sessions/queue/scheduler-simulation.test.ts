/** Hours of a cluster in a moment: 10,000 sessions of 100 users over 1,000 machines, each look planned by the planner. */
import { expect, test } from 'vitest'
import { dominantShare, nothing, plus, times, type Amounts } from '../admission/amounts.ts'
import { hardwareOf } from '../admission/placement.ts'
import { planQueue, type Running, type Waiting } from './plan-queue.ts'

const GiB = 1024 ** 3
const minute = 60_000
const machines = Array.from({ length: 1_000 }, (_, index) => ({
  name: `node-${index}`,
  total: { cpuTenths: 640, memory: 256 * GiB, gpus: index % 4 === 0 ? 8 : 0, gpuShareTenths: 0 },
  available: true,
  devices: index % 4 === 0 ? 8 : 0,
}))
const total = machines.reduce((sum, machine) => plus(sum, machine.total), nothing)
const began = Date.parse('2030-01-01T00:00:00Z')

function randomOf(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

interface Job extends Waiting {
  readonly minutes: number
}

const job = (id: string, user: string, whole: Amounts, minutes: number, dueAt: number, knows = true): Job => ({
  id,
  user,
  priority: 0,
  dueAt,
  whole,
  request: { amounts: whole, containers: 1, timeLimit: knows ? minutes * 60 : null, startsAt: null },
  runsFor: knows ? minutes * 60 : null,
  minutes,
})

/** One look every `stepMinutes`; what came in between, ended and started. */
function createCluster(stepMinutes: number) {
  let at = began
  let waiting: Job[] = []
  const running = new Map<string, { job: Job; node: string; devices: readonly number[]; endsAt: number }>()
  const startedAt = new Map<string, number>()
  const heldMinutes = new Map<string, number>()
  return {
    now: () => at,
    waiting: () => waiting,
    startedAt,
    /** Dominant share that each user held, summed over time. */
    heldMinutes,
    add: (jobs: readonly Job[]) => void (waiting = [...waiting, ...jobs]),
    look() {
      for (const [id, one] of running) if (one.endsAt <= at) running.delete(id)
      const held = new Map<string, Amounts>()
      for (const { job: one } of running.values()) held.set(one.user, plus(held.get(one.user) ?? nothing, one.whole))
      const holdings = [...running.values()].map(({ job: one, node, devices }) => ({ ...one.whole, node, devices }))
      const plan = planQueue({
        waiting,
        running: [...running.values()].map(({ job: one, node, endsAt }): Running => ({
          node,
          whole: one.whole,
          endsAt: one.runsFor === null ? null : endsAt,
        })),
        hardware: hardwareOf(machines, holdings, 1),
        scheduler: 'fair-share',
        holdAfter: 600,
        now: new Date(at),
        // What was held on average counts as use; a day is far longer than these runs.
        shareOf: (user) => dominantShare(held.get(user) ?? nothing, total) + (heldMinutes.get(user) ?? 0) / (24 * 60),
        layersOf: () => [],
        change: () => {},
        usualSeconds: 1800,
      })
      const starts = new Map(plan.starts.map((one) => [one.id, one]))
      for (const one of waiting) {
        const start = starts.get(one.id)
        if (!start) continue
        running.set(one.id, { job: one, node: start.node, devices: start.devices, endsAt: at + one.minutes * minute })
        startedAt.set(one.id, at)
      }
      waiting = waiting.filter(({ id }) => !starts.has(id))
      checkMachines()
      for (const { job: one } of running.values()) {
        const share = dominantShare(one.whole, total) * stepMinutes
        heldMinutes.set(one.user, (heldMinutes.get(one.user) ?? 0) + share)
      }
      at += stepMinutes * minute
      return plan
    },
  }

  /** By sums of its own: no machine gives more than it has, no device twice. */
  function checkMachines(): void {
    const used = new Map<string, Amounts>()
    const devices = new Set<string>()
    // Thrown and not expected: an `expect` costs more than a look, and thousands run at each.
    for (const { job: one, node, devices: own } of running.values()) {
      used.set(node, plus(used.get(node) ?? nothing, one.whole))
      if (own.length !== one.whole.gpus) throw new Error(`${one.id} has ${own.length} of ${one.whole.gpus} devices`)
      for (const device of own) {
        if (devices.has(`${node} ${device}`)) throw new Error(`${node} gives device ${device} twice`)
        devices.add(`${node} ${device}`)
      }
    }
    for (const machine of machines) {
      const { cpuTenths, memory, gpus } = used.get(machine.name) ?? nothing
      if (cpuTenths > machine.total.cpuTenths || memory > machine.total.memory || gpus > machine.total.gpus)
        throw new Error(`${machine.name} gives more than it has`)
    }
  }
}

const mixed = (random: ReturnType<typeof randomOf>): Amounts => ({
  cpuTenths: 20 + random(300),
  memory: (1 + random(100)) * GiB,
  gpus: random(8) === 0 ? 1 + random(4) : 0,
  gpuShareTenths: 0,
})

test('who asks for much gets no more than who asks for little, as long as both want more', { timeout: 60_000 }, () => {
  const random = randomOf(1)
  const cluster = createCluster(10)
  // Ten users ask for half of everything, ninety for the other half.
  const jobs = Array.from({ length: 10_000 }, (_, index) => {
    const user = index % 2 === 0 ? `heavy-${random(10)}` : `light-${random(90)}`
    return job(`job-${String(index).padStart(5, '0')}`, user, mixed(random), 20 + random(100), began - random(3600_000))
  })
  cluster.add(jobs)
  cluster.look()
  // The first look starts what fits: users' shares are as equal as single sessions allow, unless they asked for less.
  const wanted = new Map<string, number>()
  for (const one of jobs) wanted.set(one.user, (wanted.get(one.user) ?? 0) + dominantShare(one.whole, total))
  const shares = [...wanted].map(([user, all]) => ({ user, all, held: (cluster.heldMinutes.get(user) ?? 0) / 10 }))
  const unsated = shares.filter(({ user }) => cluster.waiting().some((one) => one.user === user))
  const largest = Math.max(...shares.map(({ held }) => held))
  expect(unsated.length).toBeGreaterThan(9)
  for (const { held } of unsated) expect(held).toBeGreaterThan(largest / 2)
  // Whoever waits longest of all users with equal shares is served; all are done in the end.
  for (let look = 0; cluster.waiting().length > 0 && look < 200; look++) cluster.look()
  expect(cluster.waiting()).toEqual([])
})

test('a large session does not starve among small ones that never end coming', { timeout: 60_000 }, () => {
  const random = randomOf(2)
  const cluster = createCluster(5)
  const small = (count: number) =>
    Array.from({ length: count }, () =>
      job(
        `small-${random(1e9)}-${cluster.now()}`,
        `user-${random(99)}`,
        times({ ...mixed(random), cpuTenths: 20 + random(40) }, 1),
        10 + random(50),
        cluster.now(),
      ),
    )
  // Full everywhere, before the large ones come: whole machines with GPUs.
  cluster.add(small(10_000))
  for (let look = 0; look < 3; look++) cluster.look()
  const large = Array.from({ length: 5 }, (_, index) =>
    job(
      `large-${index}`,
      'large',
      { cpuTenths: 640, memory: 200 * GiB, gpus: 8, gpuShareTenths: 0 },
      60,
      cluster.now(),
    ),
  )
  cluster.add(large)
  const askedAt = cluster.now()
  for (let look = 0; look < 40 && large.some(({ id }) => !cluster.startedAt.has(id)); look++) {
    cluster.add(small(1_500))
    cluster.look()
  }
  // Ten minutes until room is held back, at most an hour until what runs on the machines has ended, and a look.
  for (const { id } of large) {
    const waited = ((cluster.startedAt.get(id) ?? Infinity) - askedAt) / minute
    expect(waited).toBeLessThanOrEqual(10 + 60 + 10)
  }
})
