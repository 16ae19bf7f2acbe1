import { expect, test } from 'vitest'
import { offsetsOf, piecesOf, rowsBetween } from './row-window.ts'

const keys = Array.from({ length: 1000 }, (_, index) => `row ${index}`)

test('rows are where the heights of those above say, usual ones where nobody measured', () => {
  const offsets = offsetsOf(keys, new Map([['row 1', 100]]), 40)
  expect([...offsets.slice(0, 4)]).toEqual([0, 40, 140, 180])
  expect(offsets.at(-1)).toBe(1000 * 40 + 60)
})

test('what is in sight is drawn, and little more', () => {
  const offsets = offsetsOf(keys, new Map(), 40)
  for (const top of [-900, 0, 39, 4000, 20_020, 39_900, 50_000]) {
    const { from, to } = rowsBetween(offsets, top, top + 800)
    expect(to - from).toBeLessThanOrEqual(40)
    const first = Math.max(0, Math.min(top, 39_999))
    const last = Math.max(0, Math.min(top + 800, 40_000))
    expect(from * 40, `at ${top}`).toBeLessThanOrEqual(first)
    expect(to * 40, `at ${top}`).toBeGreaterThanOrEqual(last)
  }
})

test('each row is in one piece, in order', () => {
  const range = { from: 400, to: 440 }
  for (const held of [-1, 0, 5, 399, 400, 420, 439, 440, 700, 999]) {
    const pieces = piecesOf(1000, range, held)
    expect(pieces[0]?.from).toBe(0)
    expect(pieces.at(-1)?.to).toBe(1000)
    for (const [index, piece] of pieces.entries()) {
      expect(piece.to).toBeGreaterThan(piece.from)
      if (index > 0) expect(piece.from).toBe(pieces[index - 1]?.to)
    }
    const isDrawn = (row: number) => pieces.some(({ from, to, gap }) => gap === undefined && from <= row && row < to)
    expect(isDrawn(400) && isDrawn(439)).toBe(true)
    const gaps = pieces.flatMap(({ gap }) => gap ?? [])
    expect(new Set(gaps).size).toBe(gaps.length)
    if (held >= 0) expect([held - 1, held, held + 1].filter((row) => row >= 0 && row < 1000).every(isDrawn)).toBe(true)
  }
})

test('a list that became shorter has no pieces behind its end', () => {
  expect(piecesOf(3, { from: 400, to: 440 }, 900).every(({ to }) => to <= 3)).toBe(true)
  expect(piecesOf(0, { from: 0, to: 40 }, -1)).toEqual([])
})
