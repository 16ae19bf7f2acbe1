import { expect, test } from 'vitest'
import { addressFrom, listQueryOf, searchOf } from './users-search.ts'

test('the address brings back what was chosen', () => {
  const search = { tab: 'inactive', email: 'ada', role: 'superadmin', sort: '-createdAt', user: 'u1', create: true }
  expect(searchOf(addressFrom(search))).toEqual(search)
  expect(searchOf(addressFrom({}))).toEqual({})
})

test('what a typed address says wrongly counts as not said', () => {
  const address = addressFrom({ tab: 'gone', role: 'king', twoFactor: 'maybe', sort: 'password', email: ['x'] })
  expect(listQueryOf(address)).toEqual({ active: 'true', sort: 'email' })
})

test('a filter that reads as a number or a truth is one', () => {
  expect(listQueryOf(addressFrom({ username: 42, twoFactor: true, fullName: 'x'.repeat(100) }))).toEqual({
    active: 'true',
    sort: 'email',
    username: '42',
    twoFactor: 'true',
    fullName: 'x'.repeat(64),
  })
})
