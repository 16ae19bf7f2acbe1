import { expect, test } from 'vitest'
import { isTyped } from './typed-input.ts'

test.each([
  ['where the cursor is', '\x1b[24;80R'],
  ['what it can do', '\x1b[?62;22c'],
  ['that, twice', '\x1b[?62;22c\x1b[>0;276;0c'],
  ['that its window came to the front', '\x1b[I'],
  ['that it is well', '\x1b[0n'],
  ['the state of a mode', '\x1b[?2004;2$y'],
  ['its background', '\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\'],
  ['its version', '\x1bP>|xterm.js(6)\x1b\\'],
])('an emulator that says %s is nobody', (_name, text) => {
  expect(isTyped(Buffer.from(text))).toBe(false)
})

test.each([
  ['a letter', 'a'],
  ['a line', 'ls -l\r'],
  ['an arrow', '\x1b[A'],
  ['Escape', '\x1b'],
  ['Alt and a letter', '\x1bf'],
  ['a mouse', '\x1b[<0;10;20M'],
  ['a paste', '\x1b[200~text\x1b[201~'],
  ['a letter behind an answer', '\x1b[24;80Ra'],
  ['a function key', '\x1b[15~'],
])('%s is somebody', (_name, text) => {
  expect(isTyped(Buffer.from(text))).toBe(true)
})

test('nothing is nobody, much is somebody', () => {
  expect(isTyped(Buffer.alloc(0))).toBe(false)
  expect(isTyped(Buffer.alloc(100_000, 0x1b))).toBe(true)
})
