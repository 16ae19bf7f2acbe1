import { expect, test } from 'vitest'
import { clean, createOutputCleaner } from './clean.ts'

test('names cannot move the cursor, retitle the window, forge lines or read backwards', () => {
  expect(clean('\u001b]0;owned\u0007job\u001b[2J\u001b[1;1H')).toBe('job')
  expect(clean('\u009b31mjob\u009d52;c;aGk=\u009c')).toBe('job')
  expect(clean('a\nb\tc\rd')).toBe('a b c d')
  expect(clean('job\u202egpj.exe')).toBe('job gpj.exe')
  expect(clean('\u001b')).toBe('')
  expect(clean('한국어 🎉')).toBe('한국어 🎉')
})

const bytes = (text: string) => new TextEncoder().encode(text)
const shown = (...pieces: string[]) => {
  const cleaner = createOutputCleaner()
  return pieces.map((piece) => cleaner.push(bytes(piece))).join('') + cleaner.end()
}

test('output keeps text, lines and colours, and ends them', () => {
  expect(shown('a\tb\r\n\u001b[1;31mred\u001b[0m\n')).toBe('a\tb\r\n\u001b[1;31mred\u001b[0m\n\u001b[0m')
})

test('output cannot write to the clipboard, ask the terminal or switch its screen', () => {
  expect(shown('x\u001b]52;c;cm0gLXJm\u0007y\u001b[6ny\u001b[?1049hz\u001bPq#0\u001b\\\u001b[5ii')).toBe(
    'xyyzi\u001b[0m',
  )
})

test('a sequence in two pieces is still one', () => {
  expect(shown('x\u001b]52;c;cm', '0gLXJm\u0007y\u001b', '[6nz\u001b[3', '1mred')).toBe('xyz\u001b[31mred\u001b[0m')
})

test('a letter in two pieces is still one, and a sequence without an end holds nothing back for ever', () => {
  const cleaner = createOutputCleaner()
  const [first, ...others] = bytes('한')
  expect(cleaner.push(Uint8Array.of(first!)) + cleaner.push(Uint8Array.from(others))).toBe('한')
  cleaner.push(bytes(`\u001b]0;${'x'.repeat(5000)}`))
  expect(cleaner.push(bytes('\nnext line'))).toContain('next line')
})
