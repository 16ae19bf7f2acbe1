/** Storage folders (5): who may make, see, rename, throw away and take back which. */
import './folders.tables.ts'
import type { Folder, folderChanges, StorageHost } from '@berth/contract/folders.ts'
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { refuseOtherVersion, versionOf } from '../../platform/entity-tag.ts'
import { difference } from '../../platform/events/audit-record.ts'
import { emit } from '../../platform/events/outbox.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { readable } from './folder-access.views.ts'
import { foldersUpdated, folderAccessEnded, recordDeed, tellAudience } from './folder-deed.ts'
import { capacityIn, claimOf, hostRefusal, mostFoldersIn } from './folder-limits.ts'
import { readFolderLimits } from './folder-limits.views.ts'
import { isNameTaken } from './folder-names.views.ts'
import { withHost } from './folder-shown.ts'
import { createFolderTrash, type FolderTrashDeps } from './folder-trash.ts'
import { lockFolderNames, updateFolder } from './folders.store.ts'
import { countByHost, editableOf, folderById, listFolders, type FolderQuery } from './folders.views.ts'
import { lockToManage } from './lock-to-manage.ts'
import { makeFolder, type MakeFolderDeps, type NewFolder } from './make-folder.ts'
import { uploadReported } from './uploads/upload-batches.ts'
import { deleteForbiddenUploads } from './uploads/uploads.store.ts'

type Changes = z.output<typeof folderChanges>
type IfMatch = string | string[] | undefined
type Tx = Transaction<Tables>

export type FoldersDeps = MakeFolderDeps & FolderTrashDeps

export { foldersUpdated, folderAccessEnded, uploadReported }
export type Folders = ReturnType<typeof createFolders>

export function createFolders(deps: FoldersDeps) {
  const { db, hosts, settings, projects, leases } = deps
  const trash = createFolderTrash(deps)

  const show = async (caller: Caller, id: string): Promise<Folder> => {
    const found = await folderById(db, caller, id)
    if (!found) throw new Problem('not-found')
    const [states, { trashDays }] = await Promise.all([hosts.all(), settings.read()])
    return withHost(found, states, trashDays)
  }

  /** In the transaction that takes a right away: of one person, or (null) of whoever has it by the same. */
  const accessEnded = async (tx: Tx, folder: string, user: string | null): Promise<void> => {
    await emit(tx, { kind: folderAccessEnded, subject: folder, user })
    await leases.revoke(tx, user === null ? { folder } : { folder, user }, 'folder-access-ended')
    await deleteForbiddenUploads(tx, { folder, user })
  }

  return {
    show,

    async list(caller: Caller, query: FolderQuery) {
      if (query.owner === 'all' && caller.role !== 'superadmin') throw new Problem('not-allowed')
      const [{ items, nextCursor }, states, { trashDays }] = await Promise.all([
        listFolders(db, caller, query),
        hosts.all(),
        settings.read(),
      ])
      return { items: items.map((folder) => withHost(folder, states, trashDays)), nextCursor }
    },

    /** Where folders can be made, and what the policies of the place say. */
    async hosts(caller: Caller, wanted: string | undefined) {
      const isAdmin = caller.role === 'superadmin'
      const project = await projects.resolve(db, caller, wanted)
      const [states, limits, counts, { groupFolders }] = await Promise.all([
        hosts.all(),
        readFolderLimits(db, claimOf(caller, project)),
        isAdmin ? countByHost(db) : null,
        settings.read(),
      ])
      const items = states.map(({ name, fault, found }): StorageHost => {
        const refused = hostRefusal(limits, name) ?? (found ? null : 'unavailable')
        return {
          name,
          allowed: refused === null,
          refused,
          enforcement: found?.enforcement ?? 'measured',
          free: isAdmin ? (found?.free ?? null) : null,
          size: isAdmin ? (found?.size ?? null) : null,
          fault: isAdmin ? fault : null,
          fileSystem: isAdmin ? (found?.fileSystem ?? null) : null,
          folders: counts ? (counts.get(name) ?? 0) : null,
        }
      })
      return {
        items,
        folders: { used: limits.used, max: mostFoldersIn(limits) },
        capacity: capacityIn(limits),
        groupFolders: groupFolders && isAdmin,
      }
    },

    async create(by: Caller, body: NewFolder, idempotencyKey: string | null = null): Promise<Folder> {
      return show(by, await makeFolder(deps, by, body, idempotencyKey))
    },

    async update(by: Caller, id: string, changes: Changes, ifMatch: IfMatch): Promise<Folder> {
      await transaction(db, async (tx) => {
        await lockFolderNames(tx)
        const row = await lockToManage(tx, by, id)
        if (row.trashed_at !== null) throw new Problem('folder-state', { state: 'trashed' })
        const isGroup = row.project_id !== null
        if (
          !isGroup &&
          (row.owner_id !== by.user || changes.permission !== undefined || changes.capacity !== undefined)
        )
          throw new Problem('not-allowed')
        const editable = editableOf(row)
        refuseOtherVersion(ifMatch, versionOf(editable))
        const { before, after, changed } = difference(editable, changes)
        if (!changed) return
        const { name = row.name } = changes
        const users = { user: by.user, project: row.project_id ?? undefined, folder: id }
        if (name !== row.name && (await isNameTaken(tx, name, users, id)))
          throw new Problem('name-taken', { name, of: 'folder' })
        await updateFolder(tx, id, changes)
        if (changes.permission === 'ro' && row.permission === 'rw') await accessEnded(tx, id, null)
        await recordDeed(tx, by, row, 'folder.updated', { user: row.owner_id, before, after })
        await tellAudience(tx, id)
      })
      return show(by, id)
    },

    async restore(by: Caller, id: string): Promise<Folder> {
      await trash.restore(by, id)
      return show(by, id)
    },
    trash: trash.trash,
    purge: trash.purge,
    purgeExpired: trash.purgeExpired,

    accessEnded,
    /** Of these leases of folders' contents, those whose right to the folder is no more. */
    async overLeases(some: readonly { readonly id: string; readonly scope: Readonly<Record<string, string>> }[]) {
      const claims = some.map(({ scope }) => ({ user: scope['user'] ?? '', folder: scope['folder'] ?? '' }))
      const granted = new Set((await readable(db, claims)).map(({ user, folder }) => `${user} ${folder}`))
      return some
        .filter((_, index) => !granted.has(`${claims[index]?.user} ${claims[index]?.folder}`))
        .map(({ id }) => id)
    },
  }
}
