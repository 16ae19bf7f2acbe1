/** The encoding that SSH keys use (RFC 4251, 5): lengths in four bytes, whole numbers without needless zeros. */

/** Read strictly: what is not exactly as it must be is damaged. */
class Damaged extends Error {
  override readonly name = 'Damaged'
}

export interface WireReader {
  bytes(length: number): Buffer
  uint32(): number
  string(): Buffer
  text(): string
  /** A whole number, not negative, without its sign byte. */
  number(): Buffer
  readonly left: number
  /** Throws when something is left. */
  end(): void
}

export function wireReader(buffer: Buffer): WireReader {
  let at = 0
  const reader: WireReader = {
    bytes(length) {
      if (length > buffer.length - at) throw new Damaged('cut short')
      at += length
      return buffer.subarray(at - length, at)
    },
    uint32: () => reader.bytes(4).readUInt32BE(),
    string: () => reader.bytes(reader.uint32()),
    text: () => reader.string().toString('latin1'),
    number() {
      const bytes = reader.string()
      const [first = 0, second = 0] = bytes
      if (first >= 0x80) throw new Damaged('a negative number')
      if (bytes.length > 0 && first === 0 && second < 0x80) throw new Damaged('a number with needless zeros')
      return first === 0 ? bytes.subarray(1) : bytes
    },
    get left() {
      return buffer.length - at
    },
    end() {
      if (at < buffer.length) throw new Damaged('something follows')
    },
  }
  return reader
}

export function wireUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

export function wireString(value: Buffer | string): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value
  return Buffer.concat([wireUint32(bytes.length), bytes])
}

export function wireNumber(value: Buffer): Buffer {
  let start = 0
  while (start < value.length && value[start] === 0) start++
  const bytes = value.subarray(start)
  return wireString((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes)
}
