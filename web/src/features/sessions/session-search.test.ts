import { expect, test } from 'vitest'
import { filterOf, searchOf } from './session-search.ts'

test('an address says the list, and the list its address', () => {
  const filter = { state: 'finished', q: 'train', sort: 'name', owner: 'all' } as const
  expect(filterOf({ ...searchOf(filter) })).toEqual(filter)
  expect(searchOf(filterOf({}))).toEqual({})
})

test('what an address says wrongly counts as not said', () => {
  expect(filterOf({ state: 'gone', q: ['x'], sort: 'owner', owner: 'root' })).toEqual(filterOf({}))
  expect(filterOf({ q: 42 }).q).toBe('42')
})
