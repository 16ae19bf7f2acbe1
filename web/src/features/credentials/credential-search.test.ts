import { expect, test } from 'vitest'
import { addressFrom, listQueryOf, searchOf } from './credential-search.ts'

const now = new Date('2030-05-31T13:00:00Z')

test('the address brings back what was chosen', () => {
  const search = {
    tab: 'inactive',
    label: 'cluster',
    person: 'ada',
    workspaceName: 'lab',
    policy: 'student',
    sort: 'user',
  }
  expect(searchOf(addressFrom(search))).toEqual(search)
  expect(searchOf(addressFrom({}))).toEqual({})
  expect(searchOf(addressFrom({ used: 'never', sort: '-createdAt' }))).toEqual({ used: 'never' })
})

test('what a typed address says wrongly counts as not said', () => {
  const address = addressFrom({ tab: 'gone', policy: 'no policy!', used: 'sometimes', sort: 'secret', label: ['x'] })
  expect(listQueryOf(address, now)).toEqual({ owner: 'all', active: 'true', sort: '-createdAt' })
})

test.each([
  ['week', { usedSince: '2030-05-24T00:00:00.000Z' }],
  ['not-month', { notUsedSince: '2030-05-01T00:00:00.000Z' }],
  ['never', { notUsedSince: '1970-01-01T00:00:00.000Z' }],
])('last use “%s” is asked for in whole days', (used, asked) => {
  expect(listQueryOf(addressFrom({ used }), now)).toEqual({
    owner: 'all',
    active: 'true',
    sort: '-createdAt',
    ...asked,
  })
})
