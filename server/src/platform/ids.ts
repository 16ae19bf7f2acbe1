import { randomFillSync } from 'node:crypto'

// 128 random draws at a time: asking the kernel for 10 bytes per identifier costs more than making the identifier.
const pool = Buffer.alloc(1280)
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
    const time = lastMilliseconds.toString(16).padStart(12, '0')
    const random = draw(8)
    // The two highest bits of the second half say the variant.
    pool[random] = ((pool[random] ?? 0) & 0x3f) | 0x80
    const count = (0x7000 | sequence).toString(16)
    return `${time.slice(0, 8)}-${time.slice(8)}-${count}-${hex(random, 2)}-${hex(random + 2, 6)}`
  }
}

function randomBits11(): number {
  const at = draw(2)
  return pool.readUInt16BE(at) & 0x7ff
}

const hex = (at: number, bytes: number) => pool.toString('hex', at, at + bytes)

/** Where in the pool so many bytes lie that nobody had yet. */
function draw(count: number): number {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += count
  return used - count
}
