/** Bytes as text, where they are text. */

/** @returns undefined for what is no UTF-8 text. At a cut the last character may lack its end. */
export function textOf(bytes: Uint8Array, isCut: boolean): string | undefined {
  // programs and pictures have it early on; text never
  if (bytes.subarray(0, 8192).includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(isCut ? withoutHalf(bytes) : bytes)
  } catch {
    return undefined
  }
}

/** Without a last character of which not all bytes are there. */
function withoutHalf(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes
    if (byte >= 0xc0) {
      const whole = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return back < whole ? bytes.subarray(0, bytes.length - back) : bytes
    }
  }
  return bytes
}
