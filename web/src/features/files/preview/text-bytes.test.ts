import { expect, test } from 'vitest'
import { textOf } from './text-bytes.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

test('text is text, also where it was cut within a character', () => {
  const whole = bytesOf('a é 한 🚢')
  expect(textOf(whole, false)).toBe('a é 한 🚢')
  for (let length = 0; length <= whole.length; length++) {
    const text = textOf(whole.subarray(0, length), true)
    expect(text, `${length} bytes`).toBeDefined()
    expect('a é 한 🚢'.startsWith(text ?? '?'), `${length} bytes`).toBe(true)
  }
})

test('what is no text is not shown as one', () => {
  expect(textOf(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0]), false)).toBeUndefined()
  expect(textOf(new Uint8Array([0x61, 0xff, 0xfe]), false)).toBeUndefined()
  expect(textOf(new Uint8Array(), false)).toBe('')
})
