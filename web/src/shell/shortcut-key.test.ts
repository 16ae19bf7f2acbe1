import { expect, test } from 'vitest'
import { isAlone, isOfKey } from './shortcut-key.ts'

const press = (key: string, code: string, held: readonly string[] = []) => ({
  key,
  code,
  ctrlKey: held.includes('Control'),
  metaKey: held.includes('Meta'),
  altKey: held.includes('Alt'),
  shiftKey: held.includes('Shift'),
  getModifierState: (name: string) => held.includes(name),
})

test('a shortcut is the sign that its key gives', () => {
  expect(isOfKey(press('[', 'BracketLeft'), '[')).toBe(true)
  expect(isOfKey(press('?', 'Minus', ['Shift']), '?')).toBe(true)
  expect(isOfKey(press('K', 'KeyK', ['Control']), 'k')).toBe(true)
  expect(isOfKey(press('l', 'KeyL'), 'k')).toBe(false)
})

test('where letters are of another script it is the key at its place', () => {
  // Russian, Mongolian, Korean
  expect(isOfKey(press('х', 'BracketLeft'), '[')).toBe(true)
  expect(isOfKey(press('ъ', 'BracketRight'), ']')).toBe(true)
  expect(isOfKey(press('л', 'KeyK', ['Control']), 'k')).toBe(true)
  expect(isOfKey(press('ㅏ', 'KeyK', ['Control']), 'k')).toBe(true)
  expect(isOfKey(press('Ю', 'Slash', ['Shift']), '?')).toBe(true)
  expect(isOfKey(press('ю', 'Slash'), '?')).toBe(false)
})

test('a Latin key at that place stays what it is', () => {
  // German, French, Dvorak
  expect(isOfKey(press('ü', 'BracketLeft'), '[')).toBe(false)
  expect(isOfKey(press('Dead', 'BracketLeft'), '[')).toBe(false)
  expect(isOfKey(press('t', 'KeyK', ['Control']), 'k')).toBe(false)
  expect(isOfKey(press('/', 'BracketLeft'), '[')).toBe(false)
})

test('it is pressed alone, or with what the keyboard needs for it', () => {
  expect(isAlone(press('[', 'BracketLeft'), false)).toBe(true)
  expect(isAlone(press('?', 'Slash', ['Shift']), false)).toBe(true)
  expect(isAlone(press('[', 'Digit8', ['Control', 'Alt', 'AltGraph']), false)).toBe(true)
  expect(isAlone(press('[', 'Digit5', ['Alt']), true)).toBe(true)
  expect(isAlone(press('[', 'BracketLeft', ['Alt']), false)).toBe(false)
  expect(isAlone(press('[', 'BracketLeft', ['Control']), false)).toBe(false)
  expect(isAlone(press('[', 'BracketLeft', ['Meta']), true)).toBe(false)
})
