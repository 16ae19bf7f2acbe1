/**
 * Files that people upload together, as their pages tell how far they are: kept, so that every page and device of theirs
 * shows it, also when the page that sends them is gone. Notifications hear of each change.
 */
import './upload-batches.tables.ts'
import type { UploadBatchState, UploadReport } from '@berth/contract/upload-batches.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'
import { transaction } from '../../../platform/database/transaction.ts'
import { emit } from '../../../platform/events/outbox.ts'
import type { Caller } from '../../../platform/http/caller.ts'
import { Problem } from '../../../platform/http/problem.ts'
import type { Clock } from '../../../platform/time.ts'
import type { FolderAccess } from '../folders.access.ts'
import {
  cancelBatch,
  countOpen,
  deleteOldBatches,
  findBatch,
  insertBatch,
  interruptBatches,
  lockBatch,
  updateBatch,
  type BatchRow,
} from './upload-batches.store.ts'

/** To its user, with its id: it has begun, come further or ended. */
export const uploadReported = 'upload-batch.reported'

/** Of one person, at one time. */
const mostOpen = 100
/** A page that nobody looks at may speak once a minute. */
const silentMs = 3 * 60_000
const keptMs = 30 * 86_400_000

export interface UploadBatchesDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly access: Pick<FolderAccess, 'open'>
}

export type UploadBatches = ReturnType<typeof createUploadBatches>

const tell = (tx: Transaction<Tables>, some: readonly Pick<BatchRow, 'id' | 'user_id'>[]) =>
  emit(tx, ...some.map(({ id, user_id: user }) => ({ kind: uploadReported, subject: id, user })))

/** What was cancelled or done stays so; what failed may be tried again, and what was silent may speak again. */
const isOver = ({ state }: BatchRow) => state === 'cancelled' || state === 'done'

const isNews = (row: BatchRow, report: UploadReport) =>
  (Object.keys(report) as (keyof UploadReport)[]).some((name) => row[name] !== report[name])

export function createUploadBatches({ db, clock, access }: UploadBatchesDeps) {
  const begin = async (caller: Caller, folder: string, id: string, report: UploadReport): Promise<void> => {
    const { name } = await access.open(caller, folder, 'rw')
    const now = clock.now()
    await transaction(db, async (tx) => {
      if ((await countOpen(tx, caller.user)) >= mostOpen) throw new Problem('too-many-uploads', { limit: mostOpen })
      const row = { id, user_id: caller.user, folder_id: folder, folder_name: name, started_at: now, heard_at: now }
      if (await insertBatch(tx, { ...row, ...report })) await tell(tx, [row])
    })
  }

  return {
    /** How it stands after it. The right to the folder is asked for once: that it was taken away may be the news. */
    async report(caller: Caller, folder: string, id: string, report: UploadReport): Promise<UploadBatchState> {
      const known = await findBatch(db, id)
      if (!known) await begin(caller, folder, id, report)
      return transaction(db, async (tx) => {
        const row = await lockBatch(tx, id)
        if (!row || row.user_id !== caller.user || row.folder_id !== folder) throw new Problem('not-found')
        if (isOver(row)) return row.state
        await updateBatch(tx, id, report, clock.now())
        if (isNews(row, report)) await tell(tx, [row])
        return report.state
      })
    },

    /** Whoever sends it learns it with its next report. */
    cancel: (user: string, id: string): Promise<void> =>
      transaction(db, async (tx) => tell(tx, await cancelBatch(tx, user, id))),

    /** Those that nobody tells of any more. */
    interrupt: (): Promise<void> =>
      transaction(db, async (tx) => tell(tx, await interruptBatches(tx, new Date(clock.now().getTime() - silentMs)))),

    forgetOld: () => deleteOldBatches(db, new Date(clock.now().getTime() - keptMs)),
  }
}
