import { expect, test } from 'vitest'
import { createFirst } from './first-of.ts'

const compare = (a: number, b: number) => a - b
const firstOf = (count: number, all: readonly number[]) => {
  const first = createFirst(count, compare)
  for (const one of all) first.add(one)
  return first.inOrder()
}
/** In no order, and the same each time. */
const mixed = (length: number) => Array.from({ length }, (_, at) => (at * 7919) % 1009)

test.each([1, 2, 7, 100, 5_000])('the first %d are those that are first when all are in order', (count) => {
  for (const all of [
    [],
    [3],
    mixed(50),
    mixed(2_000),
    mixed(2_000).toSorted(compare),
    mixed(999).toSorted(compare).reverse(),
  ])
    expect(firstOf(count, all)).toEqual(all.toSorted(compare).slice(0, count))
})

test('what cannot be among them is not kept', () => {
  let compared = 0
  const first = createFirst<number>(10, (a, b) => (compared++, a - b))
  for (let n = 0; n < 20; n++) first.add(n)
  compared = 0
  for (let n = 20; n < 1_000; n++) first.add(n)
  expect(compared).toBe(980)
  expect(first.inOrder()).toHaveLength(10)
})
