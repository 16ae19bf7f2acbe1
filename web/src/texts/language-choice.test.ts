import { expect, test } from 'vitest'
import { languageHere } from './language-choice.ts'

const storage = (stored: string | null) => ({ getItem: () => stored })

test('the choice made on this device counts more than the browser', () => {
  expect(languageHere(storage('ko'), ['en-GB'])).toBe('ko')
})

test('without a choice, the first language of the browser that exists is shown', () => {
  expect(languageHere(storage(null), ['fr-FR', 'ko-KR', 'en'])).toBe('ko')
})

test('English is shown when nothing fits, or what is stored is not a language', () => {
  expect(languageHere(storage(null), ['fr-FR'])).toBe('en')
  expect(languageHere(storage('klingon'), [])).toBe('en')
})

test('a browser that forbids storage still gets a language', () => {
  const forbidden = {
    getItem: () => {
      throw new DOMException('denied', 'SecurityError')
    },
  }
  expect(languageHere(forbidden, ['ko'])).toBe('ko')
})
