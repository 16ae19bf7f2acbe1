import { expect, test } from 'vitest'
import { createTestClock, systemClock } from './time.ts'

test('the clock of tests stands still until it is told', () => {
  const clock = createTestClock('2030-01-01T00:00:00Z')
  clock.advance(90_000)
  expect(clock.now().toISOString()).toBe('2030-01-01T00:01:30.000Z')
  expect(() => createTestClock('tomorrow')).toThrow('Not a time')
})

test('the clock of the system goes', () => {
  expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1_000)
})
