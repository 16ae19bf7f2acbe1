import { expect, test } from 'vitest'
import { choiceHere, languageHere } from './language-choice.ts'

const storage = (stored: string | null) => ({ getItem: () => stored })
const shownWith = (stored: string | null, preferred: readonly string[]) =>
  languageHere(choiceHere(storage(stored)), preferred)

test('the choice made on this device counts more than the browser', () => {
  expect(shownWith('ko', ['en-GB'])).toBe('ko')
})

test('without a choice, or by the choice of the system, the first language of the browser that exists is shown', () => {
  expect(shownWith(null, ['de-DE', 'ko-KR', 'en'])).toBe('ko')
  expect(shownWith('system', ['id-ID', 'en'])).toBe('id')
})

test('English is shown when nothing fits, or what is stored is not a language', () => {
  expect(shownWith(null, ['de-DE'])).toBe('en')
  expect(shownWith('klingon', [])).toBe('en')
})

test('a browser that forbids storage still gets a language', () => {
  const forbidden = {
    getItem: () => {
      throw new DOMException('denied', 'SecurityError')
    },
  }
  expect(languageHere(choiceHere(forbidden), ['ko'])).toBe('ko')
})
