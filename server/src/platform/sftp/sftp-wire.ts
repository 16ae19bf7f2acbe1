/** The encoding of SFTP version 3 (draft-ietf-secsh-filexfer-02). Paths and names are bytes, not text. */

export const request = {
  init: 1,
  open: 3,
  close: 4,
  read: 5,
  write: 6,
  lstat: 7,
  fstat: 8,
  setstat: 9,
  fsetstat: 10,
  opendir: 11,
  readdir: 12,
  remove: 13,
  mkdir: 14,
  rmdir: 15,
  realpath: 16,
  stat: 17,
  rename: 18,
  readlink: 19,
  symlink: 20,
  extended: 200,
} as const

export const reply = { version: 2, status: 101, handle: 102, data: 103, name: 104, attrs: 105, extended: 201 } as const

export const status = {
  ok: 0,
  eof: 1,
  noSuchFile: 2,
  permissionDenied: 3,
  failure: 4,
  badMessage: 5,
  unsupported: 8,
} as const
export type StatusCode = (typeof status)[keyof typeof status]

export const openFlag = { read: 1, write: 2, append: 4, create: 8, truncate: 16, exclusive: 32 } as const

/** As OpenSSH has it: what may be asked in one packet, and how much of a file is in one. */
export const longestPacket = 256 * 1024
export const longestData = longestPacket - 1024

/** Why a request is not done. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: StatusCode
  constructor(code: StatusCode, message: string) {
    super(message)
    this.status = code
  }
}

export interface PacketReader {
  readonly type: number
  uint32(): number
  uint64(): bigint
  string(): Buffer
  text(): string
}

export function packetReader(packet: Buffer): PacketReader {
  let at = 1
  const take = (length: number) => {
    if (length > packet.length - at) throw new Refused(status.badMessage, 'The packet is cut short')
    at += length
    return at - length
  }
  const reader: PacketReader = {
    type: packet[0] ?? 0,
    uint32: () => packet.readUInt32BE(take(4)),
    uint64: () => packet.readBigUInt64BE(take(8)),
    string() {
      const length = reader.uint32()
      const from = take(length)
      return packet.subarray(from, from + length)
    },
    text: () => reader.string().toString('utf8'),
  }
  return reader
}

export const uint32 = (value: number): Buffer => {
  const bytes = Buffer.allocUnsafe(4)
  bytes.writeUInt32BE(value >>> 0)
  return bytes
}

export const uint64 = (value: bigint | number): Buffer => {
  const bytes = Buffer.allocUnsafe(8)
  bytes.writeBigUInt64BE(BigInt.asUintN(64, BigInt(value)))
  return bytes
}

export const string = (value: Uint8Array | string): Buffer => {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value
  return Buffer.concat([uint32(bytes.length), bytes])
}

/** A whole packet, its length first. */
export function packet(type: number, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 1)
  return Buffer.concat([uint32(length), Buffer.of(type), ...parts], length + 4)
}
