/** Which part of a file a request asks for (RFC 9110, 14). Pure. */
export interface ByteRange {
  /** The first byte, and the last one. */
  readonly start: number
  readonly end: number
}

/** `whole` where no range is asked for, or several, which may be answered so; null where the file has none of it. */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'whole' | null {
  const [, first = '', last = ''] = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '') ?? []
  if (first === '' && last === '') return 'whole'
  if (first === '') {
    const length = Number(last)
    return length === 0 || size === 0 ? null : { start: Math.max(0, size - length), end: size - 1 }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return 'whole'
  if (start >= size) return null
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
