/**
 * Keyset paging: a cursor is where the last page ended, so that rows that come or go in between neither repeat nor hide
 * others. It holds the last row's sort keys and its id; it is opaque to clients and checked when it comes back.
 */
import { Problem } from '../http/problem.ts'

export type CursorValue = string | number | boolean | null

const encodeCursor = (values: readonly CursorValue[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

/** `length` values that fit their keys, or the problem that says so: nothing else may reach the database. */
export function decodeCursor(
  cursor: string,
  length: number,
  fits: (value: CursorValue, index: number) => boolean = () => true,
): CursorValue[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(values) && values.length === length && values.every(isCursorValue) && values.every(fits))
      return values
  } catch {
    // falls through: what cannot be read is refused like what was never ours
  }
  throw new Problem('invalid-input', {
    errors: [{ path: 'query.cursor', code: 'invalid', message: 'use the nextCursor of an answer to the same list' }],
  })
}

const isCursorValue = (value: unknown): value is CursorValue =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && !value.includes('\0'))

/** Cuts the one row too many that the query asked for, and says where the next page begins. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  cursor: (row: Row) => readonly CursorValue[],
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(item), nextCursor: rows.length > limit && last ? encodeCursor(cursor(last)) : null }
}

/** One key of an order: the expression, its direction, and the place of the cursor's value (`$1::text`). */
export interface OrderKey {
  readonly sql: string
  readonly descending: boolean
  readonly at: string
}

/**
 * The condition for rows behind the cursor: one comparison of rows where all keys go one way, which an index answers;
 * else an index still answers where the first key begins.
 */
export function behindCursor(keys: readonly OrderKey[]): string {
  const compare = (descending: boolean | undefined) => (descending ? '<' : '>')
  const [first] = keys
  if (keys.every((key) => key.descending === first?.descending)) {
    const [columns, values] = [keys.map((key) => key.sql), keys.map((key) => key.at)]
    return `(${columns.join(', ')}) ${compare(first?.descending)} (${values.join(', ')})`
  }
  const steps = keys.map((key, index) =>
    [
      ...keys.slice(0, index).map((same) => `${same.sql} = ${same.at}`),
      `${key.sql} ${compare(key.descending)} ${key.at}`,
    ].join(' AND '),
  )
  const begin = first ? `${first.sql} ${compare(first.descending)}= ${first.at} AND ` : ''
  return `(${begin}(${steps.map((step) => `(${step})`).join(' OR ')}))`
}

/** The fields of `field,-field`, each once. */
export const sortedBy = <Field extends string>(sort: string): { field: Field; descending: boolean }[] =>
  sort
    .split(',')
    .map((part) => ({ field: part.replace(/^-/, '') as Field, descending: part.startsWith('-') }))
    .filter(({ field }, index, all) => all.findIndex((other) => other.field === field) === index)
