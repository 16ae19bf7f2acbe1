/** Who else is let into folders: people invited to a user's, members of the project of a group's. */
import type { Folder, FolderPermission } from '@berth/contract/folders.ts'
import { mostShares, type FolderShare } from '@berth/contract/folder-shares.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { isUniqueViolation } from '../../platform/database/database.ts'
import { transaction } from '../../platform/database/transaction.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { keyTaken, onceOf } from '../../platform/once.ts'
import type { Clock } from '../../platform/time.ts'
import type { Projects } from '../projects/projects.service.ts'
import { refuseHost } from './choose-host.ts'
import { accessRow } from './folder-access.views.ts'
import { recordDeed, tell } from './folder-deed.ts'
import { claimOf, refuseOneMore } from './folder-limits.ts'
import { readFolderLimits, readHostLayers } from './folder-limits.views.ts'
import { isNameTaken } from './folder-names.views.ts'
import {
  folderMembers,
  holderOfEmail,
  holdMembership,
  invitationFor,
  invitationsOf,
  isMemberOf,
  shareById,
  sharesOf,
  countShares,
  type ListQuery,
} from './folder-shares.views.ts'
import type { Folders } from './folders.service.ts'
import {
  deleteFolderMember,
  deleteShare,
  insertShare,
  lockFolder,
  lockFolderNames,
  lockShare,
  lockShareOf,
  setFolderMember,
  shareOfKey,
  updateShare,
} from './folders.store.ts'
import { lockToManage } from './lock-to-manage.ts'

export interface FolderSharesDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly folders: Folders
  readonly projects: Pick<Projects, 'resolve'>
}

type Tx = Transaction<Tables>
export type FolderShares = ReturnType<typeof createFolderShares>

