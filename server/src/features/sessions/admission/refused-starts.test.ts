import { unlimited, type PolicyLimits } from '@berth/contract/policies.ts'
import { expect, test } from 'vitest'
import { limitsOfPolicy, replay, type PastStart } from './refused-starts.ts'

const replayStarts = (past: readonly PastStart[], limits: PolicyLimits, since: Date) =>
  replay(past, limitsOfPolicy(limits), since)

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour))
const session = (over: Partial<PastStart> & { from: number; to?: number }): PastStart => ({
  user: 'ada',
  workspace: 'default',
  timeLimit: null,
  startsAt: null,
  credential: 'main',
  ofCredential: false,
  ofUser: true,
  cpuTenths: 20,
  memory: 1024,
  gpus: 0,
  gpuShareTenths: 0,
  containers: 1,
  createdAt: at(over.from),
  startedAt: at(over.from),
  endedAt: over.to === undefined ? null : at(over.to),
  ...over,
})

test('a start is refused by what was live at its moment, and not by what had ended', () => {
  const past = [session({ from: 1, to: 3 }), session({ from: 2, to: 9 }), session({ from: 4, to: 9 })]
  expect(replayStarts(past, { ...unlimited, cpu: 4 }, at(0))).toEqual({ starts: 3, refusedStarts: 0 })
  expect(replayStarts(past, { ...unlimited, cpu: 3.9 }, at(0))).toEqual({ starts: 3, refusedStarts: 1 })
})

test('what is refused takes nothing from those after it', () => {
  const past = [session({ from: 1, cpuTenths: 50 }), session({ from: 2, cpuTenths: 30 }), session({ from: 3 })]
  expect(replayStarts(past, { ...unlimited, cpu: 4 }, at(0))).toEqual({ starts: 3, refusedStarts: 2 })
})

test('only the last weeks are counted, but what was live before them counts against them', () => {
  const past = [session({ from: 1 }), session({ from: 5 })]
  expect(replayStarts(past, { ...unlimited, concurrentSessions: 1 }, at(4))).toEqual({ starts: 1, refusedStarts: 1 })
})

test('limits of a credential are compared with its own sessions, containers all counted', () => {
  const key = { ofCredential: true, ofUser: false }
  const past = [
    session({ from: 1, credential: 'a', ...key }),
    session({ from: 1, credential: 'b', ...key }),
    session({ from: 2, credential: 'a', containers: 2, ...key }),
  ]
  expect(replayStarts(past, { ...unlimited, containersPerSession: 5, cpu: 5 }, at(0)).refusedStarts).toBe(1)
  expect(replayStarts(past, { ...unlimited, containersPerSession: 1 }, at(0)).refusedStarts).toBe(1)
  expect(replayStarts(past, { ...unlimited, containersPerSession: null, cpu: 6 }, at(0)).refusedStarts).toBe(0)
})
