import { expect, test } from 'vitest'
import { safeAddress } from './safe-address.ts'

const origin = 'https://lab.example.org'

test.each([
  ['/sessions/1?tab=logs#end', '/sessions/1?tab=logs#end'],
  ['/connect', '/connect'],
  ['/a/../sessions', '/sessions'],
])('goes to the address of this site that was asked for: %s', (asked, goesTo) => {
  expect(safeAddress(asked, origin)).toBe(goesTo)
})

test.each([
  null,
  '',
  'sessions',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  'https://evil.example/',
  'https:evil.example',
  'javascript:alert(1)',
  '\\\\evil.example',
  '/..//evil.example',
  '/sign-in?to=/sign-in',
  '/setup',
])('starts at the beginning instead of leaving the site or going in circles: %j', (asked) => {
  const address = safeAddress(asked, origin)
  expect(new URL(address, origin).origin).toBe(origin)
  expect(new URL(address, origin).pathname).not.toMatch(/^\/(sign-in|setup)/)
})
