/** Files and directories that are read: links lead on as long as they stay within their folder. */
import { lstat } from 'node:fs/promises'
import type { FolderFiles, FolderGuest, ReachableFolder } from '../../../features/folders/folder-files.service.ts'
import { inDirectory, openDirectory, openFile } from '../../../platform/files/beneath.ts'
import { errnoOf, refusing } from '../../../platform/files/file-refusal.ts'
import { eachEntryOf } from '../../../platform/files/read-directory.ts'
import { attributes, longName, noAttributes, type Described } from '../../../platform/sftp/sftp-attributes.ts'
import { string } from '../../../platform/sftp/sftp-wire.ts'
import { byShownName, type InFolder } from './folder-paths.ts'
import { described, readAt, type OpenThing } from './open-thing.ts'

/** In one answer. */
const mostEntries = 100

export const openToRead = (files: FolderFiles, guest: FolderGuest, { folder, names, path }: InFolder) =>
  files.inside(guest, folder.id, 'ro', path, async ({ top }): Promise<OpenThing> => {
    const { handle } = await openFile(top, names)
    const close = () => handle.close()
    return {
      read: (position, length) => refusing(readAt(handle, position, length)),
      stat: async () => described(await handle.stat()),
      close,
      drop: close,
    }
  })

export const openToList = (files: FolderFiles, guest: FolderGuest, { folder, names, path }: InFolder) =>
  files.inside(guest, folder.id, 'ro', path, async ({ top }): Promise<OpenThing> => {
    const { handle } = await openDirectory(top, names, true)
    const listing = eachEntryOf(handle)
    const close = async () => {
      await listing.return(undefined)
      await handle.close()
    }
    return {
      async entries() {
        const entries: Buffer[] = []
        while (entries.length < mostEntries) {
          const { value, done } = await refusing(listing.next())
          if (done) break
          const entry = await entryOf(inDirectory(handle, value.name), value.name)
          if (entry) entries.push(entry)
        }
        return entries.length > 0 ? entries : null
      },
      stat: async () => described(await handle.stat()),
      close,
      drop: close,
    }
  })

/** Null: it has just been removed. */
async function entryOf(path: Buffer, name: Buffer): Promise<Buffer | null> {
  try {
    const stats = await lstat(path)
    return encoded(name, { ...described(stats), nlink: stats.nlink })
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    // It may not be looked at.
    return Buffer.concat([string(name), string(name), noAttributes])
  }
}

/** To whom things belong on disk is the server's own affair. */
const nobody = { user: '-', group: '-' }

const encoded = (name: Buffer, stats: Described & { readonly nlink: number }): Buffer =>
  Buffer.concat([string(name), string(longName(name, stats, nobody)), attributes(stats, null)])

const directory = 0o40000
const permissions = { ro: 0o550, rw: 0o770 } as const

/** A folder as it stands in the top, without a look at its storage, which may be away. */
const folderStats = ({ granted, created_at: at }: Pick<ReachableFolder, 'granted' | 'created_at'>) => ({
  size: 0,
  mode: directory | permissions[granted],
  atimeMs: at.getTime(),
  mtimeMs: at.getTime(),
  nlink: 2,
})

export const topStats = (): Described => folderStats({ granted: 'ro', created_at: new Date(0) })

export function openTop(folders: readonly ReachableFolder[]): OpenThing {
  const entries = [...byShownName(folders)].map(([name, folder]) => encoded(Buffer.from(name), folderStats(folder)))
  const nothing = () => Promise.resolve()
  return {
    async entries() {
      const some = entries.splice(0, mostEntries)
      return some.length > 0 ? some : null
    },
    stat: async () => topStats(),
    close: nothing,
    drop: nothing,
  }
}
