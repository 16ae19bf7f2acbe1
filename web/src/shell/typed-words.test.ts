import { expect, test } from 'vitest'
import { fits } from './typed-words.ts'

test('each typed word is found somewhere, whatever its capitals and accents', () => {
  expect(fits('', ['Sessions'])).toBe(true)
  expect(fits('  CAFE  lang ', ['Langue', 'Café de nuit'])).toBe(true)
  expect(fits('cafe the', ['Café de nuit'])).toBe(false)
  expect(fits('세션', ['새 세션 시작'])).toBe(true)
})
