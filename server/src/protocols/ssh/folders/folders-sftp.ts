/** SFTP over somebody's storage folders, without a session: each request with its answer. */
import type { Duplex } from 'node:stream'
import type { FolderFiles, FolderGuest } from '../../../features/folders/folder-files.service.ts'
import type { PathNames } from '../../../platform/files/path-names.ts'
import type { Log } from '../../../platform/log/log.ts'
import { attributes, noAttributes, readChanges, type Described } from '../../../platform/sftp/sftp-attributes.ts'
import {
  longestData,
  longestPacket,
  openFlag,
  packet,
  packetReader,
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
import { createTurns } from '../../../platform/turns.ts'
import { sshWords } from '../ssh-words.ts'
import { createFolderDeeds } from './folder-deeds.ts'
import { absolute, inFolders, normalized, type InFolder } from './folder-paths.ts'
import { createOpenHandles, mostHandles, type Tally } from './open-handles.ts'
import type { OpenThing } from './open-thing.ts'
import { openToList, openToRead, openTop, topStats } from './open-to-read.ts'
import { openToWrite } from './open-to-write.ts'
import { packetStream } from './packet-stream.ts'
import { atTop, refused } from './say-refusal.ts'

const version = 3
const extensions = { 'posix-rename@openssh.com': '1', 'fsync@openssh.com': '1', 'limits@openssh.com': '1' } as const

export interface FoldersSftpDeps {
  readonly files: FolderFiles
  readonly guest: FolderGuest
  readonly log: Log
  readonly tally: Tally
}

type Answer = Promise<Buffer | void>

/** Takes requests and gives answers; what is open ends with it. */
export function openFolders({ files, guest, log, tally }: FoldersSftpDeps): Duplex {
  const turns = createTurns()
  const inTurn = <Value>(work: () => Promise<Value>) => turns('all', work)
  const handles = createOpenHandles({ files, guest, log, tally, inTurn })
  const deeds = createFolderDeeds(files, guest)

  /** Null: the top, in which nothing can be done but look. */
  const lead = async (names: PathNames): Promise<InFolder | null> => {
    if (names.length === 0) return null
    const place = inFolders(names, await files.reachable(guest))
    if (!place) throw new Refused(status.noSuchFile, sshWords.noFolder)
    return place
  }
  const pathIn = (reader: PacketReader) => normalized(reader.string())
  const below = async (names: PathNames): Promise<InFolder> => {
    const place = await lead(names)
    if (!place) throw atTop()
    return place
  }
  const look = async (id: Buffer, names: PathNames, follow: boolean) => {
    const place = await lead(names)
    return described(id, place ? await deeds.look(place, follow) : topStats())
  }

  const openFile = async (reader: PacketReader): Promise<Buffer> => {
    const [names, flags, { mode }] = [pathIn(reader), reader.uint32(), readChanges(reader)]
    const place = await below(names)
    const isWritten = (flags & (openFlag.write | openFlag.append)) !== 0
    if (place.names.length === 0) throw isWritten ? atTop() : new Refused(status.failure, sshWords.isFolder)
    return handles.add(place, (requireRight) =>
      isWritten
        ? openToWrite({ files, guest, requireRight }, { ...place, flags, mode })
        : openToRead(files, guest, place),
    )
  }
  const openDirectory = async (names: PathNames): Promise<Buffer> => {
    const place = await lead(names)
    if (!place) return handles.addTop(openTop(await files.reachable(guest)))
    return handles.add(place, () => openToList(files, guest, place))
  }
  const rename = async (reader: PacketReader, overwrite: boolean): Promise<void> => {
    const [from, to] = [pathIn(reader), pathIn(reader)]
    await deeds.move(await below(from), await below(to), overwrite)
  }

  const verbs: Readonly<Record<number, (reader: PacketReader, id: Buffer) => Answer>> = {
    [request.open]: async (reader, id) => packet(reply.handle, id, string(await openFile(reader))),
    [request.close]: (reader) => handles.close(reader.string()),
    async [request.read](reader, id) {
      const [handle, position, length] = [reader.string(), reader.uint64(), Math.min(reader.uint32(), longestData)]
      const bytes = await handles.use(handle, (thing) => able(thing, 'read')(numberOf(position), length))
      if (bytes === null) throw new Refused(status.eof, 'End of file')
      return packet(reply.data, id, string(bytes))
    },
    async [request.write](reader) {
      const [handle, position, bytes] = [reader.string(), reader.uint64(), reader.string()]
      await handles.use(handle, (thing) => able(thing, 'write')(numberOf(position), bytes))
    },
    [request.lstat]: (reader, id) => look(id, pathIn(reader), false),
    [request.stat]: (reader, id) => look(id, pathIn(reader), true),
    [request.fstat]: async (reader, id) => described(id, await handles.use(reader.string(), (thing) => thing.stat())),
    async [request.setstat](reader) {
      const [names, changes] = [pathIn(reader), readChanges(reader)]
      await deeds.setAttributes(await below(names), changes)
    },
    [request.fsetstat](reader) {
      const [handle, changes] = [reader.string(), readChanges(reader)]
      return handles.use(handle, (thing) => able(thing, 'change')(changes))
    },
    [request.opendir]: async (reader, id) => packet(reply.handle, id, string(await openDirectory(pathIn(reader)))),
    async [request.readdir](reader, id) {
      const entries = await handles.use(reader.string(), (thing) => able(thing, 'entries')())
      if (entries === null) throw new Refused(status.eof, 'No more names')
      return packet(reply.name, id, uint32(entries.length), ...entries)
    },
    [request.remove]: async (reader) => deeds.removeFile(await below(pathIn(reader))),
    [request.mkdir]: async (reader) => deeds.makeDirectory(await below(pathIn(reader))),
    [request.rmdir]: async (reader) => deeds.removeDirectory(await below(pathIn(reader))),
    [request.realpath]: async (reader, id) => named(id, absolute(pathIn(reader))),
    [request.rename]: (reader) => rename(reader, false),
    [request.readlink]: async (reader, id) => named(id, await deeds.linkOf(await below(pathIn(reader)))),
    async [request.symlink]() {
      throw new Refused(status.unsupported, sshWords.noLinks)
    },
    [request.extended]: (reader, id) => extended(reader, id),
  }

  const extended = async (reader: PacketReader, id: Buffer): Answer => {
    const name = reader.text()
    if (!Object.hasOwn(extensions, name)) throw notSupported()
    switch (name as keyof typeof extensions) {
      case 'posix-rename@openssh.com':
        return rename(reader, true)
      case 'fsync@openssh.com':
        return handles.use(reader.string(), (thing) => able(thing, 'sync')())
      case 'limits@openssh.com':
        return packet(reply.extended, id, ...[longestPacket, longestData, longestData, mostHandles].map(uint64))
    }
  }

  const answer = async (bytes: Buffer): Promise<Buffer> => {
    const reader = packetReader(bytes)
    if (reader.type === request.init) {
      const pairs = Object.entries(extensions).flatMap(([name, value]) => [string(name), string(value)])
      return packet(reply.version, uint32(version), ...pairs)
    }
    let id = uint32(0)
    try {
      id = uint32(reader.uint32())
      const verb = verbs[reader.type]
      if (!verb) throw notSupported()
      return (await verb(reader, id)) ?? statusPacket(id, status.ok, 'Done')
    } catch (error) {
      const why = refused(error)
      if (!why) log.error('A request of SFTP failed', { error: error as Error })
      return statusPacket(id, why?.status ?? status.failure, why?.message ?? sshWords.internal)
    }
  }

  return packetStream({
    answer: (bytes) => inTurn(() => answer(bytes)),
    [Symbol.asyncDispose]: () => inTurn(handles.dropAll),
  })
}

const notSupported = () => new Refused(status.unsupported, 'Not supported')

const statusPacket = (id: Buffer, code: StatusCode, message: string) =>
  packet(reply.status, id, uint32(code), string(message), string(''))

const named = (id: Buffer, path: Buffer) => packet(reply.name, id, uint32(1), string(path), string(path), noAttributes)

const described = (id: Buffer, stats: Described) => packet(reply.attrs, id, attributes(stats, null))

type Ability = 'read' | 'write' | 'entries' | 'change' | 'sync'

/** What can be done with it depends on how it was opened. */
function able<Name extends Ability>(thing: OpenThing, name: Name): NonNullable<OpenThing[Name]> {
  const verb = thing[name]
  if (!verb) throw new Refused(status.permissionDenied, sshWords.notOpenedSo)
  return verb
}

function numberOf(position: bigint): number {
  if (position > BigInt(Number.MAX_SAFE_INTEGER)) throw new Refused(status.failure, 'There is nothing so far')
  return Number(position)
}
