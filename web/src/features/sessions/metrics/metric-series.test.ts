import { expect, test } from 'vitest'
import { indexAt, isKnown, lastOf, mostOf, withGaps } from './metric-series.ts'

test('a line is broken where nothing was measured, and only there', () => {
  const { times, values } = withGaps({ at: [10, 15, 20, 60, 65], seconds: 5 }, [
    [1, 2, 3, 4, 5],
    [null, 1, 1, 1, 1],
  ])
  expect(times).toEqual([10, 15, 20, 25, 60, 65])
  expect(values).toEqual([
    [1, 2, 3, null, 4, 5],
    [null, 1, 1, null, 1, 1],
  ])
})

test('of coarse points each that is missing breaks the line, and the finer ones at its end do not', () => {
  const at = [900, 1800, 3600, 3660, 3665]
  expect(withGaps({ at, seconds: 900 }, [[1, 2, 3, 4, 5]])).toEqual({
    times: [900, 1800, 2700, 3600, 3660, 3665],
    values: [[1, 2, null, 3, 4, 5]],
  })
})

test('what is last and what is most, where something is known', () => {
  expect(lastOf([1, 3, null])).toBe(3)
  expect(
    mostOf([
      [1, 3, null],
      [null, 7],
    ]),
  ).toBe(7)
  expect([lastOf([]), mostOf([[null]]), isKnown([[null], []]), isKnown([[null, 0]])]).toEqual([null, null, false, true])
})

test('a moment has the point that stands for it', () => {
  const at = [10, 20, 30]
  expect([5, 10, 11, 20, 29, 31].map((time) => at[indexAt(at, time)])).toEqual([10, 10, 20, 20, 30, 30])
})
