import type { UploadBatchState, UploadReport } from '@berth/contract/upload-batches.ts'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { ownTables } from '../../../platform/database/own-tables.ts'
import type { Tables } from '../../../platform/database/tables.ts'
import type { UploadBatchesTable } from './upload-batches.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'upload_batches'>()

export type BatchRow = Selectable<UploadBatchesTable>

/** Of those that whoever sends them may still tell of, or cancel. */
const open: readonly UploadBatchState[] = ['going', 'asking']

export const findBatch = (db: Db, id: string): Promise<BatchRow | undefined> =>
  own(db).selectFrom('upload_batches').selectAll().where('id', '=', id).executeTakeFirst()

export const lockBatch = (tx: Transaction<Tables>, id: string): Promise<BatchRow | undefined> =>
  own(tx).selectFrom('upload_batches').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export async function countOpen(db: Db, user: string): Promise<number> {
  const { count } = await own(db)
    .selectFrom('upload_batches')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', user)
    .where('state', 'in', open)
    .executeTakeFirstOrThrow()
  return count
}

/** False: it is there, begun by a request that came at the same time. */
export async function insertBatch(db: Db, row: BatchRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await own(db)
    .insertInto('upload_batches')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export const updateBatch = (db: Db, id: string, report: UploadReport, heardAt: Date) =>
  own(db)
    .updateTable('upload_batches')
    .set({ ...report, heard_at: heardAt })
    .where('id', '=', id)
    .execute()

type Ended = Pick<BatchRow, 'id' | 'user_id'>

/** What of this user goes on; nothing when it has ended. */
export const cancelBatch = (tx: Transaction<Tables>, user: string, id: string): Promise<Ended[]> =>
  own(tx)
    .updateTable('upload_batches')
    .set({ state: 'cancelled' })
    .where('id', '=', id)
    .where('user_id', '=', user)
    .where('state', 'in', open)
    .returning(['id', 'user_id'])
    .execute()

/** Those that nobody has told of since. */
export const interruptBatches = (tx: Transaction<Tables>, heardBefore: Date): Promise<Ended[]> =>
  own(tx)
    .updateTable('upload_batches')
    .set({ state: 'interrupted' })
    .where('state', 'in', open)
    .where('heard_at', '<', heardBefore)
    .returning(['id', 'user_id'])
    .execute()

export const deleteOldBatches = (db: Db, heardBefore: Date) =>
  own(db).deleteFrom('upload_batches').where('heard_at', '<', heardBefore).execute()
