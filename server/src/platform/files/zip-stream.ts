/**
 * A zip that is made while it is sent, of any size (ZIP64), in constant memory: each entry is followed by what was only
 * known when it ended. Bytes are stored as they are, in the frames of deflate: most of what people keep here is
 * compressed or random already, and readers that take a zip as it comes refuse what is stored without frames and of
 * unknown length. APPNOTE.TXT 6.3.10, RFC 1951 3.2.4.
 */
import { crc32 } from 'node:zlib'

export interface ZipEntry {
  /** With `/` between its names; directories end with one. */
  readonly path: string
  readonly modifiedAt: Date
  /** Of POSIX. */
  readonly mode: number
  /** Null: a directory. */
  readonly bytes: AsyncIterable<Buffer> | null
}

interface Written {
  readonly name: Buffer
  readonly time: number
  readonly attributes: number
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

const version = 45
const madeOnUnix = 3
/** Sizes follow; names are UTF-8. */
const flags = 0x0808
const deflated = 8
const mostBlock = 65_535
const tooLarge = 0xffff_ffff
const tooMany = 0xffff

export async function* zipStream(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  let at = 0
  // What is kept of each entry until the end: some hundred bytes.
  const directory: Buffer[] = []
  let directoryBytes = 0
  for await (const entry of entries) {
    const name = Buffer.from(entry.path)
    const time = dosTime(entry.modifiedAt)
    const isFolder = entry.bytes === null
    const method = isFolder ? 0 : deflated
    const offset = at
    const head = localHeader(name, time, method, isFolder)
    yield head
    at += head.length
    let [crc, packed, size] = [0, 0, 0]
    if (entry.bytes !== null) {
      for await (const chunk of entry.bytes) {
        crc = crc32(chunk, crc)
        size += chunk.length
        const framed = inBlocks(chunk)
        packed += framed.length
        yield framed
      }
      yield lastBlock
      packed += lastBlock.length
      const tail = descriptor(crc, packed, size)
      yield tail
      at += packed + tail.length
    }
    const attributes = ((entry.mode & 0xffff) << 16) | (isFolder ? 0x10 : 0)
    const record = directoryRecord({ name, time, method, attributes, crc, packed, size, offset })
    directory.push(record)
    directoryBytes += record.length
  }
  yield* directory
  yield end(directory.length, directoryBytes, at)
}

/** Stored, each block behind how many bytes it has and the complement of that. */
function inBlocks(chunk: Buffer): Buffer {
  const framed = Buffer.allocUnsafeSlow(chunk.length + 5 * Math.ceil(chunk.length / mostBlock))
  let at = 0
  for (let from = 0; from < chunk.length; from += mostBlock) {
    const length = Math.min(mostBlock, chunk.length - from)
    framed[at] = 0
    framed.writeUInt16LE(length, at + 1)
    framed.writeUInt16LE(~length & 0xffff, at + 3)
    chunk.copy(framed, at + 5, from, from + length)
    at += 5 + length
  }
  return framed
}
/** Empty, and the last. */
const lastBlock = Buffer.from([1, 0, 0, 0xff, 0xff])

function localHeader(name: Buffer, time: number, method: number, isFolder: boolean): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x0403_4b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(isFolder ? flags & ~8 : flags, 6)
  header.writeUInt16LE(method, 8)
  header.writeUInt32LE(time, 10)
  header.writeUInt16LE(name.length, 26)
  if (isFolder) return Buffer.concat([header, name])
  // That there is this field says that the sizes behind the bytes have eight bytes each.
  const extra = Buffer.alloc(20)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(16, 2)
  header.writeUInt32LE(tooLarge, 18)
  header.writeUInt32LE(tooLarge, 22)
  header.writeUInt16LE(extra.length, 28)
  return Buffer.concat([header, name, extra])
}

function descriptor(crc: number, packed: number, size: number): Buffer {
  const record = Buffer.alloc(24)
  record.writeUInt32LE(0x0807_4b50, 0)
  record.writeUInt32LE(crc, 4)
  record.writeBigUInt64LE(BigInt(packed), 8)
  record.writeBigUInt64LE(BigInt(size), 16)
  return record
}

function directoryRecord({ name, time, method, attributes, crc, packed, size, offset }: Written): Buffer {
  const isFolder = method === 0
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x0201_4b50, 0)
  header.writeUInt8(version, 4)
  header.writeUInt8(madeOnUnix, 5)
  header.writeUInt16LE(version, 6)
  header.writeUInt16LE(isFolder ? flags & ~8 : flags, 8)
  header.writeUInt16LE(method, 10)
  header.writeUInt32LE(time, 12)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(tooLarge, 20)
  header.writeUInt32LE(tooLarge, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt16LE(28, 30)
  header.writeUInt32LE(attributes >>> 0, 38)
  header.writeUInt32LE(tooLarge, 42)
  const extra = Buffer.alloc(28)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(24, 2)
  extra.writeBigUInt64LE(BigInt(size), 4)
  extra.writeBigUInt64LE(BigInt(packed), 12)
  extra.writeBigUInt64LE(BigInt(offset), 20)
  return Buffer.concat([header, name, extra])
}

/** Both ends, the one with room for everything and the one that every reader looks for. */
function end(count: number, bytes: number, offset: number): Buffer {
  const record = Buffer.alloc(56 + 20 + 22)
  record.writeUInt32LE(0x0606_4b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt8(version, 12)
  record.writeUInt8(madeOnUnix, 13)
  record.writeUInt16LE(version, 14)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  record.writeBigUInt64LE(BigInt(bytes), 40)
  record.writeBigUInt64LE(BigInt(offset), 48)
  record.writeUInt32LE(0x0706_4b50, 56)
  record.writeBigUInt64LE(BigInt(offset + bytes), 64)
  record.writeUInt32LE(1, 72)
  record.writeUInt32LE(0x0605_4b50, 76)
  record.writeUInt16LE(Math.min(count, tooMany), 84)
  record.writeUInt16LE(Math.min(count, tooMany), 86)
  record.writeUInt32LE(Math.min(bytes, tooLarge), 88)
  record.writeUInt32LE(Math.min(offset, tooLarge), 92)
  return record
}

/** Two seconds at a time, from 1980 to 2107, in UTC since it has no zone. */
function dosTime(date: Date): number {
  const year = Math.min(2107, Math.max(1980, date.getUTCFullYear()))
  const day = ((year - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate()
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1)
  return ((day << 16) | time) >>> 0
}
