import { expect, test } from 'vitest'
import { evaluate, nothingHeld, plus, report, type Amounts } from './admission.ts'

const now = new Date('2030-01-01T00:00:00Z')
const capacity = { cpuTenths: 40, memory: 1000, gpus: 2, gpuShareTenths: 0, available: true }
const amounts = (cpuTenths: number, memory = 100): Amounts => ({ cpuTenths, memory, gpus: 0, gpuShareTenths: 0 })
const asking = (asked: Amounts, startsAt: Date | null = null) => ({ asked, startsAt })

test('what fits beside what is held starts, to the last tenth', () => {
  const held = plus(plus(nothingHeld, amounts(37)), amounts(2))
  expect(evaluate(asking(amounts(1)), capacity, held, now)).toEqual({ kind: 'starts' })
  expect(evaluate(asking(amounts(2)), capacity, held, now)).toEqual({ kind: 'waits', reason: 'waiting-for-resources' })
})

test('nobody overtakes what is due', () => {
  const held = { ...nothingHeld, ahead: 1 }
  expect(evaluate(asking(amounts(1)), capacity, held, now)).toEqual({ kind: 'waits', reason: 'waiting-for-resources' })
})

test('what has nothing of a resource does not wait for it', () => {
  const held = { ...nothingHeld, gpus: 5 } // fewer devices than before
  expect(evaluate(asking(amounts(1)), capacity, held, now)).toEqual({ kind: 'starts' })
})

test('more than there is in all is refused, whoever holds what and whether anything can start now', () => {
  for (const available of [true, false])
    expect(evaluate(asking(amounts(41, 1001)), { ...capacity, available }, nothingHeld, now)).toEqual({
      kind: 'refused',
      violations: [
        { limit: 'hardware', resource: 'cpu', used: 0, asked: 4.1, max: 4 },
        { limit: 'hardware', resource: 'memory', used: 0, asked: 1001, max: 1000 },
      ],
    })
})

test('it waits for its start time, then for the engine, then for resources', () => {
  const later = new Date(now.getTime() + 1)
  const away = { ...capacity, available: false }
  const full = plus(nothingHeld, amounts(40))
  expect(evaluate(asking(amounts(1), later), away, full, now)).toMatchObject({ reason: 'waiting-for-start-time' })
  expect(evaluate(asking(amounts(1), now), away, full, now)).toMatchObject({ reason: 'waiting-for-engine' })
  expect(evaluate(asking(amounts(1), now), capacity, full, now)).toMatchObject({ reason: 'waiting-for-resources' })
})

test('the report shows the same limits', () => {
  const shown = report(capacity, plus(nothingHeld, amounts(13, 400)))
  expect(shown.cpu).toEqual({ limit: 4, used: 1.3, free: 2.7, max: 4, boundBy: 'hardware' })
  expect(shown.sessions.used).toBe(1)
  expect(report({ ...capacity, available: false }, nothingHeld).cpu).toMatchObject({ free: 0, max: 4 })
})
