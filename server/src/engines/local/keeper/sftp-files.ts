/** What a client of SFTP may do with files: each request with its answer, as the session's own user. */
import {
  chmodSync,
  chownSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  futimesSync,
  lchownSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  rmdirSync,
  statfsSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeSync,
  type Stats,
} from 'node:fs'
import { attributes, noAttributes, readChanges, type Changes } from '../../../platform/sftp/sftp-attributes.ts'
import {
  longestData,
  longestPacket,
  packet,
  Refused,
  reply,
  request,
  status,
  string,
  uint32,
  uint64,
  type PacketReader,
  type StatusCode,
} from '../../../platform/sftp/sftp-wire.ts'
import { createHandles } from './sftp-handles.ts'

const version = 3
const extensions = {
  'posix-rename@openssh.com': '1',
  'statvfs@openssh.com': '2',
  'fstatvfs@openssh.com': '2',
  'hardlink@openssh.com': '1',
  'fsync@openssh.com': '1',
  'lsetstat@openssh.com': '1',
  'limits@openssh.com': '1',
  'expand-path@openssh.com': '1',
} as const

/** Answers a packet of requests with a packet. */
export function createSftp(home: string): (reader: PacketReader) => Buffer {
  const handles = createHandles()
  const data = Buffer.allocUnsafe(longestData)

  const verbs: Readonly<Record<number, (reader: PacketReader, id: Buffer) => Buffer | void>> = {
    [request.open]: (reader, id) => {
      const [path, flags] = [pathIn(reader), reader.uint32()]
      return packet(reply.handle, id, handles.openFile(path, flags, readChanges(reader)))
    },
    [request.close]: (reader) => handles.close(reader.string()),
    [request.read]: (reader, id) => {
      const { fd } = handles.file(reader.string())
      const [position, length] = [reader.uint64(), Math.min(reader.uint32(), longestData)]
      const count = readSync(fd, data, 0, length, asPosition(position))
      if (count === 0 && length > 0) throw new Refused(status.eof, 'End of file')
      return packet(reply.data, id, uint32(count), data.subarray(0, count))
    },
    [request.write]: (reader) => {
      const { fd, appends } = handles.file(reader.string())
      const position = asPosition(reader.uint64())
      const bytes = reader.string()
      for (let done = 0; done < bytes.length;)
        done += writeSync(fd, bytes, done, bytes.length - done, appends ? null : position + done)
    },
    [request.lstat]: (reader, id) => packet(reply.attrs, id, shown(lstatSync(pathIn(reader)))),
    [request.stat]: (reader, id) => packet(reply.attrs, id, shown(statSync(pathIn(reader)))),
    [request.fstat]: (reader, id) => packet(reply.attrs, id, shown(fstatSync(handles.file(reader.string()).fd))),
    [request.setstat]: (reader) => change(pathIn(reader), readChanges(reader)),
    [request.fsetstat]: (reader) => {
      const { fd } = handles.file(reader.string())
      const { size, mode, times, owner } = readChanges(reader)
      if (size !== undefined) ftruncateSync(fd, size)
      if (mode !== undefined) fchmodSync(fd, mode)
      if (times) futimesSync(fd, times.read, times.written)
      if (owner) fchownSync(fd, owner.uid, owner.gid)
    },
    [request.opendir]: (reader, id) => packet(reply.handle, id, handles.openFolder(pathIn(reader))),
    [request.readdir]: (reader, id) => {
      const names = handles.nextNames(reader.string())
      if (!names) throw new Refused(status.eof, 'No more names')
      return packet(reply.name, id, uint32(names.length), ...names)
    },
    [request.remove]: (reader) => unlinkSync(pathIn(reader)),
    [request.mkdir]: (reader) => {
      const path = pathIn(reader)
      mkdirSync(path, { mode: (readChanges(reader).mode ?? 0o777) & 0o777 })
    },
    [request.rmdir]: (reader) => rmdirSync(pathIn(reader)),
    [request.realpath]: (reader, id) => namePacket(id, realPath(pathIn(reader))),
    [request.rename]: (reader) => renameWithoutLoss(pathIn(reader), pathIn(reader)),
    [request.readlink]: (reader, id) => namePacket(id, readlinkSync(pathIn(reader), { encoding: 'buffer' })),
    // As OpenSSH has it, and so everybody: what is pointed at comes first, unlike in the draft.
    [request.symlink]: (reader) => {
      const target = Buffer.from(reader.string())
      symlinkSync(target, pathIn(reader))
    },
    [request.extended]: (reader, id) => extended(reader, id),
  }

  const extended = (reader: PacketReader, id: Buffer): Buffer | void => {
    const name = reader.text()
    switch (name as keyof typeof extensions) {
      case 'posix-rename@openssh.com':
        return renameSync(pathIn(reader), pathIn(reader))
      case 'hardlink@openssh.com':
        return linkSync(pathIn(reader), pathIn(reader))
      case 'fsync@openssh.com':
        return fsyncSync(handles.file(reader.string()).fd)
      case 'lsetstat@openssh.com': {
        const [path, { size, mode, times, owner }] = [pathIn(reader), readChanges(reader)]
        // Links have neither.
        if (size !== undefined || mode !== undefined) throw new Refused(status.unsupported, 'Not of a link')
        if (times) lutimesSync(path, times.read, times.written)
        if (owner) lchownSync(path, owner.uid, owner.gid)
        return undefined
      }
      case 'statvfs@openssh.com':
        return packet(reply.extended, id, space(pathIn(reader)))
      case 'fstatvfs@openssh.com':
        return packet(reply.extended, id, space(`/proc/self/fd/${handles.file(reader.string()).fd}`))
      case 'limits@openssh.com':
        return packet(reply.extended, id, ...[longestPacket, longestData, longestData, 500].map(uint64))
      case 'expand-path@openssh.com':
        return namePacket(id, realPath(expanded(pathIn(reader), home)))
      default:
        throw new Refused(status.unsupported, 'Not supported')
    }
  }

  return (reader) => {
    if (reader.type === request.init) {
      const pairs = Object.entries(extensions).flatMap(([name, value]) => [string(name), string(value)])
      return packet(reply.version, uint32(version), ...pairs)
    }
    const id = uint32(reader.uint32())
    try {
      const verb = verbs[reader.type]
      if (!verb) throw new Refused(status.unsupported, 'Not supported')
      return verb(reader, id) ?? statusPacket(id, status.ok, 'Done')
    } catch (error) {
      return statusPacket(id, ...reasonOf(error))
    }
  }
}

