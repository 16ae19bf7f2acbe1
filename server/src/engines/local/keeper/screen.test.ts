import { describe, expect, test } from 'vitest'
import { createScreen, safeStart } from './screen.ts'

const text = (bytes: Buffer) => bytes.toString('utf8')

describe('what a screen keeps', () => {
  test('is all of a short output, as it was', () => {
    const screen = createScreen()
    screen.write(Buffer.from('one\r\n\x1b[31mtwo'))
    expect(text(screen.replay())).toBe('one\r\n\x1b[31mtwo')
  })

  test('is the last part of a long one, from the start of a line', () => {
    const screen = createScreen()
    for (let i = 0; i < 60_000; i++) screen.write(Buffer.from(`line ${i} ☃\r\n`))
    const replay = text(screen.replay())
    expect(replay.length).toBeLessThan(300 * 1024)
    expect(replay).toMatch(/^\x1bcline \d+ ☃\r\n/)
    expect(replay.endsWith('line 59999 ☃\r\n')).toBe(true)
  })

  test('begins with the modes that were set in what was dropped', () => {
    const screen = createScreen()
    screen.write(Buffer.from('\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[?1002;1006h\x1b[?1h\x1b='))
    screen.write(Buffer.from('\x1b[?1002l'))
    for (let i = 0; i < 60_000; i++) screen.write(Buffer.from(`line ${i}\r\n`))
    const prefix = text(screen.replay()).split('line')[0] ?? ''
    expect(prefix.startsWith('\x1bc\x1b[?1049h')).toBe(true)
    for (const mode of ['\x1b[?2004h', '\x1b[?25l', '\x1b[?1006h', '\x1b[?1h', '\x1b=']) expect(prefix).toContain(mode)
    expect(prefix).not.toContain('1002')
    expect(screen.alternate()).toBe(true)
  })

  test('sees sequences that are split over pieces', () => {
    const screen = createScreen()
    for (const byte of Buffer.from('\x1b[?1049h\x1b]0;a title\x07\x1b]2;wörld\x1b\\')) screen.write(Buffer.from([byte]))
    expect(screen.alternate()).toBe(true)
    expect(screen.title()).toBe('wörld')
  })

  test('a title is short and holds nothing that controls', () => {
    const screen = createScreen()
    screen.write(Buffer.from(`\x1b]0;a\x01b\u009bc${'x'.repeat(5000)}\x07`))
    expect(screen.title()).toMatch(/^abcx+$/)
    expect(screen.title().length).toBeLessThanOrEqual(256)
  })

  test('a reset forgets the modes', () => {
    const screen = createScreen()
    screen.write(Buffer.from('\x1b[?1049h\x1bc'))
    expect(screen.alternate()).toBe(false)
  })
})

test('a cut is made behind a line end, else before an escape', () => {
  expect(safeStart(Buffer.from('abc\ndef'), 1)).toBe(4)
  expect(safeStart(Buffer.from('abc\x1b[1mdef'), 1)).toBe(3)
})
