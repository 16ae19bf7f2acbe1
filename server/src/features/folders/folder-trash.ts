/** Folders thrown away, taken back, and deleted for ever. */
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import type { Clock } from '../../platform/time.ts'
import type { Settings } from '../settings/settings.service.ts'
import { recordDeed, tell, tellAudience } from './folder-deed.ts'
import { isNameTaken } from './folder-names.views.ts'
import { forgetPurged, lockFolder, lockFolderNames, updateFolder } from './folders.store.ts'
import { audienceOf, sessionsMounting, trashedBefore } from './folders.views.ts'
import { lockToManage } from './lock-to-manage.ts'

export interface FolderTrashDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly settings: Pick<Settings, 'read'>
  readonly leases: Pick<Leases, 'revoke'>
  /** Something was purged: it can be taken off its host. */
  readonly onPurged: () => void
}

const dayMs = 86_400_000

export function createFolderTrash({ db, clock, settings, leases, onPurged }: FolderTrashDeps) {
  const purge = async (
    tx: Transaction<Tables>,
    by: Caller | null,
    row: Awaited<ReturnType<typeof lockFolder>> & object,
  ) => {
    const audience = await audienceOf(tx, row.id)
    await updateFolder(tx, row.id, { purged_at: clock.now() })
    await forgetPurged(tx, row.id)
    await recordDeed(tx, by, row, 'folder.purged', { user: row.owner_id })
    await tell(tx, audience)
  }

  return {
    /** Sessions that are admitted at the same time hold its row, so they are seen here, or see that it is gone. */
    trash: (by: Caller, id: string): Promise<void> =>
      transaction(db, async (tx) => {
        const row = await lockToManage(tx, by, id)
        if (row.trashed_at !== null) return
        const [first, ...others] = await sessionsMounting(tx, id)
        if (first) throw new Problem('folder-in-use', { session: first.id, name: first.name, count: others.length + 1 })
        await updateFolder(tx, id, { trashed_at: clock.now() })
        await leases.revoke(tx, { folder: id }, 'folder-trashed')
        await recordDeed(tx, by, row, 'folder.trashed', { user: row.owner_id })
        await tellAudience(tx, id)
      }),

    /** By its name again, which is theirs too whom it was shared with. */
    restore: (by: Caller, id: string): Promise<void> =>
      transaction(db, async (tx) => {
        await lockFolderNames(tx)
        const row = await lockToManage(tx, by, id)
        if (row.trashed_at === null) return
        const users = { user: row.owner_id ?? by.user, project: row.project_id ?? undefined, folder: id }
        if (await isNameTaken(tx, row.name, users, id))
          throw new Problem('name-taken', { name: row.name, of: 'folder' })
        await updateFolder(tx, id, { trashed_at: null })
        await recordDeed(tx, by, row, 'folder.restored', { user: row.owner_id })
        await tellAudience(tx, id)
      }),

    async purge(by: Caller, id: string, typed: string): Promise<void> {
      await transaction(db, async (tx) => {
        const row = await lockToManage(tx, by, id)
        if (row.trashed_at === null) throw new Problem('folder-state', { state: 'ready' })
        if (typed !== row.name)
          throw new Problem('invalid-input', {
            errors: [{ path: 'body.name', code: 'confirmation-differs', message: 'is not the name of the folder' }],
          })
        await purge(tx, by, row)
      })
      onPurged()
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
        onPurged()
      }
    },
  }
}
