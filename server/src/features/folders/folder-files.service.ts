/**
 * What is in folders, for whatever reaches files in other ways than requests: which there are for somebody, each opened
 * for one piece of work, and the lease by which something in it stays open.
 */
import { randomUUID } from 'node:crypto'
import type { FolderPermission } from '@berth/contract/folders.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { newNameBeside, type ChangedTree } from '../../platform/files/change-tree.ts'
import type { Lease, Leases, LeaseScope } from '../../platform/leases/leases.ts'
import { stagedPrefix } from './files/file-deeds.ts'
import { explained, inFolder, parentPath } from './files/folder-tree.ts'
import { reachableFolders, type ReachableFolder } from './folder-access.views.ts'
import type { RoomClaim } from './folder-room.ts'
import type { FolderAccess, OpenFolder } from './folders.access.ts'

export interface FolderFilesDeps {
  readonly db: Kysely<Tables>
  readonly access: FolderAccess
  readonly leases: Pick<Leases, 'take'>
}

/** Somebody, by a right that ends when one of these does. */
export interface FolderGuest {
  readonly user: string
  readonly scope: LeaseScope
}

export type { OpenFolder, ReachableFolder }
export type FolderFiles = ReturnType<typeof createFolderFiles>

export function createFolderFiles({ db, access, leases }: FolderFilesDeps) {
  return {
    /** Those that somebody may look into. */
    reachable: ({ user }: FolderGuest): Promise<ReachableFolder[]> => reachableFolders(db, user),

    /**
     * Opens a folder for one piece of work, if the right to it holds now. `path` is what the refusals are about. As an
     * ordinary user whoever it is: what an administrator may do besides is for the console.
     */
    async inside<Value>(
      { user }: FolderGuest,
      id: string,
      wanted: FolderPermission,
      path: string,
      work: (tree: ChangedTree, folder: OpenFolder) => Promise<Value>,
    ): Promise<Value> {
      const folder = await access.open({ user, workspace: null, role: 'user' }, id, wanted)
      return inFolder(access, folder, path, (tree) => work(tree, folder))
    },

    /** What goes wrong later with something that was opened so, in the same words. */
    explained: (folder: Pick<OpenFolder, 'id'>, path: string, error: unknown) => explained(access, folder, path, error),

    /** For what stays open. Checked right after it was taken. */
    hold: ({ scope }: FolderGuest, id: string, onEnd: () => void): Lease =>
      leases.take({ ...scope, folder: id }, onEnd),

    /** For something that is being written. */
    claimRoom: (folder: OpenFolder): RoomClaim => access.claimRoom(folder),

    /** As things are now: what was claimed may not fit any more, since sessions write, too. */
    requireRoom: (folder: OpenFolder): Promise<void> => access.requireRoom(folder, 0),

    /** Something at a path was changed, and so many bytes were added. */
    changed: (folder: OpenFolder, path: string, bytes = 0): void => access.changed(folder, parentPath(path), bytes),

    /** Where a new file is beside the folder until it is complete. */
    stagedIn: (tree: ChangedTree): string => newNameBeside(tree, `${stagedPrefix}${randomUUID()}`),
  }
}
