/**
 * The door to what is in folders: who may come in, by which right, and where it is on this machine. Asked at each request
 * for files, so a right that has ended holds nobody in.
 */
import type { FolderPermission } from '@berth/contract/folders.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { Problem } from '../../platform/http/problem.ts'
import { refuseHost } from './choose-host.ts'
import { accessRow, type FolderViewer } from './folder-access.views.ts'
import { readHostLayers } from './folder-limits.views.ts'
import { mayKnowOf } from './folders.policy.ts'
import './folders.tables.ts'
import type { FolderRoom, Room, RoomClaim } from './folder-room.ts'

export interface OpenFolder {
  readonly id: string
  readonly name: string
  readonly host: string
  /** Of whoever asked. */
  readonly permission: FolderPermission
  /** The directory with its content: a real one, never a link. */
  readonly root: string
  /** A directory of this folder alone, on the same file system, where uploads wait until they are whole. */
  readonly uploads: string
  /** Whom new files on disk belong to; null: whoever the server runs as. */
  readonly owner: { readonly uid: number; readonly gid: number } | null
}

/** What a folder is to the storage hosts. */
export interface PlacesOfFolders {
  /** Null: the host is configured no more, or cannot be reached now. */
  placeOf(host: string, id: string): Promise<Pick<OpenFolder, 'root' | 'uploads' | 'owner'> | null>
}

export interface FolderAccessDeps {
  readonly db: Kysely<Tables>
  readonly hosts: PlacesOfFolders
  readonly room: FolderRoom
  /** Something below a path was changed through the API, and so many bytes were added. */
  readonly onChanged: (folder: OpenFolder, path: string, bytes: number) => void
}

export type FolderAccess = ReturnType<typeof createFolderAccess>

export function createFolderAccess({ db, hosts, room, onChanged }: FolderAccessDeps) {
  return {
    /**
     * For one request. What lasts longer holds a lease with `leaseScope(caller, { folder: id })`, which ends when the
     * right to the folder does.
     */
    async open(viewer: FolderViewer, id: string, wanted: FolderPermission): Promise<OpenFolder> {
      const [row, layers] = await Promise.all([accessRow(db, viewer, id), readHostLayers(db, viewer, id)])
      if (!row || row.granted === null || !mayKnowOf(row, viewer)) throw new Problem('not-found')
      if (row.trashed_at !== null) throw new Problem('folder-state', { state: 'trashed' })
      if (wanted === 'rw' && row.granted === 'ro') throw new Problem('folder-read-only', { folder: row.name })
      refuseHost({ layers }, row.host)
      const place = await hosts.placeOf(row.host, id)
      if (!place) throw new Problem('folder-state', { state: 'unavailable' })
      return { id, name: row.name, host: row.host, permission: row.granted, ...place }
    },

    roomOf: (id: string): Promise<Room> => room.roomOf(id),

    /** Before something of so many bytes is written. The file system may still refuse it earlier. */
    requireRoom: ({ id }: OpenFolder, bytes: number): Promise<void> => room.require(id, bytes),

    /** For what is written in one go. */
    claimRoom: ({ id }: OpenFolder): RoomClaim => room.claim(id),

    /** For what is spoken for by a row, which `work` writes. */
    reserveRoom: ({ id }: OpenFolder, bytes: number, work: (at: Kysely<Tables>) => Promise<void>): Promise<void> =>
      room.reserve(id, bytes, work),

    /** What a row spoke for is in its place; `work` ends the row. */
    async landed(folder: OpenFolder, path: string, bytes: number, work: () => Promise<unknown>): Promise<void> {
      onChanged(folder, path, 0)
      await room.landed(folder.id, bytes, work)
    },

    /** After something was written, made, moved or deleted: pages that show it list it again, and it is measured. */
    changed: (folder: OpenFolder, path: string, bytes = 0): void => onChanged(folder, path, bytes),
  }
}
