import { expect, test } from 'vitest'
import { createStrangers } from './strangers.ts'

const limits = { strangers: 6, strangersOfNetwork: 4 }

test('from one network come no more than its share', () => {
  const strangers = createStrangers<number>(limits, () => {})
  expect([1, 2, 3, 4, 5].map((connection) => strangers.add(connection, 'one'))).toEqual([true, true, true, true, false])
  strangers.delete(2)
  expect(strangers.add(6, 'one')).toBe(true)
})

test('when all places are taken, the oldest of whoever has most gives way', () => {
  const dropped: number[] = []
  const strangers = createStrangers<number>(limits, (connection) => dropped.push(connection))
  for (const connection of [1, 2, 3, 4]) strangers.add(connection, 'many')
  for (const connection of [5, 6]) strangers.add(connection, 'few')
  expect(strangers.add(7, 'new')).toBe(true)
  expect(dropped).toEqual([1])
  expect([strangers.has(1), strangers.has(2), strangers.has(7)]).toEqual([false, true, true])
  // It is no longer counted.
  strangers.delete(1)
  expect(strangers.add(8, 'few')).toBe(true)
  expect(dropped).toEqual([1, 2])
})
