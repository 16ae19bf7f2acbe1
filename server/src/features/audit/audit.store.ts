import type { Insertable, Kysely, Transaction } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { ChainEnd, ChainedEntry } from './audit-chain.ts'
import type { AuditLogTable } from './audit.tables.ts'

const own = ownTables<'audit_log' | 'audit_head'>()

export const lockHead = (tx: Transaction<Tables>): Promise<ChainEnd> =>
  own(tx).selectFrom('audit_head').select(['id', 'hash']).forUpdate().executeTakeFirstOrThrow()

export const readHead = (db: Kysely<Tables>): Promise<ChainEnd> =>
  own(db).selectFrom('audit_head').select(['id', 'hash']).executeTakeFirstOrThrow()

export const moveHead = (tx: Transaction<Tables>, { id, hash }: ChainEnd) =>
  own(tx)
    .updateTable('audit_head')
    .set({ id, hash: Buffer.from(hash) })
    .execute()

export const appendRows = (tx: Transaction<Tables>, rows: readonly Insertable<AuditLogTable>[]) =>
  own(tx)
    .insertInto('audit_log')
    .values([...rows])
    .execute()

/** Which of these events are in the log already? */
export const knownEvents = async (tx: Transaction<Tables>, ids: readonly number[]) =>
  new Set(
    (
      await own(tx)
        .selectFrom('audit_log')
        .select('event_id')
        .where('event_id', 'in', [...ids])
        .execute()
    ).map((row) => row.event_id),
  )

export const rowsAfter = (db: Kysely<Tables>, id: number, limit: number): Promise<ChainedEntry[]> =>
  own(db).selectFrom('audit_log').selectAll().where('id', '>', id).orderBy('id').limit(limit).execute()
