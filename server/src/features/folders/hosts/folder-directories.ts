/** The directories of folders on a storage host: made empty, and taken away. */
import { access, chmod, chown, mkdir, readdir, rename, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { removeTree } from '../../../platform/files/remove-tree.ts'
import type { Log } from '../../../platform/log/log.ts'
import { layoutOf, rootOf, uploadsOf } from './host-layout.ts'
import { HostFault, syncDirectory, type InspectedHost } from './inspect-host.ts'

/** What counts for a folder, and how much that may be. */
export interface FolderQuota {
  readonly project: number
  readonly limit: number | null
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

export function folderDirectories(log: Log) {
  /** Where its tools fail, a folder is measured as on other hosts. */
  const limited = async (
    { path, quota }: InspectedHost,
    directories: readonly string[],
    { project, limit }: FolderQuota,
  ): Promise<boolean> => {
    if (!quota) return false
    try {
      await quota.mark(project, directories)
      await quota.limit(project, limit)
      return true
    } catch (error) {
      log.error('a project quota could not be set', { path, error: error as Error })
      return false
    }
  }

  return {
    /** Empty directories for a new folder. True: all that comes into them counts for its project, which has the limit. */
    async make(host: InspectedHost, id: string, quota: FolderQuota): Promise<boolean> {
      const [root, uploads] = [rootOf(host.path, id), uploadsOf(host.path, id)]
      const layout = layoutOf(host.path)
      // Not in the place where something is mounted otherwise.
      await access(layout.marker).catch((error: Error) => {
        throw new HostFault(`${host.path} is not what it was: ${error.message}`)
      })
      await mkdir(root)
      if (host.owner) await chown(root, host.owner.uid, host.owner.gid)
      await chmod(root, host.owner && !host.owner.mapped ? 0o2770 : 0o700)
      await mkdir(uploads, { mode: 0o700 })
      const hasQuota = await limited(host, [root, uploads], quota)
      await syncDirectory(layout.folders)
      await syncDirectory(layout.uploads)
      return hasQuota
    },

    /** Of a folder that came to nothing: whatever is in one by then stays. */
    async unmake(host: InspectedHost, id: string): Promise<void> {
      for (const path of [rootOf(host.path, id), uploadsOf(host.path, id)]) await rmdir(path).catch(() => {})
    },

    /** Folders that are on it; also those that came to nothing, of which the directories are left. */
    async idsOn(host: InspectedHost): Promise<string[]> {
      return (await readdir(layoutOf(host.path).folders)).filter((name) => uuid.test(name))
    },

    /** Out of sight in one step, then gone piece by piece; may be cut off anywhere and repeated. */
    async remove(host: InspectedHost, id: string, signal?: AbortSignal): Promise<void> {
      const { doomed, folders, marker, uploads } = layoutOf(host.path)
      // Nothing is where nothing is mounted: that is not to be taken for removed.
      await access(marker)
      for (const [path, parent, kind] of [
        [rootOf(host.path, id), folders, 'folder'],
        [uploadsOf(host.path, id), uploads, 'uploads'],
      ] as const) {
        const place = join(doomed, `${kind}-${id}`)
        if (await exists(path)) {
          await removeTree(place, signal)
          await rename(path, place)
          await syncDirectory(parent)
          await syncDirectory(doomed)
        }
        await removeTree(place, signal)
      }
    },
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
