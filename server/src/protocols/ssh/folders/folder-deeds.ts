/** What is done by a path: looked at, made, removed, moved, changed. Each opens its folder anew, by the right of now. */
import { constants } from 'node:fs'
import { open, readlink } from 'node:fs/promises'
import type { FolderFiles, FolderGuest } from '../../../features/folders/folder-files.service.ts'
import { inDirectory, itself, openDirectory, openPlace, openPlain } from '../../../platform/files/beneath.ts'
import { makeDirectory, move, removeEmpty, removeFile, type ChangedTree } from '../../../platform/files/change-tree.ts'
import { FileRefusal, refusing } from '../../../platform/files/file-refusal.ts'
import { parentOf, pathOf, type PathNames } from '../../../platform/files/path-names.ts'
import type { Changes, Described } from '../../../platform/sftp/sftp-attributes.ts'
import { Refused, status } from '../../../platform/sftp/sftp-wire.ts'
import { sshWords } from '../ssh-words.ts'
import type { InFolder } from './folder-paths.ts'
import { changeAttributes, described } from './open-thing.ts'
import { roomToGrow } from './room-to-grow.ts'
import { atTop } from './say-refusal.ts'

const { O_DIRECTORY, O_RDONLY, O_WRONLY } = constants

/** Where a path leads, links on the way followed within the folder; the last name may be one itself. */
async function settledPath(tree: ChangedTree, path: PathNames): Promise<PathNames> {
  if (path.length === 0) return path
  const { parent, name } = parentOf(path)
  await using directory = await openDirectory(tree.top, parent, true)
  return [...directory.names, name]
}

export function createFolderDeeds(files: FolderFiles, guest: FolderGuest) {
  /** Something below a folder, never the folder itself. */
  const change = async (
    { folder, names, path }: InFolder,
    work: (tree: ChangedTree, names: PathNames) => Promise<void>,
  ): Promise<void> => {
    if (names.length === 0) throw atTop()
    await files.inside(guest, folder.id, 'rw', path, async (tree, opened) => {
      const settled = await settledPath(tree, names)
      await work(tree, settled)
      files.changed(opened, pathOf(settled))
    })
  }

  return {
    look: ({ folder, names, path }: InFolder, follow: boolean): Promise<Described> =>
      files.inside(guest, folder.id, 'ro', path, async (tree) => {
        const wanted = follow ? names : await settledPath(tree, names)
        await using place = await openPlace(tree.top, wanted, follow)
        return described(place.stats)
      }),

    /** What a link says. */
    linkOf: ({ folder, names, path }: InFolder): Promise<Buffer> =>
      files.inside(guest, folder.id, 'ro', path, async ({ top }) => {
        const { parent, name } = parentOf(names)
        await using directory = await openDirectory(top, parent, true)
        return refusing(readlink(inDirectory(directory.handle, name), 'buffer'))
      }),

    makeDirectory: (place: InFolder) =>
      change(place, async (tree, names) => void (await makeDirectory(tree, names, false))),

    removeFile: (place: InFolder) => change(place, removeFile),

    removeDirectory: (place: InFolder) =>
      change(place, (tree, names) =>
        removeEmpty(tree, names).catch((error: unknown) => {
          if (!(error instanceof FileRefusal) || error.code !== 'exists') throw error
          throw new Refused(status.failure, sshWords.notEmpty)
        }),
      ),

    async move(from: InFolder, to: InFolder, overwrite: boolean): Promise<void> {
      if (from.folder.id !== to.folder.id) throw new Refused(status.failure, sshWords.otherFolder)
      if (from.names.length === 0 || to.names.length === 0) throw atTop()
      await files.inside(guest, from.folder.id, 'rw', from.path, async (tree, opened) => {
        const [source, target] = [await settledPath(tree, from.names), await settledPath(tree, to.names)]
        await move(tree, source, target, overwrite).catch((error: unknown) => {
          if (!(error instanceof FileRefusal) || error.code !== 'exists') throw error
          throw new Refused(status.failure, sshWords.isThere)
        })
        files.changed(opened, pathOf(source))
        files.changed(opened, pathOf(target))
      })
    },

    /** Of a file or directory, by a handle of it; what is neither is left alone. */
    setAttributes: ({ folder, names, path }: InFolder, changes: Changes): Promise<void> =>
      files.inside(guest, folder.id, 'rw', path, async (tree, opened) => {
        if (names.length === 0) throw atTop()
        const { size } = changes
        await using place = await openPlace(tree.top, names, true)
        if (place.stats.isDirectory() && size === undefined) {
          await using directory = await refusing(open(itself(place.handle), O_RDONLY | O_DIRECTORY))
          return refusing(changeAttributes(directory, changes))
        }
        await using file = (await openPlain(place.handle, place.names, size === undefined ? O_RDONLY : O_WRONLY)).handle
        if (size !== undefined) {
          using room = roomToGrow(files, opened, Number(place.stats.size))
          await room.require(size)
          await refusing(file.truncate(size))
          files.changed(opened, pathOf(place.names), room.added(size))
        }
        await refusing(changeAttributes(file, changes))
      }),
  }
}
