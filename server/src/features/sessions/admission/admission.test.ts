import { expect, test } from 'vitest'
import {
  evaluate,
  evaluateQueued,
  largestRequest,
  nothingUsed,
  withOne,
  type Circumstances,
  type Layer,
  type Limits,
  type Request,
} from './admission.ts'
import { nothing, type Amounts } from './amounts.ts'
import { hardwareOf, take } from './placement.ts'
import { reportOf } from './resource-report.ts'

const now = new Date('2030-01-01T00:00:00Z')
const MiB = 1024 ** 2
const unlimited: Limits = {
  cpuTenths: null,
  memory: null,
  gpus: null,
  gpuShareTenths: null,
  containers: 1,
  concurrentSessions: null,
  pendingSessions: null,
  lifetime: 0,
  idleTimeout: 0,
}
const amounts = (cpuTenths: number, memory = 100 * MiB): Amounts => ({ ...nothing, cpuTenths, memory })
const asking = (asked: Amounts, more: Partial<Request> = {}): Request => ({
  amounts: asked,
  containers: 1,
  timeLimit: null,
  startsAt: null,
  ...more,
})
const machine = (name: string, total: Amounts, available = true) => ({ name, total, available, devices: total.gpus })
const around = (more: Partial<Circumstances> = {}): Circumstances => ({
  layers: [],
  hardware: hardwareOf([machine('one', { cpuTenths: 40, memory: 1000 * MiB, gpus: 2, gpuShareTenths: 0 })], [], 1),
  ahead: false,
  now,
  ...more,
})
const layer = (limit: Layer['limit'], limits: Partial<Limits>, use = nothingUsed): Layer => ({
  limit,
  limits: { ...unlimited, ...limits },
  use,
})
const taking = (asked: Amounts) => {
  const all = around()
  const [node] = all.hardware.nodes
  if (node) take(node, asked, [])
  return all
}

test('what fits beside what is held starts, to the last tenth', () => {
  expect(evaluate(asking(amounts(1)), taking(amounts(39)))).toMatchObject({ kind: 'starts', place: { devices: [] } })
  expect(evaluate(asking(amounts(2)), taking(amounts(39)))).toEqual({ kind: 'waits', reason: 'waiting-for-resources' })
})

test('nobody overtakes what is due', () => {
  expect(evaluate(asking(amounts(1)), around({ ahead: true }))).toEqual({
    kind: 'waits',
    reason: 'waiting-for-resources',
  })
})

test('more than there is in all is refused, whoever holds what and whether anything can start now', () => {
  for (const available of [true, false]) {
    const hardware = hardwareOf([machine('one', { ...nothing, cpuTenths: 40, memory: 1000 }, available)], [], 1)
    expect(evaluate(asking(amounts(41, 1001)), around({ hardware }))).toEqual({
      kind: 'refused',
      violations: [
        { limit: 'hardware', resource: 'cpu', used: 0, asked: 4.1, max: 4 },
        { limit: 'hardware', resource: 'memory', used: 0, asked: 1001, max: 1000 },
      ],
    })
  }
})

test('what is larger than each machine is refused, however many there are', () => {
  const total = { ...nothing, cpuTenths: 40, memory: 1000 * MiB }
  const hardware = hardwareOf([machine('one', total), machine('two', total)], [], 1)
  expect(evaluate(asking(amounts(60)), around({ hardware }))).toMatchObject({
    kind: 'refused',
    violations: [{ limit: 'hardware', resource: 'cpu', asked: 6, max: 4 }],
  })
})

test('every limit that is passed is told, of each layer, with what is used and asked', () => {
  const use = withOne(withOne(nothingUsed, amounts(10), true), amounts(5), false)
  const layers = [
    layer('credential', { cpuTenths: 16, memory: 150 * MiB }, use),
    layer('user', { cpuTenths: 20, containers: 1 }, use),
    layer('project', { cpuTenths: 17 }, use),
  ]
  const verdict = evaluate(asking(amounts(3), { containers: 2 }), around({ layers }))
  expect(verdict.kind === 'refused' && verdict.violations).toEqual([
    { limit: 'credential', resource: 'cpu', used: 1.5, asked: 0.6, max: 1.6 },
    { limit: 'credential', resource: 'memory', used: 200 * MiB, asked: 200 * MiB, max: 150 * MiB },
    { limit: 'credential', resource: 'containers', used: 0, asked: 2, max: 1 },
    { limit: 'user', resource: 'cpu', used: 1.5, asked: 0.6, max: 2 },
    { limit: 'user', resource: 'containers', used: 0, asked: 2, max: 1 },
    { limit: 'project', resource: 'cpu', used: 1.5, asked: 0.6, max: 1.7 },
    { limit: 'hardware', resource: 'containers', used: 0, asked: 2, max: 1 },
  ])
})

test('zero is none, and what is not asked for is never too much', () => {
  const layers = [layer('user', { gpus: 0, cpuTenths: 5 }, withOne(nothingUsed, { ...amounts(5), gpus: 1 }, true))]
  expect(evaluate(asking({ ...nothing, memory: 64 * MiB }), around({ layers }))).toMatchObject({ kind: 'starts' })
  expect(evaluate(asking({ ...nothing, gpus: 1 }), around({ layers }))).toMatchObject({
    violations: [{ resource: 'gpu', max: 0 }],
  })
})

