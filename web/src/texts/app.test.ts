/** Types keep the dictionaries' shapes alike; this looks at their words. */
import { expect, test } from 'vitest'
import { appEn } from './app.en.ts'
import { appKo } from './app.ko.ts'

function* wordsOf(dictionary: object, path = ''): Generator<readonly [string, unknown]> {
  for (const [key, value] of Object.entries(dictionary)) {
    if (typeof value === 'object' && value !== null) yield* wordsOf(value, `${path}${key}.`)
    else yield [`${path}${key}`, value]
  }
}

/** A reason needs no next step where there is none. */
const mayBeEmpty = /^reasons\.reasons\..*\.next$/
/** Names that are the same in every language. */
const mayBeAlike = /^(sessions|reasons|problems)\./

test('no text is empty', () => {
  const empty = [appEn, appKo].flatMap((dictionary) =>
    [...wordsOf(dictionary)].filter(([key, words]) => words === '' && !mayBeEmpty.test(key)),
  )
  expect(empty).toEqual([])
})

test('no Korean text was left in English', () => {
  const english = new Map(wordsOf(appEn))
  const left = [...wordsOf(appKo)].filter(
    ([key, words]) => typeof words === 'string' && words !== '' && words === english.get(key) && !mayBeAlike.test(key),
  )
  expect(left).toEqual([])
})
