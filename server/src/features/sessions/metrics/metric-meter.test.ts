import { expect, test } from 'vitest'
import type { SessionUse } from '../../../engines/engine.ts'
import { createMeter, type MetricPoint } from './metric-meter.ts'

const begin = Date.parse('2026-01-01T00:00:00Z')
const use = (seconds: number, change: Partial<SessionUse> = {}): SessionUse => ({
  at: new Date(begin + seconds * 1000),
  cpuSeconds: seconds / 2,
  memory: 1000 + seconds,
  networkReceived: 100 * seconds,
  networkSent: null,
  diskRead: 0,
  diskWritten: 0,
  gpus: [],
  ...change,
})
const look = (meter: ReturnType<typeof createMeter>, seconds: number, change?: Partial<SessionUse> | null) =>
  meter.take(new Date(begin + seconds * 1000), new Map(change === null ? [] : [['one', use(seconds, change)]]))
const secondsOf = (points: readonly MetricPoint[]) => points.map(({ seconds }) => seconds)

test('a second look says what was used by the second; what is not known stays unknown', () => {
  const meter = createMeter()
  expect(look(meter, 5)).toEqual([])
  expect(look(meter, 10)).toEqual([
    {
      id: 'one',
      seconds: 5,
      at: new Date(begin + 10_000),
      cpu: 0.5,
      memory: 1010,
      networkReceived: 100,
      networkSent: null,
      diskRead: 0,
      diskWritten: 0,
      gpu: null,
      gpuMemory: null,
    },
  ])
})

test('a counter that began anew makes no peak and no hole below zero', () => {
  const meter = createMeter()
  look(meter, 5)
  expect(look(meter, 10, { cpuSeconds: 0.1 })).toMatchObject([{ cpu: null, networkReceived: 100 }])
  expect(look(meter, 15, { cpuSeconds: 5.1 })).toMatchObject([{ cpu: 1 }])
})

test('a minute is the mean of what was used and the most of memory, written when it is over', () => {
  const meter = createMeter()
  look(meter, 0)
  for (let seconds = 5; seconds <= 60; seconds += 5)
    expect(secondsOf(look(meter, seconds, seconds === 30 ? { memory: 9999 } : {}))).toEqual([5])
  const [, minute] = look(meter, 65)
  expect(minute).toMatchObject({ seconds: 60, at: new Date(begin + 60_000), cpu: 0.5, memory: 9999 })
})

test('GPUs are one: the mean of their work, the sum of their memory', () => {
  const meter = createMeter()
  const gpus = [
    { busy: 1, memory: 10 },
    { busy: 0, memory: 20 },
  ]
  look(meter, 5, { gpus })
  expect(look(meter, 10, { gpus })).toMatchObject([{ gpu: 0.5, gpuMemory: 30 }])
})

test('of a session that ended what was begun is written down, once', () => {
  const meter = createMeter()
  look(meter, 5)
  look(meter, 10)
  const last = look(meter, 15, null)
  expect(secondsOf(last)).toEqual([60, 900, 14_400])
  expect(last[0]).toMatchObject({ at: new Date(begin + 10_000), cpu: 0.5 })
  expect(look(meter, 20, null)).toEqual([])
})

test('a day of looks is far fewer coarse points than fine ones', () => {
  const meter = createMeter()
  const counts = new Map<number, number>()
  for (let seconds = 0; seconds <= 86_400; seconds += 5)
    for (const point of look(meter, seconds)) counts.set(point.seconds, (counts.get(point.seconds) ?? 0) + 1)
  expect(Object.fromEntries(counts)).toEqual({ 5: 17_280, 60: 1439, 900: 95, 14_400: 5 })
})