export function createFolderShares({ db, clock, folders, projects }: FolderSharesDeps) {
  /** A user's folder, locked, for its owner. */
  const lockOwn = async (tx: Tx, by: Caller, id: string) => {
    const row = await lockFolder(tx, id)
    const access = await accessRow(tx, by, id)
    if (!row || !access) throw new Problem('not-found')
    if (access.relation !== 'owner' || row.owner_id !== by.user)
      throw new Problem(row.trashed_at === null ? 'not-allowed' : 'not-found')
    return row
  }
  /** A group's, for administrators. */
  const lockGroup = async (tx: Tx, by: Caller, id: string) => {
    const row = await lockToManage(tx, by, id)
    if (row.project_id === null) throw new Problem('not-allowed')
    return { ...row, project_id: row.project_id }
  }
  const shareOf = async (tx: Tx, folder: string, id: string) => {
    const share = await lockShare(tx, id)
    if (!share || share.folder_id !== folder) throw new Problem('not-found')
    return share
  }
  const shown = async (tx: Kysely<Tables>, id: string): Promise<FolderShare> => {
    const share = await shareById(tx, id)
    if (!share) throw new Problem('not-found')
    return share
  }
  const requireOwner = async (caller: Caller, id: string) => {
    const access = await accessRow(db, caller, id)
    if (!access) throw new Problem('not-found')
    if (access.relation !== 'owner') throw new Problem('not-allowed')
  }

  return {
    async list(caller: Caller, folder: string, query: ListQuery) {
      await requireOwner(caller, folder)
      return sharesOf(db, folder, query)
    },

    invite: (
      by: Caller,
      folder: string,
      asked: { email: string; permission: FolderPermission },
      idempotencyKey: string | null = null,
    ): Promise<FolderShare> =>
      transaction(db, async (tx) => {
        const row = await lockOwn(tx, by, folder)
        const once = onceOf(by, idempotencyKey, { folder, ...asked })
        const before = once && (await shareOfKey(tx, once.key))
        if (before && before.hash !== once.hash) throw keyTaken()
        if (before) return shown(tx, before.id)
        if (row.trashed_at !== null) throw new Problem('folder-state', { state: 'trashed' })
        if ((await countShares(tx, folder)) >= mostShares) throw new Problem('too-many-shares', { limit: mostShares })
        const { email, permission } = asked
        const holder = await holderOfEmail(tx, email)
        if (holder === by.user) throw new Problem('invalid-input', { errors: [ownEmail] })
        const id = uuidv7()
        const share = { id, folder_id: folder, email, user_id: holder, permission, invited_by: by.user }
        const repeated = { idempotency_key: once?.key ?? null, idempotency_hash: once?.hash ?? null }
        await insertShare(tx, { ...share, ...repeated, created_at: clock.now() }).catch((error: unknown) => {
          // For another folder, at the same time.
          if (isUniqueViolation(error, 'folder_shares_idempotency')) throw keyTaken()
          if (!isUniqueViolation(error)) throw error
          throw new Problem('already-invited')
        })
        await recordDeed(tx, by, row, 'folder.invited', { user: holder, after: { email, permission, invitation: id } })
        await tell(tx, [by.user, ...(holder === null ? [] : [holder])])
        return shown(tx, id)
      }),

    change: (by: Caller, folder: string, id: string, permission: FolderPermission): Promise<FolderShare> =>
      transaction(db, async (tx) => {
        const row = await lockOwn(tx, by, folder)
        const share = await shareOf(tx, folder, id)
        if (share.permission === permission) return shown(tx, id)
        await updateShare(tx, id, { permission })
        if (permission === 'ro' && share.accepted_at !== null) await folders.accessEnded(tx, folder, share.user_id)
        const parts = { before: { permission: share.permission }, after: { permission } }
        await recordDeed(tx, by, row, 'folder.share-changed', { user: share.user_id, ...parts })
        await tell(tx, [by.user, ...(share.user_id === null ? [] : [share.user_id])])
        return shown(tx, id)
      }),

    end: (by: Caller, folder: string, id: string): Promise<void> =>
      transaction(db, async (tx) => {
        const row = await lockOwn(tx, by, folder)
        const share = await shareOf(tx, folder, id)
        await deleteShare(tx, id)
        if (share.accepted_at !== null) await folders.accessEnded(tx, folder, share.user_id)
        await recordDeed(tx, by, row, 'folder.share-ended', {
          user: share.user_id,
          before: { email: share.email, permission: share.permission, accepted: share.accepted_at !== null },
        })
        await tell(tx, [by.user, ...(share.user_id === null ? [] : [share.user_id])])
      }),

    leave: (by: Caller, folder: string): Promise<void> =>
      transaction(db, async (tx) => {
        const row = await lockFolder(tx, folder)
        const access = await accessRow(tx, by, folder)
        if (!row || !access || (row.trashed_at !== null && access.relation !== 'owner')) throw new Problem('not-found')
        const share = await lockShareOf(tx, folder, by.user)
        if (!share?.accepted_at) throw new Problem('not-allowed')
        await deleteShare(tx, share.id)
        await folders.accessEnded(tx, folder, by.user)
        await recordDeed(tx, by, row, 'folder.left', { user: row.owner_id })
        await tell(tx, [by.user, ...(row.owner_id === null ? [] : [row.owner_id])])
      }),

    invitations: (caller: Caller, query: ListQuery) => invitationsOf(db, caller.user, query),

    /** Only by whom it is for; for others there is none. */
    async accept(by: Caller, id: string): Promise<Folder> {
      const folder = await transaction(db, async (tx) => {
        const project = await projects.resolve(tx, by, undefined)
        await lockFolderNames(tx)
        const { row, share } = await lockInvitation(tx, by, id)
        refuseHost({ layers: await readHostLayers(tx, by, row.id) }, row.host)
        // Invited by another address of theirs, too, they are one person: what they accept last holds.
        const other = await lockShareOf(tx, row.id, by.user)
        if (!other?.accepted_at) refuseOneMore(await readFolderLimits(tx, claimOf(by, project)))
        if (await isNameTaken(tx, row.name, { user: by.user }, row.id))
          throw new Problem('name-taken', { name: row.name, of: 'folder' })
        if (other && other.id !== share.id) {
          await deleteShare(tx, other.id)
          const isLess = other.permission === 'rw' && share.permission === 'ro'
          if (other.accepted_at !== null && isLess) await folders.accessEnded(tx, row.id, by.user)
        }
        await updateShare(tx, id, { user_id: by.user, accepted_at: clock.now() })
        await recordDeed(tx, by, row, 'folder.joined', { user: row.owner_id, after: { permission: share.permission } })
        await tell(tx, [by.user, ...(row.owner_id === null ? [] : [row.owner_id])])
        return row.id
      })
      return folders.show(by, folder)
    },

    decline: (by: Caller, id: string): Promise<void> =>
      transaction(db, async (tx) => {
        const { row } = await lockInvitation(tx, by, id)
        await deleteShare(tx, id)
        await recordDeed(tx, by, row, 'folder.declined', { user: row.owner_id })
        await tell(tx, [by.user, ...(row.owner_id === null ? [] : [row.owner_id])])
      }),

    async members(caller: Caller, folder: string, query: ListQuery) {
      const access = await accessRow(db, caller, folder)
      if (!access) throw new Problem('not-found')
      if (access.project_id === null || caller.role !== 'superadmin') throw new Problem('not-allowed')
      return folderMembers(db, folder, query)
    },

    setMember: (by: Caller, folder: string, user: string, permission: FolderPermission): Promise<void> =>
      transaction(db, async (tx) => {
        // Before the folder, as whoever is admitted with it does.
        await holdMembership(tx, folder, user)
        const row = await lockGroup(tx, by, folder)
        if (!(await isMemberOf(tx, row.project_id, user))) throw new Problem('not-found')
        await setFolderMember(tx, folder, user, permission)
        if (permission === 'ro') await folders.accessEnded(tx, folder, user)
        await recordDeed(tx, by, row, 'folder.member-changed', { user, after: { permission } })
        await tell(tx, [user])
      }),

    clearMember: (by: Caller, folder: string, user: string): Promise<void> =>
      transaction(db, async (tx) => {
        const row = await lockGroup(tx, by, folder)
        if (!(await deleteFolderMember(tx, folder, user))) throw new Problem('not-found')
        if (row.permission === 'ro') await folders.accessEnded(tx, folder, user)
        await recordDeed(tx, by, row, 'folder.member-changed', { user, after: { permission: null } })
        await tell(tx, [user])
      }),
  }
}

/** The folder before the share, as everywhere. */
async function lockInvitation(tx: Tx, by: Caller, id: string) {
  const found = await invitationFor(tx, by.user, id)
  const row = found && (await lockFolder(tx, found.folder))
  const share = row && (await lockShare(tx, id))
  if (!row || !share || row.trashed_at !== null || share.accepted_at !== null) throw new Problem('invitation-over')
  return { row, share }
}

const ownEmail = { path: 'body.email', code: 'own', message: 'is your own' }
