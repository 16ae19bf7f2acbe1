import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import {
  createFirstLine,
  createFrameReader,
  encodeJsonFrame,
  frame,
  maxFrame,
  writeFrames,
  type FrameType,
} from './wire.ts'

function framesOf(type: FrameType, payload: Buffer): Buffer {
  const stream = new PassThrough({ highWaterMark: 4 * 1024 * 1024 })
  writeFrames(stream, type, payload)
  return stream.read() as Buffer
}

function read(chunks: readonly Buffer[]) {
  const frames: { type: number; text: string }[] = []
  const reader = createFrameReader((type, payload) => void frames.push({ type, text: payload.toString() }))
  for (const chunk of chunks) reader(chunk)
  return frames
}

describe('frames', () => {
  test('come out as they went in, however they were cut', () => {
    const bytes = Buffer.concat([
      encodeJsonFrame(frame.resize, { cols: 80, rows: 24 }),
      framesOf(frame.inputEnd, Buffer.alloc(0)),
      encodeJsonFrame(frame.exit, { code: 0 }),
    ])
    const expected = [
      { type: frame.resize, text: '{"cols":80,"rows":24}' },
      { type: frame.inputEnd, text: '' },
      { type: frame.exit, text: '{"code":0}' },
    ]
    expect(read([bytes])).toEqual(expected)
    expect(read([...bytes].map((byte) => Buffer.from([byte])))).toEqual(expected)
  })

  test('data is handed on as it arrives, large payloads in several frames', () => {
    const payload = Buffer.alloc(maxFrame * 2 + 5, 'x')
    const got = read([framesOf(frame.data, payload)])
    expect(got.map((it) => it.text).join('').length).toBe(payload.length)
    expect(read([framesOf(frame.data, Buffer.from('abcdef')).subarray(0, 8)])).toEqual([
      { type: frame.data, text: 'abc' },
    ])
  })

  test('that are too long are refused before they arrive', () => {
    const header = Buffer.from([frame.exit, 0x7f, 0xff, 0xff, 0xff])
    expect(() => read([header])).toThrow('too long')
    expect(() => read([Buffer.from([frame.data, 0xff, 0xff, 0xff, 0xff])])).toThrow('too long')
  })
})

test('a first line ends where it ends, and not beyond its limit', () => {
  const seen: string[] = []
  const reader = createFirstLine(10, (line, rest) => seen.push(line, rest.toString()))
  reader(Buffer.from('abc'))
  reader(Buffer.from('def\nrest'))
  expect(seen).toEqual(['abcdef', 'rest'])
  expect(() => createFirstLine(10, () => {})(Buffer.from('x'.repeat(11)))).toThrow('too long')
})
