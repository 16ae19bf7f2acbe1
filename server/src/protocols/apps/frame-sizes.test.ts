import { expect, test } from 'vitest'
import { createFrameSizes } from './frame-sizes.ts'

/** As browsers send them: masked. */
function frame(opcode: number, length: number): Buffer {
  const size =
    length < 126
      ? [0x80 | length]
      : length < 65_536
        ? [0xfe, length >> 8, length & 255]
        : [0xff, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (length >> shift) & 255)]
  return Buffer.concat([Buffer.from([0x80 | opcode, ...size, 1, 2, 3, 4]), Buffer.alloc(length, 0x81)])
}

const bytes = Buffer.concat([
  frame(1, 0),
  frame(2, 5),
  frame(9, 4),
  frame(1, 126),
  frame(2, 70_000),
  frame(8, 2),
  frame(1, 64),
])

test.each([1, 3, 7, 1000, bytes.length])(
  'finds the sizes of messages in pieces of %i bytes, control frames left out',
  (step) => {
    const sizes: number[] = []
    const read = createFrameSizes((size) => void sizes.push(size))
    for (let at = 0; at < bytes.length; at += step) read(bytes.subarray(at, at + step))
    expect(sizes).toEqual([0, 5, 126, 70_000, 64])
  },
)
