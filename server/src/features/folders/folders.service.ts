/** Storage folders (5): who may make, see, rename, throw away and take back which. */
import './folders.tables.ts'
import type { Folder, folderChanges, newFolder, StorageHost } from '@berth/contract/folders.ts'
import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { refuseOtherVersion, versionOf } from '../../platform/entity-tag.ts'
import { difference } from '../../platform/events/audit-record.ts'
import { emit } from '../../platform/events/outbox.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import type { Clock } from '../../platform/time.ts'
import type { Projects } from '../projects/projects.service.ts'
import type { Settings } from '../settings/settings.service.ts'
import { accessRow, readable, type AccessRow } from './folder-access.views.ts'
import { foldersUpdated, folderAccessEnded, recordDeed, tell, tellAudience } from './folder-deed.ts'
import { capacityIn, hostRefusal, mostFoldersIn, refuseOneMore, type FolderLimits } from './folder-limits.ts'
import { readFolderLimits } from './folder-limits.views.ts'
import { withHost } from './folder-shown.ts'
import { forgetPurged, insertFolder, lockFolder, lockFolderNames, updateFolder } from './folders.store.ts'
import {
  audienceOf,
  countByHost,
  editableOf,
  folderById,
  isNameTaken,
  listFolders,
  sessionsMounting,
  trashedBefore,
  type FolderQuery,
} from './folders.views.ts'
import type { StorageHosts } from './hosts/storage-hosts.ts'

type NewFolder = z.output<typeof newFolder>
type Changes = z.output<typeof folderChanges>
type IfMatch = string | string[] | undefined
type Tx = Transaction<Tables>

export interface FoldersDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly hosts: StorageHosts
  readonly settings: Pick<Settings, 'read'>
  readonly projects: Pick<Projects, 'resolve' | 'show'>
  readonly leases: Pick<Leases, 'revoke'>
  /** Something was purged: it can be taken off its host. */
  readonly onPurged: () => void
}

export { foldersUpdated, folderAccessEnded }
export type Folders = ReturnType<typeof createFolders>

const dayMs = 86_400_000

