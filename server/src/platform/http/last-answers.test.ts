import { expect, test } from 'vitest'
import { createLastAnswers } from './last-answers.ts'

const text = Buffer.from('{}')

test('an answer is given again for the same snapshot only, and not for long', () => {
  const last = createLastAnswers({ freshMs: 100 })
  last.keep('list', '5:9:7', 0, text)
  expect(last.find('list', '5:9:7', 99)).toBe(text)
  expect(last.find('other', '5:9:7', 99)).toBeUndefined()
  expect(last.find('list', '5:9:7', 100)).toBeUndefined()
  last.keep('list', '5:9:7', 0, text)
  expect(last.find('list', '5:9:', 1)).toBeUndefined()
  // What another snapshot has made worthless does not come back.
  expect(last.find('list', '5:9:7', 1)).toBeUndefined()
})

test('many answers and large ones do not add up', () => {
  const last = createLastAnswers({ entries: 2, bytes: 10 })
  for (const key of ['a', 'b', 'c']) last.keep(key, 's', 0, text)
  expect(['a', 'b', 'c'].map((key) => last.find(key, 's', 1) !== undefined)).toEqual([false, true, true])
  last.keep('large', 's', 0, Buffer.alloc(11))
  expect(last.find('large', 's', 1)).toBeUndefined()
})
