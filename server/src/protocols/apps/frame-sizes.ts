/**
 * Reads the sizes of a WebSocket client's messages as they pass (RFC 6455, 5.2), without keeping any of them: small ones
 * come by themselves to keep the connection, larger ones because somebody did something. Pure.
 */
export function createFrameSizes(onData: (bytes: number) => void): (chunk: Uint8Array) => void {
  const head = new Uint8Array(14)
  let have = 0
  /** Of the payload, still to come. */
  let skip = 0
  return (chunk) => {
    for (let at = 0; at < chunk.length;) {
      if (skip > 0) {
        const step = Math.min(skip, chunk.length - at)
        skip -= step
        at += step
        continue
      }
      head[have++] = chunk[at++] ?? 0
      if (have < headLength(head, have)) continue
      skip = payloadLength(head)
      if (((head[0] ?? 0) & 0x0f) <= 2) onData(skip)
      have = 0
    }
  }
}

/** More than there is, while the length of the length is not known. */
function headLength(head: Uint8Array, have: number): number {
  if (have < 2) return 2
  const second = head[1] ?? 0
  const length = second & 0x7f
  return 2 + (length === 126 ? 2 : length === 127 ? 8 : 0) + (second & 0x80 ? 4 : 0)
}

function payloadLength(head: Uint8Array): number {
  const view = new DataView(head.buffer)
  const length = view.getUint8(1) & 0x7f
  if (length === 126) return view.getUint16(2)
  return length === 127 ? Number(view.getBigUint64(2)) : length
}
