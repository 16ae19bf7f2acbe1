import { expect, test } from 'vitest'
import { createLogLines } from './log-lines.ts'
import { indexRows, linksIn, piecesOf, rowStarts } from './log-rows.ts'

test('a line takes as many rows as its width needs; East Asian characters count two', () => {
  expect(rowStarts('abcdef', 4)).toEqual([0, 4])
  expect(rowStarts('가나다', 4)).toEqual([0, 2])
  expect(rowStarts('a가나', 4)).toEqual([0, 2])
  expect(rowStarts('', 4)).toEqual([0])
})

test('rows and lines find each other', () => {
  const log = createLogLines()
  log.append('a\nbbbbbbbbbb\nc\n')
  const rows = indexRows(log.lines, 4)
  expect(rows.count).toBe(5)
  expect(rows.at(0)).toEqual({ line: 0, part: 0 })
  expect(rows.at(3)).toEqual({ line: 1, part: 2 })
  expect(rows.at(4)).toEqual({ line: 2, part: 0 })
  expect(rows.rowOf(2)).toBe(4)
})

test('only http and https are links, without the dot behind them', () => {
  expect(
    linksIn('see https://a.example/x?y=1. and (http://b.example/(z)) javascript:alert(1)').map((l) => l.href),
  ).toEqual(['https://a.example/x?y=1', 'http://b.example/(z)'])
})

test('a row is split where style, link and search hits change', () => {
  const log = createLogLines()
  log.append('go \u001b[34mhttps://a.example\u001b[0m now\n')
  const line = log.lines[0]
  if (line === undefined) throw new Error('no line')
  expect(piecesOf(line, 0, 100, [{ from: 0, to: 2, current: true }])).toEqual([
    { text: 'go', style: {}, hit: 'current' },
    { text: ' ', style: {} },
    { text: 'https://a.example', style: { fg: 4 }, href: 'https://a.example' },
    { text: ' now', style: {} },
  ])
})
