import { recoveryCode } from '@berth/contract/my-account.ts'
import { expect, test } from 'vitest'
import { hashRecoveryCode, newRecoveryCodes, readable } from './recovery-codes.ts'

test('ten different codes, each of which the form accepts as it is shown', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) {
    expect(recoveryCode.parse(readable(code))).toBe(code)
    expect(recoveryCode.parse(` ${readable(code).toLowerCase()} `)).toBe(code)
  }
})

test('the hash depends on the code and on the secret', () => {
  const hashes = [
    hashRecoveryCode('A', 'BCDFGHJKMN'),
    hashRecoveryCode('A', 'BCDFGHJKMP'),
    hashRecoveryCode('B', 'BCDFGHJKMN'),
  ].map((hash) => hash.toString('hex'))
  expect(new Set(hashes).size).toBe(3)
  expect(hashRecoveryCode('A', 'BCDFGHJKMN').toString('hex')).toBe(hashes[0])
})
