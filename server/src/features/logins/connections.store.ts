import type { Insertable, Kysely } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { ConnectionRequestsTable } from './logins.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'connection_requests'>()

export const insertRequest = (db: Db, row: Insertable<ConnectionRequestsTable>) =>
  own(db).insertInto('connection_requests').values(row).execute()

/** Requests that nobody answered or collected are worth nothing once they expired. */
export const deleteExpired = (db: Db, now: Date) =>
  own(db).deleteFrom('connection_requests').where('expires_at', '<', now).execute()

export const countOpenFrom = async (db: Db, address: string, now: Date) =>
  (
    await own(db)
      .selectFrom('connection_requests')
      .select((count) => count.fn.countAll<number>().as('open'))
      .where('address', '=', address)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow()
  ).open

export const openByUserCode = (db: Db, userCode: string, now: Date) =>
  own(db)
    .selectFrom('connection_requests')
    .selectAll()
    .where('user_code', '=', userCode)
    .where('expires_at', '>', now)
    .where('answered_by', 'is', null)
    .executeTakeFirst()

export const answerRequest = async (db: Db, id: string, user: string, approved: boolean) =>
  (await own(db)
    .updateTable('connection_requests')
    .set({ answered_by: user, approved })
    .where('id', '=', id)
    .where('answered_by', 'is', null)
    .returning('id')
    .executeTakeFirst()) !== undefined

/** Locks the row, so that a token is handed out once however often it is asked for at the same time. */
export const lockByDevice = (db: Db, deviceHash: Buffer, now: Date) =>
  own(db)
    .selectFrom('connection_requests')
    .selectAll()
    .where('device_hash', '=', deviceHash)
    .where('expires_at', '>', now)
    .where('collected_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()

export const markCollected = (db: Db, id: string, at: Date) =>
  own(db).updateTable('connection_requests').set({ collected_at: at }).where('id', '=', id).execute()
