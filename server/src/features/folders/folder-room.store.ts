import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'

/** Whoever takes room in a folder for something that goes on does so one after the other; nothing else waits for that. */
export const lockRoom = (tx: Transaction<Tables>, id: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended('room in ' || ${id}::text, 0))`.execute(tx)
