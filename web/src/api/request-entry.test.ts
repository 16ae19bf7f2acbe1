import { api } from '@berth/contract/api.ts'
import { problems } from '@berth/contract/problems.ts'
import { expect, test } from 'vitest'
import { createRequestEntries, unknownPath, type Asked } from './request-entry.ts'

const endpoints = Object.values(api).flatMap((noun) => Object.values(noun))
const entryOf = createRequestEntries(endpoints, (code) => Object.hasOwn(problems, code))
const asked: Asked = {
  at: 1_790_000_000_000.4,
  ms: 12.6,
  method: 'GET',
  url: '/api/v1/sessions',
  status: 200,
  requestId: 'abcdefghijkl.1z',
  problem: undefined,
}

test('a request is noted by the contract’s words', () => {
  expect(entryOf(asked)).toEqual({
    at: 1_790_000_000_000,
    ms: 13,
    method: 'GET',
    path: '/sessions',
    status: 200,
    request: 'abcdefghijkl.1z',
    problem: null,
  })
  expect(entryOf({ ...asked, url: '/api/v1/sessions/0190/logs?source=main' }).path).toBe('/sessions/{id}/logs')
  expect(entryOf({ ...asked, url: 'https://lab.example.org/api/v1/sessions?q=x' }).path).toBe('/sessions')
  expect(entryOf({ ...asked, method: 'POST', url: '/api/v1/sessions/explain' }).path).toBe('/sessions/explain')
  expect(entryOf({ ...asked, status: 404, problem: 'not-found' }).problem).toBe('not-found')
})

const secret = 'hunter2-Sup3rS3cret'
const forms = [secret, encodeURIComponent(`${secret}!?/`), btoa(secret), secret.toUpperCase(), `${secret}.1`]

test.each(forms)('%s has no place in it, wherever it stands', (planted) => {
  const everywhere: Asked[] = [
    { ...asked, url: `/api/v1/sessions?q=${planted}&${planted}=1` },
    { ...asked, url: `/api/v1/sessions/${planted}` },
    { ...asked, url: `/api/v1/${planted}` },
    { ...asked, url: `/api/v1/sessions#${planted}` },
    { ...asked, url: `https://user:${planted}@lab.example.org/api/v1/sessions` },
    { ...asked, url: `/elsewhere/${planted}` },
    { ...asked, url: planted },
    { ...asked, method: planted },
    { ...asked, method: 'POST', url: `/api/v1/invitations/${planted}/accept` },
    { ...asked, requestId: planted },
    { ...asked, problem: planted },
    { ...asked, problem: { toString: () => planted } },
    { ...asked, status: 500, problem: `not-found ${planted}` },
  ]
  for (const one of everywhere) {
    const entry = entryOf(one)
    expect(JSON.stringify(entry).toLowerCase()).not.toContain(planted.toLowerCase())
    expect([unknownPath, ...endpoints.map(({ path }) => path)]).toContain(entry.path)
  }
})
