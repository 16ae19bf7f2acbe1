/** Environments in the order in which they are offered, and what uses them. */
import type { environmentSorts } from '@berth/contract/environments.ts'
import { sql, type Kysely } from 'kysely'
import { pageOf } from '../../platform/database/keyset.ts'
import { listOrder, textKey, timeKey, type KeyTexts, type ListColumns } from '../../platform/database/list-order.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { EnvironmentRow } from './environments.store.ts'

type Db = Kysely<Tables>

export interface EnvironmentQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
  readonly sort?: string | undefined
}

const columns: ListColumns<(typeof environmentSorts)[number]> = {
  fields: {
    order: { sql: 'e.sort_order', type: 'integer' },
    name: { sql: 'e.name COLLATE "C"', type: 'text' },
    title: textKey('e.title'),
    createdAt: timeKey('e.created_at'),
    updatedAt: timeKey('e.updated_at'),
  },
  id: { sql: 'e.name COLLATE "C"', type: 'text' },
}

export async function listEnvironments(db: Db, query: EnvironmentQuery, { hidden }: { readonly hidden: boolean }) {
  const order = listOrder(columns, query.sort ?? 'order', query.cursor)
  const { rows } = await sql<EnvironmentRow & KeyTexts>`
    SELECT e.*, ${order.keys} FROM environments e
     WHERE (e.visible OR ${hidden})
       AND strpos(lower(e.name || ' ' || e.title || ' ' || e.description), lower(${query.q?.trim() ?? ''})) > 0
       AND ${order.behind}
     ORDER BY ${order.by} LIMIT ${query.limit + 1}`.execute(db)
  return pageOf(rows, query.limit, (row): EnvironmentRow => row, order.cursorOf)
}

/** Sessions that wait for it or run in it. */
export async function sessionsIn(db: Db, name: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM sessions
     WHERE environment = ${name} AND status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR')`.execute(db)
  return rows[0]?.count ?? 0
}
