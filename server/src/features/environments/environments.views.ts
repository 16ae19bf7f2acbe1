/** Environments in the order in which they are offered, and what uses them. */
import { sql, type Kysely } from 'kysely'
import { decodeCursor, pageOf } from '../../platform/database/keyset.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { EnvironmentRow } from './environments.store.ts'

type Db = Kysely<Tables>

export interface EnvironmentQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
}

export async function listEnvironments(db: Db, query: EnvironmentQuery, { hidden }: { readonly hidden: boolean }) {
  const after =
    query.cursor === undefined
      ? null
      : decodeCursor(query.cursor, 2, (value, at) =>
          at === 0 ? Number.isInteger(value) && Math.abs(Number(value)) <= 1000 : typeof value === 'string',
        )
  const { rows } = await sql<EnvironmentRow>`
    SELECT * FROM environments
     WHERE (visible OR ${hidden})
       AND strpos(lower(name || ' ' || title || ' ' || description), lower(${query.q?.trim() ?? ''})) > 0
       AND ${after === null ? sql`true` : sql`(sort_order, name COLLATE "C") > (${after[0]}::integer, ${after[1]}::text)`}
     ORDER BY sort_order, name COLLATE "C" LIMIT ${query.limit + 1}`.execute(db)
  return pageOf(
    rows,
    query.limit,
    (row) => row,
    (row) => [row.sort_order, row.name],
  )
}

/** Sessions that wait for it or run in it. */
export async function sessionsIn(db: Db, name: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM sessions
     WHERE environment = ${name} AND status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR')`.execute(db)
  return rows[0]?.count ?? 0
}
