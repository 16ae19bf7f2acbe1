import { expect, test } from 'vitest'
import { relativeTime } from './time-words.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString()

test.each([
  [0, 'now'],
  [-20, 'now'],
  [44, 'now'],
  [50, '1 minute ago'],
  [59 * 60, '1 hour ago'],
  [5 * 60, '5 minutes ago'],
  [26 * 3600, 'yesterday'],
  [8 * 86_400, 'last week'],
  [400 * 86_400, 'last year'],
  [-600, 'in 10 minutes'],
])('%i seconds ago reads “%s”', (seconds, words) => {
  expect(relativeTime(ago(seconds), now, 'en')).toBe(words)
})

test('Korean counts as Korean does', () => {
  expect(relativeTime(ago(5 * 60), now, 'ko')).toBe('5분 전')
})
