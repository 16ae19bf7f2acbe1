import { randomFillSync } from 'node:crypto'

// 128 random draws at a time: asking the kernel for 10 bytes per identifier costs more than making the identifier.
const pool = new Uint8Array(1280)
let used = pool.length

/**
 * A UUID of version 7 (RFC 9562): sorts by the time it was made, and within one process strictly by the order of the
 * calls, also within a millisecond and when the clock steps back. The 12 bits beside the time count within a
 * millisecond (method 1 of section 6.2); 62 bits are random.
 */
export const uuidv7: () => string = createUuids(Date.now)

export function createUuids(now: () => number): () => string {
  let lastMilliseconds = 0
  let sequence = 0
  return () => {
    const milliseconds = now()
    if (milliseconds > lastMilliseconds) {
      lastMilliseconds = milliseconds
      // Starts in the lower half, so that a burst has room before it has to borrow from the next millisecond.
      sequence = randomBits11()
    } else if (++sequence > 0xfff) {
      lastMilliseconds += 1
      sequence = randomBits11()
    }
    const [first = 0, ...others] = draw(8)
    const bytes = [(first & 0x3f) | 0x80, ...others]
    const time = lastMilliseconds.toString(16).padStart(12, '0')
    const random = Buffer.from(bytes).toString('hex')
    const count = (0x7000 | sequence).toString(16)
    return `${time.slice(0, 8)}-${time.slice(8)}-${count}-${random.slice(0, 4)}-${random.slice(4)}`
  }
}

function randomBits11(): number {
  const [high = 0, low = 0] = draw(2)
  return ((high << 8) | low) & 0x7ff
}

function draw(count: number): Uint8Array {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += count
  return pool.subarray(used - count, used)
}
