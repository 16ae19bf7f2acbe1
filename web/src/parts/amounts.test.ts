import { expect, test } from 'vitest'
import { bytes, clock, duration, GiB, MiB, number } from './amounts.ts'

test('memory is said in the unit a person would use', () => {
  expect(bytes('en', 16 * GiB)).toBe('16 GiB')
  expect(bytes('en', 1.5 * GiB)).toBe('1.5 GiB')
  expect(bytes('en', 512 * MiB)).toBe('512 MiB')
  expect(bytes('en', 0)).toBe('0 B')
  expect(number('en', 0.1 + 0.2)).toBe('0.3')
})

test('a duration names its two largest parts', () => {
  expect(duration('en', 2 * 3600 + 5 * 60 + 7)).toBe('2 h 5 min')
  expect(duration('en', 3 * 86_400 + 4 * 3600)).toBe('3 d 4 h')
  expect(duration('en', 3600)).toBe('1 h')
  expect(duration('en', 0.4)).toBe('0 s')
  expect(duration('ko', 7500)).toBe('2시간 5분')
})

test('what ticks never jumps: a clock set back shows zero, and widths stay', () => {
  expect(clock('en', -5)).toBe('0:00')
  expect(clock('en', 65)).toBe('1:05')
  expect(clock('en', 3725)).toBe('1:02:05')
  expect(clock('en', 86_400 * 2 + 61)).toBe('2 d 00:01:01')
})
