/** What people see of the audit log: the rows about themselves. */
import type { activitySorts, loginHistorySorts } from '@berth/contract/my-account.ts'
import { sql, type Kysely } from 'kysely'
import { pageOf } from '../../platform/database/keyset.ts'
import { listOrder, textKey } from '../../platform/database/list-order.ts'
import type { KeyTexts, ListColumns, ListKey, ListOrder } from '../../platform/database/list-order.ts'
import type { Tables } from '../../platform/database/tables.ts'

type Db = Kysely<Tables>

interface Query {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
  readonly sort?: string | undefined
}

interface Row {
  readonly id: number
  readonly at: Date
  readonly action: string
  readonly by: string | null
  readonly address: string | null
  readonly device: string | null
  readonly method: string | null
  readonly result: 'success' | 'failure'
  readonly reason: string | null
  readonly name: string | null
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
}

const by = `coalesce(nullif(actor.full_name, ''), actor.username)`
/** Entries are written one after the other, so their ids are in the order of their times. */
const id: ListKey = { sql: 'a.id', type: 'bigint' }
const maybe = (column: string) => textKey(`coalesce(${column}, '')`)
const historyColumns: ListColumns<(typeof loginHistorySorts)[number]> = {
  fields: { at: id, result: textKey('a.result'), method: maybe('a.method'), address: maybe('a.address') },
  id,
}
const activityColumns: ListColumns<(typeof activitySorts)[number]> = {
  fields: { at: id, action: textKey('a.action'), by: maybe(by), address: maybe('a.address') },
  id,
}

/** A search looks at what is shown as text. */
async function rowsAbout(db: Db, user: string, query: Query, order: ListOrder, kind: 'sign-in' | null) {
  const search = query.q?.trim() ?? ''
  const { rows } = await sql<Row & KeyTexts>`
    SELECT a.id, a.at, a.action, ${sql.raw(by)} AS by, a.address, a.device,
           a.method, a.result, a.reason, a.name, a.before, a.after, ${order.keys}
      FROM audit_log a LEFT JOIN users actor ON actor.id = a.actor_id
     WHERE a.user_id = ${user} AND ${kind === null ? sql`true` : sql`a.action = ${sql.lit(kind)}`}
       AND ${order.behind}
       AND ${
         search === ''
           ? sql`true`
           : sql`strpos(lower(concat_ws(' ', a.action, a.address, a.device, a.method, a.reason,
                   actor.username, actor.full_name)), lower(${search})) > 0`
       }
     ORDER BY ${order.by} LIMIT ${query.limit + 1}`.execute(db)
  return rows
}

/** The newest first, unless asked otherwise. */
export async function activityOf(db: Db, user: string, query: Query) {
  const order = listOrder(activityColumns, query.sort ?? '-at', query.cursor)
  return pageOf(await rowsAbout(db, user, query, order, null), query.limit, activity, order.cursorOf)
}

export async function signInsOf(db: Db, user: string, query: Query) {
  const order = listOrder(historyColumns, query.sort ?? '-at', query.cursor)
  return pageOf(await rowsAbout(db, user, query, order, 'sign-in'), query.limit, signIn, order.cursorOf)
}

const signIn = ({ id, at, address, device, method, result, reason }: Row) => ({
  id,
  at: at.toISOString(),
  address,
  device,
  method,
  result,
  reason,
})

const activity = ({ id, at, action, by, address, result, reason, ...rest }: Row) => {
  const { device, method, name, before, after } = rest
  const detail = Object.entries({ device, method, name, before, after }).filter(([, value]) => value !== null)
  return { id, at: at.toISOString(), action, by, address, result, reason, detail: Object.fromEntries(detail) }
}
