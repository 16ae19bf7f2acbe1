import { expect, test } from 'vitest'
import { createLogLines, textOf } from './log-lines.ts'
import type { LogLines } from './log-lines.ts'
import { findHits } from './log-search.ts'

const texts = (log: LogLines) => log.lines.map(textOf)

test('lines arrive in pieces of any size', () => {
  const log = createLogLines()
  for (const piece of ['on', 'e\ntw', 'o\n', '', 'three']) log.append(piece)
  expect(texts(log)).toEqual(['one', 'two', 'three'])
  log.append('!\n')
  expect(texts(log)).toEqual(['one', 'two', 'three!'])
})

test('a progress bar shows its last state, and Windows line ends are line ends', () => {
  const log = createLogLines()
  log.append(' 10%\r 20%\r')
  expect(texts(log)).toEqual([' 20%'])
  log.append('100%\ndone\r\nnext\r\n')
  expect(texts(log)).toEqual(['100%', 'done', 'next'])
})

test('a line of any length is cut, colours going on', () => {
  const log = createLogLines({ maxLength: 100 })
  log.append(`\u001b[31m${'x'.repeat(250)}\n`)
  expect(texts(log).join('')).toBe('x'.repeat(250))
  expect(log.lines.every((line) => line.raw.length <= 100)).toBe(true)
  expect(log.lines[2]?.style).toEqual({ fg: 1 })
})

test('a cut does not split an escape sequence or an emoji', () => {
  const log = createLogLines({ maxLength: 10 })
  log.append(`12345678\u001b[31mred 123😀😀\n`)
  expect(texts(log).join('')).toBe('12345678red 123😀😀')
  expect(texts(log).join('|')).not.toContain('\ud83d|')
})

test('the oldest lines go first, and are counted', () => {
  const log = createLogLines({ maxLines: 100 })
  for (let line = 0; line < 250; line++) log.append(`${line}\n`)
  expect(log.lines.length).toBeLessThanOrEqual(100)
  expect(texts(log).at(-1)).toBe('249')
  expect(Number(texts(log)[0])).toBe(log.dropped)
})

test('a line that never ends takes no more room than many lines', () => {
  const log = createLogLines({ maxLength: 100, maxCharacters: 10_000 })
  for (let piece = 0; piece < 1000; piece++) {
    log.append('x'.repeat(130))
    expect(log.lines.reduce((sum, line) => sum + line.raw.length, 0)).toBeLessThanOrEqual(10_000 + 130)
  }
  expect(log.dropped + log.lines.length).toBe(1300)
  log.append('\nshort\n')
  expect(texts(log).at(-1)).toBe('short')
})

test('search finds what is shown, not what it is made of', () => {
  const log = createLogLines()
  log.append('\u001b[31mErr\u001b[0mor here\nno\nERROR error\n')
  expect(findHits(log.lines, 'error').map((hit) => [hit.line, hit.from])).toEqual([
    [0, 0],
    [2, 0],
    [2, 6],
  ])
})
