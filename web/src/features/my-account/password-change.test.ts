import { consoleAccountEn } from '@berth/contract/texts/console-account.en.ts'
import { consoleSignInEn } from '@berth/contract/texts/console-sign-in.en.ts'
import type { Me } from '@berth/contract/accounts.ts'
import { expect, test } from 'vitest'
import { checkPassword } from './password-change.ts'

const me = { email: 'ada@example.org', username: 'analytical-1', hasPassword: true } as Me
const { errors } = consoleSignInEn.setup
const texts = { own: consoleAccountEn.dialog, rules: errors }
const good = 'engine no. 1'

test.each([
  ['', good, good, 'current', texts.own.originalMissing],
  ['old', '', '', 'next', texts.own.newPasswordMissing],
  ['old', good, '', 'again', errors['confirmation-required']],
  ['old', good, 'engine no. 2', 'again', errors['confirmation-differs']],
  ['old', 'a1!', 'a1!', 'next', errors['too-short']],
  ['old', '12345678!', '12345678!', 'next', errors['needs-letter']],
  ['old', 'abcdefgh!', 'abcdefgh!', 'next', errors['needs-digit']],
  ['old', 'abcdefgh1', 'abcdefgh1', 'next', errors['needs-symbol']],
  ['old', 'Analytical-1', 'Analytical-1', 'next', errors['same-as-account']],
] as const)('old %j, new %j and again %j: %s says what is wrong', (current, next, again, field, said) => {
  expect(checkPassword({ current, next, again }, me, texts)[field]).toBe(said)
})

test('nothing is wrong with a good one, and who has no password is not asked for it', () => {
  const found = checkPassword({ current: '', next: good, again: good }, { ...me, hasPassword: false }, texts)
  expect(Object.values(found).filter(Boolean)).toEqual([])
})
