/** What SFTP says of a file, and what may be changed of it. */
import { constants } from 'node:fs'
import { uint32, uint64, type PacketReader } from './sftp-wire.ts'

const flag = { size: 1, owner: 2, mode: 4, times: 8, extended: 0x80000000 } as const

export interface Changes {
  readonly size?: number
  readonly owner?: { readonly uid: number; readonly gid: number }
  readonly mode?: number
  /** Seconds since 1970. */
  readonly times?: { readonly read: number; readonly written: number }
}

export function readChanges(reader: PacketReader): Changes {
  const flags = reader.uint32()
  const has = (bit: number) => (flags & bit) !== 0
  return {
    ...(has(flag.size) ? { size: Number(reader.uint64()) } : {}),
    ...(has(flag.owner) ? { owner: { uid: reader.uint32(), gid: reader.uint32() } } : {}),
    ...(has(flag.mode) ? { mode: reader.uint32() & 0o7777 } : {}),
    ...(has(flag.times) ? { times: { read: reader.uint32(), written: reader.uint32() } } : {}),
  }
}

const seconds = (ms: number) => uint32(Math.min(Math.max(Math.floor(ms / 1000), 0), 0xffffffff))

/** What there is to say; of whom something is where that says anything. */
export interface Described {
  readonly size: number
  readonly mode: number
  readonly atimeMs: number
  readonly mtimeMs: number
}

export const attributes = (
  { size, mode, atimeMs, mtimeMs }: Described,
  owner: { readonly uid: number; readonly gid: number } | null,
): Buffer =>
  Buffer.concat([
    uint32(flag.size | flag.mode | flag.times | (owner ? flag.owner : 0)),
    uint64(size),
    ...[...(owner ? [owner.uid, owner.gid] : []), mode].map(uint32),
    ...[atimeMs, mtimeMs].map(seconds),
  ])

export const noAttributes = uint32(0)

const kinds: Readonly<Record<number, string>> = {
  [constants.S_IFDIR]: 'd',
  [constants.S_IFLNK]: 'l',
  [constants.S_IFCHR]: 'c',
  [constants.S_IFBLK]: 'b',
  [constants.S_IFIFO]: 'p',
  [constants.S_IFSOCK]: 's',
}

/** The line of `ls -l`, which clients show as it is. */
export function longName(
  name: Uint8Array,
  { mode, nlink, size, mtimeMs }: Described & { readonly nlink: number },
  owner: { readonly user: string; readonly group: string },
): Buffer {
  const three = (bits: number, special: boolean, letter: string) => {
    const x = (bits & 1) !== 0
    const last = special ? (x ? letter : letter.toUpperCase()) : x ? 'x' : '-'
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${last}`
  }
  const rights =
    (kinds[mode & constants.S_IFMT] ?? '-') +
    three(mode >> 6, (mode & 0o4000) !== 0, 's') +
    three(mode >> 3, (mode & 0o2000) !== 0, 's') +
    three(mode, (mode & 0o1000) !== 0, 't')
  const facts = [
    rights,
    String(nlink).padStart(4),
    owner.user.padEnd(8),
    owner.group.padEnd(8),
    String(size).padStart(8),
    listedTime(new Date(mtimeMs)),
  ]
  return Buffer.concat([Buffer.from(`${facts.join(' ')} `), name])
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const halfYearMs = 182 * 86_400_000

/** The time of day while it is recent, else the year. */
function listedTime(at: Date): string {
  const day = `${months[at.getMonth()] ?? ''} ${String(at.getDate()).padStart(2)}`
  const two = (value: number) => String(value).padStart(2, '0')
  const isRecent = Math.abs(Date.now() - at.getTime()) < halfYearMs
  return `${day} ${isRecent ? `${two(at.getHours())}:${two(at.getMinutes())}` : String(at.getFullYear()).padStart(5)}`
}
