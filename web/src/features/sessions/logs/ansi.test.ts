import { expect, test } from 'vitest'
import { parseLine, plainText } from './ansi.ts'

const ESC = '\u001b'

test('colours and weights become styles, and the rest of the line stays text', () => {
  const { runs } = parseLine(`a ${ESC}[1;31mred${ESC}[0m b`)
  expect(runs).toEqual([
    { text: 'a ', style: {} },
    { text: 'red', style: { bold: true, fg: 1 } },
    { text: ' b', style: {} },
  ])
})

test('256 colours and true colours, with either separator', () => {
  expect(parseLine(`${ESC}[38;5;208mx`).runs[0]?.style).toEqual({ fg: 208 })
  expect(parseLine(`${ESC}[48:2:1:2:255mx`).runs[0]?.style).toEqual({ bg: '#0102ff' })
  expect(parseLine(`${ESC}[38;2;999;0;0mx`).runs[0]?.style).toEqual({})
})

test('a style goes on in the next line', () => {
  const { end } = parseLine(`${ESC}[32mgreen`)
  expect(parseLine('still', end).runs[0]?.style).toEqual({ fg: 2 })
})

test('markup is text', () => {
  expect(plainText('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>')
})

test('titles, clipboard writes, links, device strings, cursor moves and unfinished sequences leave nothing', () => {
  expect(plainText(`a${ESC}]0;title\u0007b${ESC}]52;c;aGk=${ESC}\\c`)).toBe('abc')
  expect(plainText(`${ESC}]8;;javascript:alert(1)${ESC}\\click${ESC}]8;;${ESC}\\`)).toBe('click')
  expect(plainText(`${ESC}P1$r0m${ESC}\\x${ESC}[2J${ESC}[10;10Hy${ESC}(Bz`)).toBe('xyz')
  expect(plainText(`end${ESC}[31`)).toBe('end')
  expect(plainText(`end${ESC}]0;never closed`)).toBe('end')
})

test('characters that hide or reorder text are shown', () => {
  expect(plainText('rm \u202Efdp.exe')).toBe('rm ⟨202E⟩fdp.exe')
  expect(plainText('a\u0000b\u007fc')).toBe('a␀b␡c')
})

test('tabs reach the next stop of eight', () => {
  expect(plainText('a\tb')).toBe('a       b')
  expect(plainText('12345678\tb')).toBe('12345678        b')
})
