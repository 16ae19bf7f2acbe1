/**
 * The text of a list of users, for the page and the export. Where few users have what the filters look for, an index of
 * parts of texts finds them first; where many have it, going along the index of the order finds a page's rows soon.
 */
import type { userSorts } from '@berth/contract/users.ts'
import { behindCursor, sortedBy } from '../../platform/database/keyset.ts'

export interface UserFilters {
  readonly active?: 'true' | 'false' | undefined
  readonly email?: string | undefined
  readonly username?: string | undefined
  readonly fullName?: string | undefined
  readonly role?: 'superadmin' | 'user' | undefined
  readonly twoFactor?: 'true' | 'false' | undefined
  readonly q?: string | undefined
  readonly sort?: string | undefined
}

type SortField = (typeof userSorts)[number]

// Texts sort by their lower case and bytes, so that every database and the console agree. See the indexes.
const sortColumns: Readonly<Record<SortField, { sql: string; type: string }>> = {
  email: { sql: 'lower(u.email) COLLATE "C"', type: 'text' },
  username: { sql: 'lower(u.username) COLLATE "C"', type: 'text' },
  fullName: { sql: 'lower(u.full_name) COLLATE "C"', type: 'text' },
  role: { sql: 'u.role COLLATE "C"', type: 'text' },
  createdAt: { sql: 'u.created_at', type: 'timestamptz' },
  lastSignInAt: { sql: `coalesce(u.last_sign_in_at, '-infinity')`, type: 'timestamptz' },
}

export const hasSecondFactor = 'EXISTS (SELECT FROM second_factors f WHERE f.user_id = u.id)'
const searched = { email: 'u.email', username: 'u.username', fullName: 'u.full_name' } as const

export const userOrder = (sort = 'email') => {
  const keys = sortedBy<SortField>(sort).map(({ field, descending }) => ({ ...sortColumns[field], descending }))
  // Ids go the way of the first key.
  return [...keys, { sql: 'u.id', type: 'uuid', descending: keys[0]?.descending ?? false }]
}

interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** The ids of a page in order, with the keys of each (`k0`, `k1`, …) as texts that a cursor carries. */
export function pageStatement(
  filters: UserFilters,
  { after, limit, among }: { after: readonly string[] | null; limit: number; among: readonly string[] | null },
): Statement {
  const { values, place, conditions } = filterConditions(filters)
  if (among) conditions.push(`u.id = ANY(${place(among)}::uuid[])`)
  const keys = userOrder(filters.sort)
  const behind = after
    ? [behindCursor(keys.map((key, index) => ({ ...key, at: `${place(after[index])}::${key.type}` })))]
    : []
  const order = keys.map((key) => `${key.sql}${key.descending ? ' DESC' : ''}`).join(', ')
  const atMost = place(limit)
  const branch = (active: 'true' | 'false') =>
    `(SELECT u.id, ${keys.map((key, index) => `${key.sql} AS k${index}`).join(', ')} FROM users u
       WHERE ${[`u.active = ${active}`, ...conditions, ...behind].join(' AND ')} ORDER BY ${order} LIMIT ${atMost})`
  // Each index begins with `active`: of both kinds, each has its own page, and the first of both are the page.
  const branches = filters.active ? [branch(filters.active)] : [branch('true'), branch('false')]
  const again = keys.map((key, index) => `k${index}${key.descending ? ' DESC' : ''}`).join(', ')
  const text = `SELECT p.id, ${keys.map((_, index) => `p.k${index}::text`).join(', ')}
    FROM (${branches.join(' UNION ALL ')}) p ORDER BY ${again} LIMIT ${atMost}`
  return { text, values }
}

/** More candidates than this are no help. */
export const mostCandidates = 1_500

/**
 * Who has what the texts of the filters look for, one too many when they are too many; null where the index of parts
 * cannot answer. Asked first, since going along the order instead could mean all users, when those found are its last.
 */
export function candidateStatement(filters: UserFilters): Statement | null {
  const texts = [filters.email, filters.username, filters.fullName, filters.q?.trim()]
  if (!texts.some((text) => text !== undefined && text.length >= 3)) return null
  const { values, conditions } = filterConditions({ ...filters, twoFactor: undefined, role: undefined }, indexed)
  return { text: `SELECT u.id FROM users u WHERE ${conditions.join(' AND ')} LIMIT ${mostCandidates + 1}`, values }
}

/** All of them in order, for an export. */
export function exportStatement(filters: UserFilters, columns: string): Statement {
  const { values, conditions } = filterConditions(filters)
  const active = filters.active ? [`u.active = ${filters.active}`] : []
  const where = [...active, ...conditions, 'true'].join(' AND ')
  const order = userOrder(filters.sort).map((key) => `${key.sql}${key.descending ? ' DESC' : ''}`)
  return { text: `SELECT ${columns} FROM users u WHERE ${where} ORDER BY ${order.join(', ')}`, values }
}

function filterConditions(filters: UserFilters, has = contains) {
  const anyOf = (columns: readonly string[], part: string) =>
    `(${columns.map((column) => has(column, part)).join(' OR ')})`
  const values: unknown[] = []
  const place = (value: unknown) => `$${values.push(value)}`
  const conditions: string[] = []
  for (const [name, column] of Object.entries(searched)) {
    const part = filters[name as keyof typeof searched]
    if (part) conditions.push(has(column, place(part)))
  }
  const search = filters.q?.trim()
  if (search) conditions.push(anyOf(Object.values(searched), place(search)))
  if (filters.role) conditions.push(`u.role COLLATE "C" = ${place(filters.role)}`)
  if (filters.twoFactor === 'true') conditions.push('u.id IN (SELECT user_id FROM second_factors)')
  if (filters.twoFactor === 'false') conditions.push(`NOT ${hasSecondFactor}`)
  return { values, place, conditions }
}

/** For going along the rows. */
const contains = (column: string, part: string) => `strpos(lower(${column}), lower(${part})) > 0`

/** The same as the index of parts answers it. */
const indexed = (column: string, part: string) =>
  `lower(${column}) LIKE '%' || replace(replace(replace(lower(${part}), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'`
