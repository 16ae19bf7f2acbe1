import { expect, test } from 'vitest'
import { filterOf, searchOf, sortOf, sortText } from './session-search.ts'

test('an address says the list, and the list its address', () => {
  const filter = { state: 'finished', q: 'train', sort: 'name', owner: 'all' } as const
  expect(filterOf({ ...searchOf(filter) })).toEqual(filter)
  expect(searchOf(filterOf({}))).toEqual({})
})

test('the order of the address is the order of the table', () => {
  expect(sortOf('-createdAt')).toEqual({ column: 'createdAt', isDescending: true })
  for (const sort of ['name', '-name', 'status', '-createdAt'] as const) expect(sortText(sortOf(sort))).toBe(sort)
})

test('what an address says wrongly counts as not said', () => {
  expect(filterOf({ state: 'gone', q: ['x'], sort: 'owner', owner: 'root' })).toEqual(filterOf({}))
  expect(filterOf({ q: 42 }).q).toBe('42')
})
