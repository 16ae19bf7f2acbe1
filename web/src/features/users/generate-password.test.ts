import { password } from '@berth/contract/accounts.ts'
import { expect, test } from 'vitest'
import { generatePassword } from './generate-password.ts'

test('a generated password keeps the rules, and none is like another', () => {
  const made = Array.from({ length: 500 }, generatePassword)
  expect(made.filter((one) => !password.safeParse(one).success)).toEqual([])
  expect(new Set(made).size).toBe(made.length)
})
