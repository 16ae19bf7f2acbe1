import { expect, test } from 'vitest'
import { lifetimeOf, secondsOf } from './lifetimes.ts'

test.each([
  [7 * 86_400, '7', 'days'],
  [36 * 3600, '36', 'hours'],
  [300, '5', 'minutes'],
])('%i seconds are %s %s, and back', (seconds, number, unit) => {
  expect(lifetimeOf(seconds)).toEqual({ number, unit })
  expect(secondsOf(lifetimeOf(seconds))).toBe(seconds)
})

test('parts of a unit count, and what is no number does not', () => {
  expect(secondsOf({ number: ' 1,5 ', unit: 'hours' })).toBe(5400)
  for (const number of ['', '-1', '1e3', 'x']) expect(secondsOf({ number, unit: 'days' })).toBeNaN()
})
