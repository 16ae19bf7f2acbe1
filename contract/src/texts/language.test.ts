import { expect, test } from 'vitest'
import { completed, languageOf, languages, plural } from './language.ts'

test('each language has its own forms beside a number', () => {
  const forms = { one: 'one', few: 'few', many: 'many', other: 'other' }
  const of = (language: 'en' | 'ru' | 'fr' | 'id') =>
    [0, 1, 2, 5, 11, 21, 1.5].map((count) => plural(language, count, forms))
  expect(of('en')).toEqual(['other', 'one', 'other', 'other', 'other', 'other', 'other'])
  expect(of('ru')).toEqual(['many', 'one', 'few', 'many', 'many', 'one', 'other'])
  expect(of('fr')).toEqual(['one', 'one', 'other', 'other', 'other', 'other', 'one'])
  expect(of('id')).toEqual(Array.from({ length: 7 }, () => 'other'))
})

test('a form that was not given is as the others', () => {
  expect(plural('ru', 3, { one: 'сессия', other: 'сессий' })).toBe('сессий')
})

test('this machine knows the rules of every language offered', () => {
  expect(Intl.PluralRules.supportedLocalesOf(languages)).toEqual(languages)
  expect(Intl.DateTimeFormat.supportedLocalesOf(languages)).toEqual(languages)
})

test('the first language of a browser that exists here is taken', () => {
  expect(languageOf('de-DE,de;q=0.9,mn;q=0.8,en;q=0.7')).toBe('mn')
  expect(languageOf(['id-ID', 'en'])).toBe('id')
  expect(languageOf('de')).toBe('en')
  expect(languageOf(undefined)).toBe('en')
})

test('what a translation lacks is English, and told as it is said', () => {
  const english = { title: 'Sessions', menu: { open: 'Open', close: (p: { name: string }) => `Close ${p.name}` } }
  const said: string[] = []
  const french = completed(english, { title: 'Séances', menu: { open: 'Ouvrir' } }, (text) => said.push(text))
  expect([french.title, french.menu.open]).toEqual(['Séances', 'Ouvrir'])
  expect(said).toEqual([])
  expect(french.menu.close({ name: 'x' })).toBe('Close x')
  expect(said).toEqual(['Close x'])
  completed(english, {}, (text) => said.push(text))
  expect(said).toEqual(['Close x', 'Sessions', 'Open'])
})