test('sessions at one time are those that hold resources, places in the queue those that wait', () => {
  const held = withOne(nothingUsed, amounts(1), true)
  const waiting = withOne(nothingUsed, amounts(1), false)
  const one = { concurrentSessions: 1, pendingSessions: 1 }
  expect(evaluate(asking(amounts(1)), around({ layers: [layer('user', one, waiting)] }))).toMatchObject({
    kind: 'starts',
  })
  expect(evaluate(asking(amounts(1)), around({ layers: [layer('user', one, held)] }))).toMatchObject({
    violations: [{ resource: 'concurrentSessions', used: 1, asked: 1, max: 1 }],
  })
  expect(evaluate(asking(amounts(1)), around({ ahead: true, layers: [layer('user', one, waiting)] }))).toMatchObject({
    violations: [{ resource: 'pendingSessions', used: 1, asked: 1, max: 1 }],
  })
  // Who runs how much later is not known now.
  const later = { startsAt: new Date(now.getTime() + 1000) }
  expect(evaluate(asking(amounts(1), later), around({ layers: [layer('user', one, held)] }))).toEqual({
    kind: 'waits',
    reason: 'waiting-for-start-time',
  })
})

test('a time limit beyond the lifetime is refused', () => {
  const layers = [layer('user', { lifetime: 3600 })]
  expect(evaluate(asking(amounts(1), { timeLimit: 3601 }), around({ layers }))).toMatchObject({
    violations: [{ resource: 'lifetime', asked: 3601, max: 3600 }],
  })
  expect(evaluate(asking(amounts(1), { timeLimit: 3600 }), around({ layers }))).toMatchObject({ kind: 'starts' })
})

test('it waits for its start time, then for the engine, then for limits, then for resources', () => {
  const later = new Date(now.getTime() + 1)
  const full = hardwareOf(
    [machine('one', { ...nothing, cpuTenths: 40, memory: 1000 * MiB })],
    [{ ...nothing, cpuTenths: 40, node: 'one', devices: [] }],
    1,
  )
  const away = hardwareOf([machine('one', { ...nothing, cpuTenths: 40, memory: 1000 * MiB }, false)], [], 1)
  const lowered = [layer('user', { cpuTenths: 0 })]
  const request = asking(amounts(1))
  expect(evaluateQueued({ ...request, startsAt: later }, { layers: [], hardware: away, now })).toMatchObject({
    reason: 'waiting-for-start-time',
  })
  expect(evaluateQueued(request, { layers: [], hardware: away, now })).toMatchObject({ reason: 'waiting-for-engine' })
  expect(evaluateQueued(request, { layers: lowered, hardware: full, now })).toMatchObject({
    reason: 'waiting-for-limit',
  })
  expect(evaluateQueued(request, { layers: [], hardware: full, now })).toMatchObject({
    reason: 'waiting-for-resources',
  })
})

test('the largest request that would pass passes, and nothing larger', () => {
  const layers = [
    layer('user', { cpuTenths: 25, pendingSessions: 0 }, withOne(nothingUsed, amounts(4), true)),
    layer('project', { memory: 600 * MiB }, withOne(nothingUsed, amounts(4), true)),
  ]
  const taken = { ...taking(amounts(10, 300 * MiB)), layers }
  const largest = largestRequest(asking(amounts(100)), taken)
  expect(largest).toEqual({ cpu: 2.1, memory: 500 * MiB, gpu: 2, gpuShares: 0, containers: 1, timeLimit: null })
  const box = { cpuTenths: 21, memory: 500 * MiB, gpus: 2, gpuShareTenths: 0 }
  expect(evaluate(asking(box), taken)).toMatchObject({ kind: 'starts' })
  for (const key of ['cpuTenths', 'memory', 'gpus'] as const)
    expect(evaluate(asking({ ...box, [key]: box[key] + 1 }), taken)).toMatchObject({ kind: 'refused' })
  expect(largestRequest(asking(amounts(1)), { ...taken, ahead: true })).toBeNull()
})

test('fractions of GPUs share a device as far as it goes', () => {
  const total = { ...nothing, cpuTenths: 400, memory: 10_000 * MiB, gpuShareTenths: 20 }
  const hardware = hardwareOf([{ name: 'one', total, available: true, devices: 2 }], [], 1)
  const start = (tenths: number) => {
    const verdict = evaluate(asking({ ...amounts(1), gpuShareTenths: tenths }), around({ hardware }))
    if (verdict.kind === 'starts')
      take(verdict.place.node, { ...amounts(1), gpuShareTenths: tenths }, verdict.place.devices)
    return verdict.kind === 'starts' ? verdict.place.devices : verdict.kind
  }
  expect(start(4)).toEqual([0])
  expect(start(7)).toEqual([1])
  expect(start(5)).toEqual([0])
  // 0.4 are left, in two parts that are no 0.4.
  expect(start(4)).toBe('waits')
  expect(start(3)).toEqual([1])
})

test('the report shows the limit that binds, what counts against it, and what is free', () => {
  const use = withOne(nothingUsed, amounts(4), true)
  const shown = reportOf(
    { ...taking(amounts(13, 400 * MiB)), layers: [layer('user', { cpuTenths: 10 }, use)] },
    0,
    false,
  )
  expect(shown.cpu).toEqual({ limit: 1, used: 0.4, free: 0.6, max: 0.6, boundBy: 'user' })
  expect(shown.memory).toEqual({
    limit: 1000 * MiB,
    used: 400 * MiB,
    free: 600 * MiB,
    max: 1000 * MiB,
    boundBy: 'hardware',
  })
  expect(shown.sessions).toMatchObject({ limit: null, used: 1 })
})
