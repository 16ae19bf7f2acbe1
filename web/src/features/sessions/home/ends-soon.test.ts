import { expect, test } from 'vitest'
import { endOf, inOrder } from './ends-soon.ts'

const now = Date.parse('2030-01-01T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000).toISOString()
const idle = {
  timeout: 3600,
  endsAt: new Date(now + 300_000).toISOString(),
  warned: true,
  keptUntil: null,
  keepUntilAtMost: null,
  signals: { terminal: null, ssh: null, app: null, kernel: null, cpu: null, gpu: null },
}
const running = { status: 'RUNNING', startedAt: hoursAgo(3), idle: null, lifetime: null, timeLimit: null } as const

test('a session without limits does not end by itself', () => {
  expect(endOf(running, now)).toBeUndefined()
})

test('its lifetime and its time limit count from when it started, and only within the hour', () => {
  expect(endOf({ ...running, lifetime: 5 * 3600 }, now)).toBeUndefined()
  expect(endOf({ ...running, lifetime: 3.5 * 3600 }, now)).toEqual({ at: hoursAgo(-0.5), why: 'lifetime' })
  expect(endOf({ ...running, timeLimit: 3.25 * 3600, lifetime: 3.5 * 3600 }, now)?.why).toBe('timeLimit')
  expect(endOf({ ...running, status: 'PREPARING', startedAt: null, lifetime: 60 }, now)).toBeUndefined()
})

test('missing use counts when its owner was warned', () => {
  expect(endOf({ ...running, idle }, now)).toEqual({ at: idle.endsAt, why: 'idle' })
  expect(endOf({ ...running, idle: { ...idle, warned: false } }, now)).toBeUndefined()
})

test('what ends soon comes first, then what starts, what waits and what runs, the newest of each first', () => {
  const named = [
    { ...running, id: '1' },
    { ...running, id: '2' },
    { ...running, id: '3', status: 'PENDING', startedAt: null },
    { ...running, id: '4', status: 'PREPARING', startedAt: null },
    { ...running, id: '0', idle },
  ] as const
  expect(inOrder(named, now).map(({ id }) => id)).toEqual(['0', '4', '3', '2', '1'])
})