const shown = (stats: Stats) => attributes(stats, stats)

const statusPacket = (id: Buffer, code: StatusCode, message: string) =>
  packet(reply.status, id, uint32(code), string(message), string(''))

const namePacket = (id: Buffer, path: Buffer) =>
  packet(reply.name, id, uint32(1), string(path), string(path), noAttributes)

function reasonOf(error: unknown): [StatusCode, string] {
  if (error instanceof Refused) return [error.status, error.message]
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'EBADF')
    return [status.noSuchFile, words[code] ?? 'No such file']
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EFAULT')
    return [status.permissionDenied, words[code] ?? 'Permission denied']
  if (code === 'ENAMETOOLONG' || code === 'EINVAL' || code.startsWith('ERR_')) return [status.badMessage, message]
  return [status.failure, words[code] ?? message]
}

const words: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  ELOOP: 'Too many levels of symbolic links',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EEXIST: 'File exists',
  ENOTEMPTY: 'Directory not empty',
  ENOSPC: 'No space left on device',
  EDQUOT: 'Disk quota exceeded',
  EROFS: 'Read-only file system',
  EISDIR: 'Is a directory',
  EFBIG: 'File too large',
}

/** Kept beyond its packet. Nothing means here. */
function pathIn(reader: PacketReader): Buffer {
  const path = Buffer.from(reader.string())
  return path.length === 0 ? Buffer.from('.') : path
}

function asPosition(position: bigint): number {
  if (position > BigInt(Number.MAX_SAFE_INTEGER)) throw new Refused(status.failure, 'There is nothing so far')
  return Number(position)
}

function change(path: Buffer, { size, mode, times, owner }: Changes) {
  if (size !== undefined) truncateSync(path, size)
  if (mode !== undefined) chmodSync(path, mode)
  if (times) utimesSync(path, times.read, times.written)
  if (owner) chownSync(path, owner.uid, owner.gid)
}

const asBytes = { encoding: 'buffer' } as const

/** The last part need not exist: it is where something is about to be put. */
function realPath(path: Buffer): Buffer {
  try {
    return realpathSync.native(path, asBytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const end = path.at(-1) === slash ? path.length - 1 : path.length
    const cut = path.lastIndexOf(slash, end - 1)
    const folder = cut < 0 ? Buffer.from('.') : path.subarray(0, Math.max(cut, 1))
    const name = path.subarray(cut + 1, end)
    const real = realpathSync.native(folder, asBytes)
    return Buffer.concat([real, Buffer.from(real.length === 1 ? '' : '/'), name])
  }
}

const slash = 0x2f
const tilde = 0x7e

const expanded = (path: Buffer, home: string): Buffer =>
  path[0] === tilde && (path.length === 1 || path[1] === slash)
    ? Buffer.concat([Buffer.from(home), path.subarray(1)])
    : path

/** Version 3 never replaces what is there. */
function renameWithoutLoss(from: Buffer, to: Buffer) {
  let stats: Stats | null = null
  try {
    stats = lstatSync(to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  if (stats) throw new Refused(status.failure, 'File exists')
  if (!lstatSync(from).isFile() || !isLinked(from, to)) return renameSync(from, to)
  try {
    unlinkSync(from)
  } catch (error) {
    // It stays where it was, and there alone.
    unlinkSync(to)
    throw error
  }
}

/** Throws where something has come to be there meanwhile; false where files cannot have two names. */
function isLinked(from: Buffer, to: Buffer): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error
    return false
  }
}

const longestName = 255

function space(path: Buffer | string): Buffer {
  const { bsize, blocks, bfree, bavail, files, ffree } = statfsSync(path, { bigint: true })
  return Buffer.concat(
    [bsize, bsize, blocks, bfree, bavail, files, ffree, ffree, 0, 0, longestName].map((value) => uint64(value)),
  )
}
