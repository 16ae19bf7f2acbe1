import { expect, test } from 'vitest'
import { filterFrom, listQueryOf, searchOf } from './policy-search.ts'

test('the address brings back what was chosen, and says nothing of what is usual', () => {
  expect(searchOf(filterFrom({ name: 'team', sort: '-memory' }))).toEqual({ name: 'team', sort: '-memory' })
  expect(searchOf(filterFrom({ sort: 'name' }))).toEqual({})
})

test('what a typed address says wrongly counts as not said', () => {
  expect(listQueryOf(filterFrom({ name: ['x'], sort: '-secret' }))).toEqual({ sort: 'name' })
  expect(listQueryOf(filterFrom({ name: 42, sort: 'cpu' }))).toEqual({ q: '42', sort: 'cpu' })
})
