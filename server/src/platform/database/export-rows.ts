/** Rows as CSV, read with a cursor of the database: a million rows need no more memory than a thousand. */
import { Readable } from 'node:stream'
import type pg from 'pg'
import { byteOrderMark, csvRecord } from '../csv.ts'

const rowsAtOnce = 1_000
/** However slowly it is read: longer than this, and the connection is needed for others. */
const longestMs = 10 * 60_000

export interface ExportStatement {
  /** Selects the columns in their order. */
  readonly text: string
  readonly values: readonly unknown[]
  /** What becomes of a row before it is written. */
  readonly shown?: (row: readonly unknown[]) => Cell[]
}
type Cell = string | number | boolean | null

export const exportRows = (pool: pg.Pool, columns: readonly string[], statement: ExportStatement): Readable =>
  Readable.from(records(pool, columns, statement), { objectMode: false, highWaterMark: 256 * 1024 })

async function* records(pool: pg.Pool, columns: readonly string[], { text, values, shown }: ExportStatement) {
  const client = await pool.connect()
  const until = Date.now() + longestMs
  try {
    await client.query('BEGIN READ ONLY ISOLATION LEVEL REPEATABLE READ')
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0')
    await client.query(`DECLARE exported NO SCROLL CURSOR FOR ${text}`, [...values])
    yield byteOrderMark + csvRecord(columns)
    for (;;) {
      const { rows } = await client.query<Cell[]>({
        text: `FETCH ${rowsAtOnce} FROM exported`,
        rowMode: 'array',
      })
      if (rows.length > 0) yield rows.map((row) => csvRecord(shown?.(row) ?? row)).join('')
      if (rows.length < rowsAtOnce) return
      if (Date.now() > until) throw new Error('The export was read too slowly')
    }
  } finally {
    await client.query('ROLLBACK').then(
      () => client.release(),
      (error: Error) => client.release(error),
    )
  }
}

/** A time as the API writes it. */
export const utcText = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
