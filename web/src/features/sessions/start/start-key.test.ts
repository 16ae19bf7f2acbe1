import { expect, test } from 'vitest'
import { emptyValues, toBody } from './start-form.ts'
import { createStartKey } from './start-key.ts'

test('a start that is sent again has the same key, and another start has another', () => {
  const keyOf = createStartKey()
  const first = keyOf(toBody(emptyValues, {}))
  expect(first).toMatch(/^[\x21-\x7e]{16,200}$/)
  expect(keyOf(toBody({ ...emptyValues }, {}))).toBe(first)
  expect(keyOf(toBody({ ...emptyValues, cpu: 2 }, {}))).not.toBe(first)
  expect(createStartKey()(toBody(emptyValues, {}))).not.toBe(first)
})
