import { expect, test } from 'vitest'
import { safeNext } from './safe-next.ts'

const origin = 'https://berth.example.org'

test.each(['/', '/sessions', '/sessions/1?tab=logs#end', '/a%20b?x=//y'])('%s stays', (next) => {
  expect(safeNext(next, origin)).toBe(next)
})

test.each([
  undefined,
  '',
  'sessions',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/x/..//evil.example',
  '/.//evil.example',
  '/%2e%2e//evil.example',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  ' //evil.example',
  '@evil.example',
  '/api/v1/auth/oidc/start',
  '//[',
])('%j goes nowhere else', (next) => {
  const path = safeNext(next, origin)
  expect(path).toBe('/')
  expect(new URL(path, origin).origin).toBe(origin)
})
