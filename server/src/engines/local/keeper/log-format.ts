/**
 * A log is two segment files. Each begins with a header of fixed length that tells at which byte of the whole log the
 * segment begins; the keeper fills one, then truncates the other and goes on there, so at most two segments are kept.
 */
export const segmentHeaderLength = 32
export const segmentBytes = 5 * 1024 * 1024

export function segmentHeader(start: number): Buffer {
  return Buffer.from(`BERTHLOG1 ${String(start).padStart(21, '0')}\n`, 'latin1')
}

/** The start offset, or null when this is no valid header. */
export function parseSegmentHeader(bytes: Uint8Array): number | null {
  const match = /^BERTHLOG1 (\d{21})\n$/.exec(Buffer.from(bytes).toString('latin1'))
  const start = match ? Number(match[1]) : Number.NaN
  return Number.isSafeInteger(start) ? start : null
}
