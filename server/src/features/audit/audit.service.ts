/**
 * The audit log (8.4): takes over what slices record with their changes, in the order in which it became true, each row
 * chained to the one before. Nobody imports this slice; it hears.
 */
import './audit.tables.ts'
import type { Insertable, Kysely, Transaction } from 'kysely'
import type { Notifications } from '../../platform/database/notifications.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { auditKind, type AuditRecord } from '../../platform/events/audit-record.ts'
import { createDurableReader, type DurableReader } from '../../platform/events/durable-reader.ts'
import { changed } from '../../platform/events/changed.ts'
import { emit, type StoredEvent } from '../../platform/events/outbox.ts'
import type { Log } from '../../platform/log/log.ts'
import { beginning, faultOf, hashOf, same, type AuditEntry, type ChainEnd } from './audit-chain.ts'
import { appendRows, knownEvents, lockHead, moveHead, readHead, rowsAfter } from './audit.store.ts'
import type { AuditLogTable } from './audit.tables.ts'

export interface AuditLogDeps {
  readonly db: Kysely<Tables>
  readonly notifications: Notifications
  readonly log: Log
}

export const createAuditLog = (deps: AuditLogDeps): Promise<DurableReader> =>
  createDurableReader({ ...deps, name: 'audit', kind: auditKind, from: 'beginning', handle: append })

/** The order of the rows is the order in which the reader gets them; nobody else writes. */
async function append(tx: Transaction<Tables>, events: readonly StoredEvent[]): Promise<void> {
  let end = await lockHead(tx)
  // After a restore elsewhere, events that are in the log may come again.
  const known = await knownEvents(
    tx,
    events.map(({ id }) => id),
  )
  const rows: Insertable<AuditLogTable>[] = []
  for (const event of events) {
    if (known.has(event.id)) continue
    const entry = entryOf(event, end.id + 1)
    const hash = hashOf(entry, end.hash)
    rows.push(rowOf(entry, end.hash, hash))
    end = { id: entry.id, hash }
  }
  if (rows.length === 0) return
  await appendRows(tx, rows)
  await moveHead(tx, end)
  // Not when it happened: whoever asks for their history now finds it there.
  const users = new Set(rows.map((row) => row.user_id ?? null).filter((user) => user !== null))
  await emit(tx, ...[...users].map((user) => changed('activity', { user })))
}

function entryOf(event: StoredEvent, id: number): AuditEntry {
  const record = event.payload as unknown as Omit<AuditRecord, 'user' | 'subject' | 'workspace'>
  return {
    id,
    event_id: event.id,
    at: event.at,
    action: record.action,
    result: record.result,
    reason: record.reason ?? null,
    actor_id: record.actor,
    user_id: event.user,
    subject: event.subject,
    name: record.name ?? null,
    workspace_id: event.workspace,
    address: record.address ?? null,
    device: record.device ?? null,
    method: record.method ?? null,
    before: record.before ?? null,
    after: record.after ?? null,
  }
}

const rowOf = (entry: AuditEntry, previous: Uint8Array, hash: Buffer): Insertable<AuditLogTable> => ({
  ...entry,
  result: entry.result as 'success' | 'failure',
  before: JSON.stringify(entry.before),
  after: JSON.stringify(entry.after),
  previous_hash: Buffer.from(previous),
  hash,
})

export interface Verdict {
  readonly rows: number
  /** The first thing that is wrong; null: every row is as it was written. */
  readonly fault: string | null
}

const pageSize = 5_000

/** Reads the whole log in order, with what is appended meanwhile. */
export async function verifyAuditLog(db: Kysely<Tables>): Promise<Verdict> {
  let end: ChainEnd = { id: 0, hash: beginning }
  for (;;) {
    const rows = await rowsAfter(db, end.id, pageSize)
    for (const row of rows) {
      const fault = faultOf(row, end)
      if (fault !== null) return { rows: end.id, fault }
      end = row
    }
    if (rows.length === pageSize) continue
    // The head moves with the rows, so one that is read after them is never behind them.
    const head = await readHead(db)
    if (head.id === end.id)
      return { rows: end.id, fault: same(head.hash, end.hash) ? null : `row ${end.id} is not the one last written` }
    if (head.id < end.id) return { rows: head.id, fault: `row ${head.id + 1} was put in` }
    if (rows.length === 0) return { rows: end.id, fault: `row ${end.id + 1} and what followed are missing` }
  }
}
