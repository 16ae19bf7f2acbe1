import { expect, test } from 'vitest'
import { countdown } from './countdown.ts'

test.each([
  [-5, '00:00:00'],
  [999, '00:00:00'],
  [61_000, '00:01:01'],
  [86_399_999, '23:59:59'],
  [86_400_000, '1d 00:00:00'],
  [603_667_000, '6d 23:41:07'],
  [2_592_000_000, '30d 00:00:00'],
])('%d ms are shown as %s', (left, shown) => {
  expect(countdown(left)).toBe(shown)
})

test('days have the name that the language gives them', () => {
  expect(countdown(603_667_000, ' хоног')).toBe('6 хоног 23:41:07')
})
