import { expect, test } from 'vitest'
import type { RequestEntry } from '../../../api/request-entry.ts'
import { fitting } from './request-search.ts'

const entry = (given: Partial<RequestEntry>): RequestEntry => ({
  at: 0,
  method: 'GET',
  path: '/sessions',
  status: 200,
  ms: 5,
  request: 'abcdefghijkl.1',
  problem: null,
  ...given,
})
const entries = [
  entry({}),
  entry({ method: 'POST', status: 409, problem: 'quota-exceeded', request: 'abcdefghijkl.2' }),
  entry({ path: '/me', status: 0, request: null }),
]
const shown = (text: string, errorsOnly = false) =>
  fitting(entries, { text, errorsOnly }, ({ status }) => (status === 0 ? 'No answer' : '')).map((one) =>
    entries.indexOf(one),
  )

test('all of them, or only those that failed', () => {
  expect(shown('')).toEqual([0, 1, 2])
  expect(shown('', true)).toEqual([1, 2])
})

test('those that have every word, wherever it stands', () => {
  expect(shown('sessions post')).toEqual([1])
  expect(shown('QUOTA')).toEqual([1])
  expect(shown('abcdefghijkl.1')).toEqual([0])
  expect(shown('no answer')).toEqual([2])
  expect(shown('sessions', true)).toEqual([1])
  expect(shown('nothing')).toEqual([])
})