export function createFolders(deps: FoldersDeps) {
  const { db, clock, hosts, settings, projects, leases } = deps

  const show = async (caller: Caller, id: string): Promise<Folder> => {
    const found = await folderById(db, caller, id)
    if (!found) throw new Problem('not-found')
    const [states, { trashDays }] = await Promise.all([hosts.all(), settings.read()])
    return withHost(found, states, trashDays)
  }

  /** Locked, for who may decide about it: the owner of a user's, administrators of a group's; either may throw it away. */
  const lockToManage = async (tx: Tx, by: Caller, id: string) => {
    const row = await lockFolder(tx, id)
    const access = await accessRow(tx, by, id)
    if (!row || !access) throw new Problem('not-found')
    if (!mayManage(access, by)) throw new Problem(isHidden(access) ? 'not-found' : 'not-allowed')
    return { row, access }
  }

  /** In the transaction that takes a right away: of one person, or (null) of whoever has it by the same. */
  const accessEnded = async (tx: Tx, folder: string, user: string | null): Promise<void> => {
    await emit(tx, { kind: folderAccessEnded, subject: folder, user })
    await leases.revoke(tx, user === null ? { folder } : { folder, user }, 'folder-access-ended')
  }

  const limitsFor = async (tx: Kysely<Tables>, caller: Caller, project: { id: string; workspace: string }) =>
    readFolderLimits(tx, {
      user: caller.user,
      workspace: project.workspace,
      credential: caller.credential,
      project: project.id,
    })

  /** Administrators need not be in a project to make a folder of it. */
  const projectFor = async (tx: Tx, by: Caller, { type, project: wanted }: Pick<NewFolder, 'type' | 'project'>) => {
    const found =
      type === 'group' && uuid.test(wanted ?? '') ? await projects.show(by, wanted ?? '').catch(() => null) : null
    return found ?? projects.resolve(tx, by, wanted)
  }

  /** The one that was asked for, or the first that may be used. */
  const chooseHost = async (wanted: string | undefined, limits: FolderLimits) => {
    const states = await hosts.all()
    const why = (name: string, isFaulty: boolean) =>
      hostRefusal(limits, name) ?? (isFaulty ? ('unavailable' as const) : null)
    const refused = states.map(({ name, fault }) => ({ name, why: why(name, fault !== null) }))
    const state = refused.find(({ name, why: reason }) => (wanted === undefined ? reason === null : name === wanted))
    if (!state) {
      if (wanted === undefined) throw new Problem('storage-host-refused', refused[0] ? asRefusal(refused[0]) : noHosts)
      throw unknownInput('body.host', 'is no storage host of this site')
    }
    if (state.why !== null) throw new Problem('storage-host-refused', asRefusal(state))
    const found = await hosts.foundOf(state.name)
    if (!found) throw new Problem('storage-host-refused', { host: state.name, why: 'unavailable' })
    return { name: state.name, found }
  }

  const purge = async (tx: Tx, by: Caller | null, row: Awaited<ReturnType<typeof lockFolder>> & object) => {
    const audience = await audienceOf(tx, row.id)
    await updateFolder(tx, row.id, { purged_at: clock.now() })
    await forgetPurged(tx, row.id)
    await recordDeed(tx, by, row, 'folder.purged', { user: row.owner_id })
    await tell(tx, audience)
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
        limitsFor(db, caller, project),
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

    async create(by: Caller, body: NewFolder): Promise<Folder> {
      const isGroup = body.type === 'group'
      if (isGroup && by.role !== 'superadmin') throw new Problem('not-allowed')
      const id = uuidv7()
      await transaction(db, async (tx) => {
        if (isGroup && !(await settings.read(tx)).groupFolders) throw new Problem('group-folders-off')
        const project = await projectFor(tx, by, body)
        await lockFolderNames(tx)
        const limits = await limitsFor(tx, by, project)
        if (!isGroup) refuseOneMore(limits)
        const host = await chooseHost(body.host, limits)
        const of = isGroup ? { user: by.user, project: project.id } : { user: by.user }
        if (await isNameTaken(tx, body.name, of)) throw new Problem('name-taken', { name: body.name, of: 'folder' })
        const row = {
          id,
          name: body.name,
          host: host.name,
          owner_id: isGroup ? null : by.user,
          project_id: isGroup ? project.id : null,
          workspace_id: project.workspace,
          permission: isGroup ? (body.permission ?? 'rw') : null,
          capacity: isGroup ? (body.capacity ?? null) : null,
          created_at: clock.now(),
        }
        const number = await insertFolder(tx, row)
        const limit = isGroup ? row.capacity : capacityIn(limits)
        // Empty directories of a folder that nobody hears of do no harm: what fails from here on leaves no more.
        const hasQuota = await hosts.make(host.found, id, { project: number, limit })
        if (hasQuota) await updateFolder(tx, id, { has_quota: true })
        const { name, host: on, permission, capacity } = row
        await recordDeed(tx, by, row, 'folder.created', {
          user: row.owner_id,
          after: { name, host: on, permission, capacity },
        })
        await tellAudience(tx, id)
      }).catch(async (error: unknown) => {
        for (const { found } of await hosts.all()) if (found) await hosts.unmake(found, id)
        throw error
      })
      return show(by, id)
    },

    async update(by: Caller, id: string, changes: Changes, ifMatch: IfMatch): Promise<Folder> {
      await transaction(db, async (tx) => {
        await lockFolderNames(tx)
        const { row } = await lockToManage(tx, by, id)
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
        const of = row.project_id === null ? { user: by.user } : { user: by.user, project: row.project_id }
        if (name !== row.name && (await isNameTaken(tx, name, of, id))) throw new Problem('name-taken', { name, of: 'folder' })
        await updateFolder(tx, id, changes)
        if (changes.permission === 'ro' && row.permission === 'rw') await accessEnded(tx, id, null)
        await recordDeed(tx, by, row, 'folder.updated', { user: row.owner_id, before, after })
        await tellAudience(tx, id)
      })
      return show(by, id)
    },

    /** Sessions that are admitted at the same time hold its row, so they are seen here, or see that it is gone. */
    async trash(by: Caller, id: string): Promise<void> {
      await transaction(db, async (tx) => {
        const { row } = await lockToManage(tx, by, id)
        if (row.trashed_at !== null) return
        const [first, ...others] = await sessionsMounting(tx, id)
        if (first) throw new Problem('folder-in-use', { session: first.id, name: first.name, count: others.length + 1 })
        await updateFolder(tx, id, { trashed_at: clock.now() })
        await leases.revoke(tx, { folder: id }, 'folder-trashed')
        await recordDeed(tx, by, row, 'folder.trashed', { user: row.owner_id })
        await tellAudience(tx, id)
      })
    },

    async restore(by: Caller, id: string): Promise<Folder> {
      await transaction(db, async (tx) => {
        await lockFolderNames(tx)
        const { row } = await lockToManage(tx, by, id)
        if (row.trashed_at === null) return
        const user = row.owner_id ?? by.user
        const of = row.project_id === null ? { user } : { user, project: row.project_id }
        if (await isNameTaken(tx, row.name, of, id)) throw new Problem('name-taken', { name: row.name, of: 'folder' })
        await updateFolder(tx, id, { trashed_at: null })
        await recordDeed(tx, by, row, 'folder.restored', { user: row.owner_id })
        await tellAudience(tx, id)
      })
      return show(by, id)
    },

    async purge(by: Caller, id: string, typed: string): Promise<void> {
      await transaction(db, async (tx) => {
        const { row } = await lockToManage(tx, by, id)
        if (row.trashed_at === null) throw new Problem('folder-state', { state: 'ready' })
        if (typed !== row.name)
          throw new Problem('invalid-input', {
            errors: [{ path: 'body.name', code: 'confirmation-differs', message: 'is not the name of the folder' }],
          })
        await purge(tx, by, row)
      })
      deps.onPurged()
    },

    /** What was in the trash for as long as the site keeps it. */
    async purgeExpired(): Promise<void> {
      const { trashDays } = await settings.read()
      const before = new Date(clock.now().getTime() - trashDays * dayMs)
      for (let found = await trashedBefore(db, before); found.length > 0; found = await trashedBefore(db, before)) {
        for (const { id } of found)
          await transaction(db, async (tx) => {
            const row = await lockFolder(tx, id)
            if (row?.trashed_at && row.trashed_at < before) await purge(tx, null, row)
          })
        deps.onPurged()
      }
    },

    accessEnded,
    /** Of these leases of folders' contents, those whose right to the folder is no more. */
    async overLeases(some: readonly { readonly id: string; readonly scope: Readonly<Record<string, string>> }[]) {
      const claims = some.map(({ scope }) => ({ user: scope['user'] ?? '', folder: scope['folder'] ?? '' }))
      const granted = new Set((await readable(db, claims)).map(({ user, folder }) => `${user} ${folder}`))
      return some
        .filter((_, index) => !granted.has(`${claims[index]?.user} ${claims[index]?.folder}`))
        .map(({ id }) => id)
    },
    lockToManage,
    limitsFor,
  }
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
const noHosts = { host: '', why: 'unavailable' } as const
const asRefusal = ({
  name,
  why,
}: {
  readonly name: string
  readonly why: 'policy' | 'project' | 'unavailable' | null
}) => ({ host: name, why: why ?? 'unavailable' }) as const

const unknownInput = (path: string, message: string) =>
  new Problem('invalid-input', { errors: [{ path, code: 'unknown', message }] })

const mayManage = ({ relation, project_id }: AccessRow, { role }: Caller) =>
  role === 'superadmin' || (relation === 'owner' && project_id === null)
/** Who was let in by somebody does not see what is in that one's trash. */
const isHidden = ({ trashed_at }: AccessRow) => trashed_at !== null
