/**
 * Files that are written. What is new, or replaces all of what was there, is made beside the folder and moved in when it
 * is closed: an upload that is cut off leaves the old file. What changes a part is written where it is.
 */
import { constants, type BigIntStats } from 'node:fs'
import { lstat, open, unlink, type FileHandle } from 'node:fs/promises'
import type { FolderFiles, FolderGuest, OpenFolder } from '../../../features/folders/folder-files.service.ts'
import { inDirectory, itself, openDirectory, openPlace, openPlain } from '../../../platform/files/beneath.ts'
import { createBeside, fileMode, requireFree, settle, type ChangedTree } from '../../../platform/files/change-tree.ts'
import { errnoOf, FileRefusal, refusing } from '../../../platform/files/file-refusal.ts'
import { parentOf, pathOf, type PathNames } from '../../../platform/files/path-names.ts'
import { openFlag, Refused, status } from '../../../platform/sftp/sftp-wire.ts'
import { sshWords } from '../ssh-words.ts'
import type { InFolder } from './folder-paths.ts'
import { changeAttributes, described, readAt, writeAt, type OpenThing } from './open-thing.ts'
import { roomToGrow } from './room-to-grow.ts'

const { O_APPEND, O_RDWR, O_WRONLY } = constants
/** Of what a client says of a new file: whether it is a program. */
const executable = 0o110
const permissions = 0o777

interface WrittenPath extends InFolder {
  readonly flags: number
  readonly mode: number | undefined
}

interface WriteDeps {
  readonly files: FolderFiles
  readonly guest: FolderGuest
  /** Throws once the right to go on has ended. */
  readonly requireRight: () => void
}

/** Where something is, or would be: links within the folder are followed by hand, also at the end. */
async function placeOf(tree: ChangedTree, path: PathNames): Promise<{ names: PathNames; stats: BigIntStats | null }> {
  const { parent, name } = parentOf(path)
  await using directory = await openDirectory(tree.top, parent, true)
  const names = [...directory.names, name]
  const stats = await statsIn(directory.handle, name)
  if (!stats?.isSymbolicLink()) return { names, stats }
  await using place = await openPlace(tree.top, names, true)
  return { names: place.names, stats: place.stats }
}

