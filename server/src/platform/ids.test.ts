import { expect, test } from 'vitest'
import { createUuids, uuidv7 } from './ids.ts'

test('is a UUID of version 7 with the time in front', () => {
  const time = Date.parse('2031-02-03T04:05:06.789Z')
  const id = createUuids(() => time)()
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(time)
})

test('sorts by the order of the calls, within a millisecond and when the clock steps back', () => {
  let calls = 0
  const unsteady = createUuids(() => Date.parse('2031-01-01') - (++calls % 7 === 0 ? 1_000 : 0))
  for (const next of [unsteady, uuidv7]) {
    const ids = Array.from({ length: 20_000 }, next)
    expect(ids).toEqual(ids.toSorted())
    expect(new Set(ids).size).toBe(ids.length)
  }
})
