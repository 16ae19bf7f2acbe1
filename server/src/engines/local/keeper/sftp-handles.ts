/** What a client of SFTP has open. */
import { closeSync, constants, lstatSync, opendirSync, openSync, type Dir } from 'node:fs'
import { attributes, longName, noAttributes, type Changes } from '../../../platform/sftp/sftp-attributes.ts'
import { openFlag, Refused, status, string, uint32 } from '../../../platform/sftp/sftp-wire.ts'
import { ownerNames } from './owner-names.ts'

const most = 512
/** Names in one answer. */
const atOnce = 128

interface OpenFile {
  readonly fd: number
  /** Where is written is not the client's to say. */
  readonly appends: boolean
}

interface OpenFolder {
  readonly path: Buffer
  readonly folder: Dir
}

export function createHandles() {
  const open = new Map<number, OpenFile | OpenFolder>()
  let last = 0

  const add = (what: OpenFile | OpenFolder): Buffer => {
    open.set(++last, what)
    return string(uint32(last))
  }
  const room = () => {
    if (open.size >= most) throw new Refused(status.failure, `${most} files are open already`)
  }
  const numberOf = (handle: Buffer) => (handle.length === 4 ? handle.readUInt32BE() : -1)
  const find = (handle: Buffer) => {
    const found = open.get(numberOf(handle))
    if (!found) throw new Refused(status.failure, 'There is no such handle')
    return found
  }

  return {
    openFile(path: Buffer, flags: number, { mode }: Changes): Buffer {
      room()
      const has = (bit: number) => (flags & bit) !== 0
      const [reads, writes] = [has(openFlag.read), has(openFlag.write) || has(openFlag.append)]
      const fd = openSync(
        path,
        (writes ? (reads ? constants.O_RDWR : constants.O_WRONLY) : constants.O_RDONLY) |
          (has(openFlag.append) ? constants.O_APPEND : 0) |
          (has(openFlag.create) ? constants.O_CREAT : 0) |
          (has(openFlag.truncate) ? constants.O_TRUNC : 0) |
          (has(openFlag.exclusive) ? constants.O_EXCL : 0) |
          // A pipe whose other end nobody opens must not hold this program for ever.
          constants.O_NONBLOCK |
          constants.O_NOCTTY,
        (mode ?? 0o666) & 0o777,
      )
      return add({ fd, appends: has(openFlag.append) })
    },

    openFolder(path: Buffer): Buffer {
      room()
      const encoding = 'buffer' as BufferEncoding
      return add({ path: Buffer.from(path), folder: opendirSync(path, { encoding, bufferSize: atOnce }) })
    },

    file(handle: Buffer): OpenFile {
      const found = find(handle)
      if ('folder' in found) throw new Refused(status.failure, 'It is a folder')
      return found
    },

    /** The next names, each with its line and what it is; null at the end. */
    nextNames(handle: Buffer): Buffer[] | null {
      const found = find(handle)
      if (!('folder' in found)) throw new Refused(status.failure, 'It is no folder')
      const entries: Buffer[] = []
      while (entries.length < atOnce) {
        const entry = found.folder.readSync()
        if (!entry) break
        // The encoding makes names bytes, which the type does not know.
        const name = Buffer.from(entry.name as unknown as Uint8Array)
        entries.push(describe(found.path, name))
      }
      return entries.length > 0 ? entries : null
    },

    close(handle: Buffer): void {
      const found = find(handle)
      open.delete(numberOf(handle))
      if ('folder' in found) found.folder.closeSync()
      else closeSync(found.fd)
    },
  }
}

const slash = Buffer.from('/')

function describe(folder: Buffer, name: Buffer): Buffer {
  try {
    const stats = lstatSync(Buffer.concat([folder, slash, name]))
    return Buffer.concat([string(name), string(longName(name, stats, ownerNames(stats))), attributes(stats, stats)])
  } catch {
    // It has just been removed, or may not be looked at.
    return Buffer.concat([string(name), string(name), noAttributes])
  }
}
