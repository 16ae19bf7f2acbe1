/**
 * The order that a request names for a list, over pages: the row's own id comes last, so that rows that are alike by
 * what was asked for have one order, too. For lists that the database may sort as they are asked for.
 */
import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, sortedBy, type CursorValue } from './keyset.ts'

/** An expression, and the type that a cursor's text is read as. */
export interface ListKey {
  readonly sql: string
  readonly type: 'text' | 'timestamptz' | 'integer' | 'bigint' | 'boolean' | 'uuid'
}

export interface ListColumns<Field extends string> {
  readonly fields: Readonly<Record<Field, ListKey>>
  /** Upwards before all that is asked for. */
  readonly first?: ListKey
  /** No two rows have the same. */
  readonly id: ListKey
}

/** The row's keys, as texts. */
export type KeyTexts = Readonly<Record<`k${number}`, string>>

export interface ListOrder {
  /** Further columns of the row, for the cursor of the next page. */
  readonly keys: RawBuilder<unknown>
  /** Rows of the page that the cursor begins. */
  readonly behind: RawBuilder<boolean>
  readonly by: RawBuilder<unknown>
  readonly cursorOf: (row: KeyTexts) => string[]
}

/** Texts sort by their lower case and bytes, so that every database and the console agree. */
export const textKey = (column: string): ListKey => ({ sql: `lower(${column}) COLLATE "C"`, type: 'text' })
/** What never was comes before all that was. */
export const timeKey = (column: string): ListKey => ({ sql: `coalesce(${column}, '-infinity')`, type: 'timestamptz' })

export function listOrder<Field extends string>(
  { fields, first, id }: ListColumns<Field>,
  sort: string,
  cursor: string | undefined,
): ListOrder {
  const asked = sortedBy<Field>(sort).map(({ field, descending }) => ({ ...fields[field], descending }))
  const all = [
    ...(first === undefined ? [] : [{ ...first, descending: false }]),
    ...asked,
    { ...id, descending: asked.at(-1)?.descending ?? false },
  ]
  // nothing that is sorted behind the id matters
  const keys = all.slice(0, all.findIndex((key) => key.sql === id.sql) + 1)
  const fits = (value: CursorValue, index: number) =>
    typeof value === 'string' && forms[keys[index]?.type ?? 'uuid'].test(value)
  const after = cursor === undefined ? null : decodeCursor(cursor, keys.length, fits)
  const compare = (index: number, sign: string) =>
    sql`${sql.raw(`(${keys[index]?.sql}) ${sign}`)} ${after?.[index]}::${sql.raw(keys[index]?.type ?? 'text')}`
  const steps = keys.map(({ descending }, index) => {
    const same = keys.slice(0, index).map((_, before) => compare(before, '='))
    return sql`(${sql.join([...same, compare(index, descending ? '<' : '>')], sql` AND `)})`
  })
  return {
    keys: sql.raw(keys.map((key, index) => `(${key.sql})::text AS k${index}`).join(', ')),
    behind: after === null ? sql`true` : sql`(${sql.join(steps, sql` OR `)})`,
    by: sql.raw(keys.map((key) => `${key.sql}${key.descending ? ' DESC' : ''}`).join(', ')),
    cursorOf: (row) => keys.map((_, index) => row[`k${index}`] ?? ''),
  }
}

/** As PostgreSQL writes them: nothing else may reach it. */
const forms: Readonly<Record<ListKey['type'], RegExp>> = {
  text: /^.{0,300}$/su,
  timestamptz: /^(-infinity|[12]\d{3}-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,6})?[+-][01]\d(:[0-5]\d){0,2})$/,
  integer: /^-?\d{1,9}$/,
  bigint: /^-?\d{1,18}$/,
  boolean: /^(true|false)$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
}
