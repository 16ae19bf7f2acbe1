import { expect, test } from 'vitest'
import { addressFrom, listQueryOf, searchOf } from './folders-search.ts'

test('an address says which folders, and comes back as it was', () => {
  const search = { tab: 'trashed', owner: 'all', name: 'data', type: 'group', sort: '-used', create: true }
  expect(searchOf(addressFrom(search))).toEqual(search)
  expect(searchOf(addressFrom({}))).toEqual({})
  expect(listQueryOf(addressFrom(search))).toEqual({
    ...{ owner: 'all', state: 'trashed', sort: '-used', q: 'data', type: 'group' },
  })
})

test('what it says wrongly counts as not said', () => {
  const address = addressFrom({ tab: 'x', owner: 7, type: 'none', permission: ['ro'], sort: 'color', relation: 'boss' })
  expect(searchOf(address)).toEqual({})
})
