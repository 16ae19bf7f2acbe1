/** What a client can have open, and what can be done with it. */
import type { BigIntStats, Stats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import type { Described, Changes } from '../../../platform/sftp/sftp-attributes.ts'

export interface OpenThing {
  /** Null: there is nothing more. */
  read?(position: number, length: number): Promise<Buffer | null>
  write?(position: number, bytes: Buffer): Promise<void>
  /** The next entries of a directory, encoded; null: there are no more. */
  entries?(): Promise<Buffer[] | null>
  stat(): Promise<Described>
  change?(changes: Changes): Promise<void>
  sync?(): Promise<void>
  /** Whoever had it open is done with it: what was written is in its place when this resolves. */
  close(): Promise<void>
  /** Nobody is there any more: what is not complete is thrown away. */
  drop(): Promise<void>
}

export const described = ({ size, mode, atimeMs, mtimeMs }: BigIntStats | Stats): Described => ({
  size: Number(size),
  mode: Number(mode),
  atimeMs: Number(atimeMs),
  mtimeMs: Number(mtimeMs),
})

export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer | null> {
  // Not of the pool, which would be kept as a whole by any part of it.
  const bytes = Buffer.allocUnsafeSlow(length)
  const { bytesRead } = await file.read(bytes, 0, length, position)
  return bytesRead === 0 && length > 0 ? null : bytes.subarray(0, bytesRead)
}

/** Null: at its end, wherever that is. */
export async function writeAt(file: FileHandle, position: number | null, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await file.write(bytes, done, bytes.length - done, position === null ? null : position + done))
      .bytesWritten
}

const permissions = 0o777
/** So that what is made in a directory belongs to its group: not for clients to take away. */
const inheritsGroup = 0o2000

/** All but the size, which is a matter of room. Whom it belongs to is not theirs to say. */
export async function changeAttributes(file: FileHandle, { mode, times }: Changes): Promise<void> {
  if (mode !== undefined) {
    const stats = await file.stat()
    const kept = stats.isDirectory() ? stats.mode & inheritsGroup : 0
    await file.chmod((mode & permissions) | kept)
  }
  if (times) await file.utimes(times.read, times.written)
}
