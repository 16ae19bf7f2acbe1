/**
 * A new folder. Its directories are there before its row, and made while nobody waits for this: a disk may take its time.
 * Of what comes to nothing they go again.
 */
import type { newFolder } from '@berth/contract/folders.ts'
import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { keyTaken, onceOf, type Once } from '../../platform/once.ts'
import type { Clock } from '../../platform/time.ts'
import type { Projects } from '../projects/projects.service.ts'
import type { Settings } from '../settings/settings.service.ts'
import { chooseHost, refuseHost } from './choose-host.ts'
import { recordDeed, tellAudience } from './folder-deed.ts'
import { capacityIn, claimOf, refuseOneMore, type FolderLimits } from './folder-limits.ts'
import { readFolderLimits } from './folder-limits.views.ts'
import { isNameTaken } from './folder-names.views.ts'
import { folderOfKey, insertFolder, lockFolderNames, nextQuotaProject } from './folders.store.ts'
import { knownAmong } from './folders.views.ts'
import { HostFault } from './hosts/inspect-host.ts'
import type { StorageHosts } from './hosts/storage-hosts.ts'

export type NewFolder = z.output<typeof newFolder>

export interface MakeFolderDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly hosts: StorageHosts
  readonly settings: Pick<Settings, 'read'>
  readonly projects: Pick<Projects, 'resolve' | 'show'>
}

interface Asked {
  readonly by: Caller
  readonly body: NewFolder
  readonly once: Once | null
  readonly project: { readonly id: string; readonly workspace: string }
}

/** What is on a host already. */
interface Made {
  readonly id: string
  readonly host: string
  /** Its number in quotas. */
  readonly number: number
  readonly hasQuota: boolean
}

/** Answers its id; with a key that was used before, that of the folder that was made with it. */
export async function makeFolder(
  deps: MakeFolderDeps,
  by: Caller,
  body: NewFolder,
  idempotencyKey: string | null,
): Promise<string> {
  if (body.type === 'group' && by.role !== 'superadmin') throw new Problem('not-allowed')
  const once = onceOf(by, idempotencyKey, body)
  const before = await madeWith(deps.db, once)
  if (before !== null) return before
  try {
    return await make(deps, { by, body, once, project: await projectFor(deps, by, body) })
  } catch (error) {
    // Of two that come together, one may be refused for what the other made.
    const meanwhile = await madeWith(deps.db, once).catch(() => null)
    if (meanwhile !== null) return meanwhile
    throw error
  }
}

async function make(deps: MakeFolderDeps, asked: Asked): Promise<string> {
  const { db, hosts } = deps
  const { body } = asked
  const limits = await limitsFor(deps, db, asked)
  const host = await chooseHost(hosts, body.host, limits)
  const [id, number] = [uuidv7(), await nextQuotaProject(db)]
  let mayBeKept = false
  try {
    const limit = body.type === 'group' ? (body.capacity ?? null) : capacityIn(limits)
    const hasQuota = await hosts.make(host.found, id, { project: number, limit })
    const kept = await transaction(db, async (tx) => {
      mayBeKept = false
      const there = await insertOnce(tx, deps, asked, { id, host: host.name, number, hasQuota })
      mayBeKept = there === id
      return there
    })
    if (kept !== id) await hosts.unmake(host.found, id)
    return kept
  } catch (error) {
    if (!mayBeKept) await hosts.unmake(host.found, id)
    // Where the answer to the commit was lost, the row alone says what came of it. It may still come: directories that
    // are nobody's an hour later are taken away then.
    else if ((await knownAmong(db, [id])).length > 0) return id
    if (error instanceof HostFault) throw new Problem('storage-host-refused', { host: host.name, why: 'unavailable' })
    throw error
  }
}

/** Administrators need not be in a project to make a folder of it. */
async function projectFor({ db, projects }: MakeFolderDeps, by: Caller, { type, project: wanted = '' }: NewFolder) {
  const found = type === 'group' && uuid.test(wanted) ? await projects.show(by, wanted).catch(() => null) : null
  return found ?? projects.resolve(db, by, wanted === '' ? undefined : wanted)
}

/** Refuses what policies, the site and other folders are against. */
async function limitsFor(
  { settings }: MakeFolderDeps,
  db: Kysely<Tables>,
  { by, body, project }: Asked,
): Promise<FolderLimits> {
  const isGroup = body.type === 'group'
  if (isGroup && !(await settings.read(db)).groupFolders) throw new Problem('group-folders-off')
  const limits = await readFolderLimits(db, claimOf(by, project))
  if (!isGroup) refuseOneMore(limits)
  if (await isNameTaken(db, body.name, { user: by.user, ...(isGroup ? { project: project.id } : {}) }))
    throw new Problem('name-taken', { name: body.name, of: 'folder' })
  return limits
}

/** Behind the lock everything is looked at again. Answers the id of the folder that there is now. */
async function insertOnce(tx: Transaction<Tables>, deps: MakeFolderDeps, asked: Asked, made: Made): Promise<string> {
  const { by, body, once, project } = asked
  await lockFolderNames(tx)
  const before = await madeWith(tx, once)
  if (before !== null) return before
  refuseHost(await limitsFor(deps, tx, asked), made.host)
  const isGroup = body.type === 'group'
  const about = { name: body.name, host: made.host, permission: isGroup ? (body.permission ?? 'rw') : null }
  const row = {
    ...about,
    id: made.id,
    owner_id: isGroup ? null : by.user,
    project_id: isGroup ? project.id : null,
    workspace_id: project.workspace,
    capacity: isGroup ? (body.capacity ?? null) : null,
    created_at: deps.clock.now(),
    quota_project: made.number,
    has_quota: made.hasQuota,
    idempotency_key: once?.key ?? null,
    idempotency_hash: once?.hash ?? null,
  }
  await insertFolder(tx, row)
  await recordDeed(tx, by, row, 'folder.created', { user: row.owner_id, after: { ...about, capacity: row.capacity } })
  await tellAudience(tx, row.id)
  return row.id
}

/** Null: nothing was. */
async function madeWith(db: Kysely<Tables>, once: Once | null): Promise<string | null> {
  const found = once && (await folderOfKey(db, once.key))
  if (!found) return null
  if (found.hash !== once.hash || found.purged_at !== null) throw keyTaken()
  return found.id
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
