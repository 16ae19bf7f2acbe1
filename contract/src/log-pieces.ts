/**
 * The output of a session in pieces that tell where to go on after each (`places=1`): 6 bytes of place, 4 of length (big
 * endian), then the bytes. What is hidden in it has another length than what is shown, so places cannot be counted. One
 * without bytes says that what lies before its place was written over before it could be read.
 */
export const pieceHeaderLength = 10

export function pieceHeader(next: number, length: number): Uint8Array {
  const header = new DataView(new ArrayBuffer(pieceHeaderLength))
  header.setUint16(0, Math.floor(next / 2 ** 32))
  header.setUint32(2, next % 2 ** 32)
  header.setUint32(6, length)
  return new Uint8Array(header.buffer)
}

/** Takes the answer as it comes; `next` holds once the piece's bytes have been given. */
export function createPieceReader(onPiece: (bytes: Uint8Array, next: number) => void) {
  let kept: Uint8Array = new Uint8Array(0)
  return (chunk: Uint8Array): void => {
    let rest = kept.length === 0 ? chunk : joined(kept, chunk)
    for (;;) {
      if (rest.length < pieceHeaderLength) break
      const header = new DataView(rest.buffer, rest.byteOffset, pieceHeaderLength)
      const end = pieceHeaderLength + header.getUint32(6)
      if (rest.length < end) break
      onPiece(rest.subarray(pieceHeaderLength, end), header.getUint16(0) * 2 ** 32 + header.getUint32(2))
      rest = rest.subarray(end)
    }
    kept = rest.slice()
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
