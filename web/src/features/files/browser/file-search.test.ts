import { expect, test } from 'vitest'
import { addressFrom, searchOf } from './file-search.ts'

test('an address says where, and comes back as it was', () => {
  const search = { path: 'a/b c', sort: '-size', q: 'x', file: 'a/b c/d.txt' }
  expect(searchOf(addressFrom(search))).toEqual(search)
  expect(searchOf(addressFrom({}))).toEqual({})
  // folders may have names that look like numbers
  expect(addressFrom({ path: 2026 }).path).toBe('2026')
})

test('what is no place counts as not said', () => {
  for (const path of ['..', 'a/../b', '/etc', 'a//b', ['a'], null]) expect(addressFrom({ path }).path).toBe('')
  expect(addressFrom({ sort: '-color', file: '../x' })).toEqual({
    path: '',
    sort: { column: 'name', isDescending: false },
    q: '',
    file: undefined,
  })
})
