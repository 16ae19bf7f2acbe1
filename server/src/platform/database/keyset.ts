/**
 * Keyset paging: a cursor is where the last page ended, so that rows that come or go in between neither repeat nor hide
 * others. It holds the last row's sort keys and its id; it is opaque to clients and checked when it comes back.
 */
import { Problem } from '../http/problem.ts'

export type CursorValue = string | number | boolean | null

export const encodeCursor = (values: readonly CursorValue[]): string =>
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
