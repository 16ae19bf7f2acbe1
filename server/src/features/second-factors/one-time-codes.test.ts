import { expect, test } from 'vitest'
import { newOtpSecret, otpUri, stepOfCode } from './one-time-codes.ts'

/** RFC 6238, appendix B, the SHA-1 rows; its codes have 8 digits, ours are their last 6. */
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const rfcRows: [number, string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
]

test.each(rfcRows)('at %d seconds the code is the RFC’s', (seconds, code) => {
  expect(stepOfCode(rfcSecret, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30))
})

test('a code is accepted one step early and one step late, and not beyond', () => {
  const [seconds, code] = [1_111_111_110, '050471']
  const at = (offset: number) => stepOfCode(rfcSecret, code, new Date((seconds + offset) * 1000))
  expect([at(-31), at(-30), at(0), at(29), at(59), at(60)].map((step) => step !== null)).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
  ])
})

test('a secret has 160 bits and differs each time', () => {
  const secrets = new Set(Array.from({ length: 100 }, newOtpSecret))
  expect(secrets.size).toBe(100)
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/)
})

test('the address for the QR code names site and account, whatever is in them', () => {
  const uri = new URL(otpUri(rfcSecret, 'Berth', 'ada+x@example.org'))
  expect(uri.protocol).toBe('otpauth:')
  expect(decodeURIComponent(uri.pathname)).toContain('Berth:ada+x@example.org')
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: 'Berth',
    secret: rfcSecret,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  })
  expect(otpUri(rfcSecret, 'Berth', 'a?secret=B&x=:#@b.c').match(/secret=/g)).toHaveLength(1)
})
