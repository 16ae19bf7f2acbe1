/**
 * Bytes on their way through lie outside the heap, so their garbage alone does not make the collector run before tens of
 * megabytes of it wait. It is asked to each time this many have passed; that takes well under a millisecond.
 */
const collectEvery = 1024 * 1024

let passed = 0

export function bytesPassed(count: number) {
  passed += count
  if (passed < collectEvery) return
  passed = 0
  globalThis.gc?.({ type: 'minor' })
}