async function statsIn(directory: FileHandle, name: Buffer): Promise<BigIntStats | null> {
  try {
    return await lstat(inDirectory(directory, name), { bigint: true })
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}

export function openToWrite(deps: WriteDeps, asked: WrittenPath): Promise<OpenThing> {
  const { files, guest } = deps
  const has = (bit: number) => (asked.flags & bit) !== 0
  return files.inside(guest, asked.folder.id, 'rw', asked.path, async (tree, folder) => {
    const { names, stats } = await refusing(placeOf(tree, asked.names))
    if (!stats && !has(openFlag.create)) throw new FileRefusal('not-found')
    if (stats && has(openFlag.create) && has(openFlag.exclusive)) throw new FileRefusal('exists')
    if (stats?.isDirectory()) throw new FileRefusal('is-a-directory')
    if (stats && !stats.isFile()) throw new FileRefusal('not-a-file')
    if (stats && !has(openFlag.truncate)) return openInPlace(deps, asked, tree, folder, names)
    return openStaged(deps, asked, tree, folder, { names, stats })
  })
}

/** What both do with an open file. */
function writing(deps: WriteDeps, file: FileHandle, { flags }: WrittenPath, room: ReturnType<typeof roomToGrow>) {
  const appends = (flags & openFlag.append) !== 0
  const sizeNow = async () => (await file.stat()).size
  return {
    ...((flags & openFlag.read) === 0
      ? {}
      : { read: (position: number, length: number) => refusing(readAt(file, position, length)) }),
    async write(position, bytes) {
      deps.requireRight()
      await room.require((appends ? await sizeNow() : position) + bytes.length)
      await refusing(writeAt(file, appends ? null : position, bytes))
    },
    stat: async () => described(await file.stat()),
    async change(changes) {
      deps.requireRight()
      if (changes.size !== undefined) {
        await room.require(changes.size)
        await refusing(file.truncate(changes.size))
      }
      await refusing(changeAttributes(file, changes))
    },
    sync: () => refusing(file.sync()),
  } satisfies Partial<OpenThing>
}

async function openInPlace(
  deps: WriteDeps,
  asked: WrittenPath,
  tree: ChangedTree,
  folder: OpenFolder,
  names: PathNames,
): Promise<OpenThing> {
  const access = (asked.flags & openFlag.read) === 0 ? O_WRONLY : O_RDWR
  const appends = (asked.flags & openFlag.append) === 0 ? 0 : O_APPEND
  await using place = await openPlace(tree.top, names, false)
  const { handle: file, stats } = await openPlain(place.handle, names, access | appends)
  const room = roomToGrow(deps.files, folder, Number(stats.size))
  const parts = writing(deps, file, asked, room)
  let toldAt = performance.now()
  const tell = async () => {
    const { size } = await file.stat()
    deps.files.changed(folder, pathOf(names), room.added(size))
    room.toldOf(size)
    toldAt = performance.now()
  }
  const end = async () => {
    try {
      await tell()
    } finally {
      room[Symbol.dispose]()
      await file.close()
    }
  }
  return {
    ...parts,
    async write(position, bytes) {
      // It is measured where it is: what was added is part of what is used.
      if (performance.now() - toldAt > tellEveryMs) await tell()
      await parts.write(position, bytes)
    },
    close: end,
    drop: end,
  }
}

const tellEveryMs = 1_000

async function openStaged(
  deps: WriteDeps,
  asked: WrittenPath,
  tree: ChangedTree,
  folder: OpenFolder,
  { names, stats }: { readonly names: PathNames; readonly stats: BigIntStats | null },
): Promise<OpenThing> {
  const { files, guest, requireRight } = deps
  const overwrite = (asked.flags & openFlag.exclusive) === 0
  await requireFree(tree, names, overwrite)
  const made = files.stagedIn(tree)
  const mode = stats ? Number(stats.mode) & permissions : fileMode | ((asked.mode ?? 0) & executable)
  const file = await readableToo(await createBeside(tree, made, mode), asked.flags).catch(async (error: unknown) => {
    await unlink(made).catch(() => {})
    throw error
  })
  const room = roomToGrow(files, folder, Number(stats?.size ?? 0n))
  const drop = async () => {
    room[Symbol.dispose]()
    await file.close().catch(() => {})
    await unlink(made).catch(() => {})
  }
  const parts = writing(deps, file, asked, room)
  let isWhole = true
  return {
    ...parts,
    async write(position, bytes) {
      try {
        await parts.write(position, bytes)
      } catch (error) {
        isWhole = false
        throw error
      }
    },
    async close() {
      try {
        // Whoever is refused a part of it closes it all the same.
        if (!isWhole) throw new Refused(status.failure, sshWords.notWhole)
        await file.sync()
        const { size } = await file.stat()
        requireRight()
        await room.require(size)
        // Others may have filled it meanwhile.
        if (room.added(size) > 0) await files.requireRoom(folder)
        await files.inside(guest, asked.folder.id, 'rw', asked.path, (now) =>
          settle(now, made, names, { kind: 'file', overwrite }),
        )
        files.changed(folder, pathOf(names), room.added(size))
        room[Symbol.dispose]()
        await file.close()
      } catch (error) {
        await drop()
        throw error
      }
    },
    drop,
  }
}

/** What is made beside is to be written; who asks to read, too, gets it opened anew. */
async function readableToo(file: FileHandle, flags: number): Promise<FileHandle> {
  const wanted = ((flags & openFlag.read) === 0 ? 0 : O_RDWR) | ((flags & openFlag.append) === 0 ? 0 : O_APPEND)
  if (wanted === 0) return file
  try {
    return await refusing(open(itself(file), (wanted & O_RDWR) === 0 ? wanted | O_WRONLY : wanted))
  } finally {
    await file.close()
  }
}
