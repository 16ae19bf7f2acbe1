/** Words beside a number, where one thing is said in another way than several. */
import { expect, test } from 'vitest'
import { consoleCredentialsEn } from './console-credentials.en.ts'
import { consoleCredentialsFr } from './console-credentials.fr.ts'
import { consoleHomeEn } from './console-home.en.ts'
import { consoleUsageEn } from './console-usage.en.ts'
import { consoleUsersEn } from './console-users.en.ts'
import { problemsEn } from './problems.en.ts'

const of = (count: number) => ({ count, text: String(count) })

test('one is not several', () => {
  expect([1, 2].map((count) => consoleCredentialsEn.limit(of(count)))).toEqual([
    '1 request in 15 minutes',
    '2 requests in 15 minutes',
  ])
  expect([1, 2].map((count) => consoleCredentialsFr.limit?.(of(count)))).toEqual([
    '1 requête en 15 minutes',
    '2 requêtes en 15 minutes',
  ])
  expect([1, 2].map((count) => consoleHomeEn.sessions.more(of(count)))).toEqual([
    '1 more runs or waits; it is under “All sessions”.',
    '2 more run or wait; they are under “All sessions”.',
  ])
  expect([1, 2].map((count) => consoleUsersEn.import.notShown(of(count)))).toEqual([
    '1 more row is not shown here.',
    '2 more rows are not shown here.',
  ])
  expect([1, 2].map((count) => consoleUsageEn.more({ count }))).toEqual([
    '1 more is not listed; the export has it, too.',
    '2 more are not listed; the export has all of them.',
  ])
})

test('one second is waited, or several', () => {
  const { detail } = problemsEn['rate-limited']
  const say = (retryAfter: number) =>
    typeof detail === 'function' ? detail({ limit: 1, window: 900, retryAfter }) : detail
  expect([1, 30].map(say)).toEqual([
    'This credential may make 1 request in 15 minutes. Wait 1 second.',
    'This credential may make 1 request in 15 minutes. Wait 30 seconds.',
  ])
})
