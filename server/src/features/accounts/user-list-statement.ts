/**
 * The text of a list of users, for the page and the export. Going along the index of the order finds a page's rows soon
 * where many have what the filters look for; where few have it, an index of parts of texts finds those first.
 */
import { siteRole } from '@berth/contract/accounts.ts'
import type { userSorts } from '@berth/contract/users.ts'
import { behindCursor, sortedBy } from '../../platform/database/keyset.ts'

export interface UserFilters {
  readonly active?: 'true' | 'false' | undefined
  readonly email?: string | undefined
  readonly username?: string | undefined
  readonly fullName?: string | undefined
  readonly role?: Role | undefined
  readonly twoFactor?: 'true' | 'false' | undefined
  readonly q?: string | undefined
  readonly sort?: string | undefined
}

type Role = (typeof siteRole.options)[number]
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
const searched = { email: ['u.email'], username: ['u.username'], fullName: ['u.full_name'] } as const
const textFields = { ...searched, q: Object.values(searched).flat() } as const
export type TextField = keyof typeof textFields

export const userOrder = (sort = 'email') => {
  const keys = sortedBy<SortField>(sort).map(({ field, descending }) => ({
    ...sortColumns[field],
    field: field as SortField | null,
    descending,
  }))
  // Ids go the way of the last key, so that two keys in front of them are still an index's.
  return [...keys, { sql: 'u.id', type: 'uuid', field: null, descending: keys.at(-1)?.descending ?? false }]
}

interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

export interface PageWanted {
  readonly after: readonly string[] | null
  readonly limit: number
  /** Texts that few have: see rare-texts.ts. */
  readonly rare: ReadonlySet<TextField>
}

/**
 * The ids of a page in order, with the keys of each (`k0`, `k1`, …) as texts that a cursor carries. Each index begins
 * with `active`, and an order that begins with the role goes on along the index of its next key: of each kind of user,
 * its own page is taken, and the first of all those are the page.
 */
export function pageStatement(filters: UserFilters, { after, limit, rare }: PageWanted): Statement {
  const { values, place, conditions, found } = conditionsOf(filters, rare)
  const keys = userOrder(filters.sort)
  const atMost = place(limit)
  const branch = ({ active, role }: Kind) => {
    const own = keys
      .map((key, index) => ({ ...key, index }))
      // Within one role there is nothing to sort by it.
      .filter(({ field }) => role === null || field !== 'role')
    const isBehind = () => behindCursor(own.map((key) => ({ ...key, at: `${place(after?.[key.index])}::${key.type}` })))
    const behind = after ? [role === null ? isBehind() : behindRole(keys, after, role, isBehind)] : []
    const kind = [`u.active = ${active}`, ...(role ? [`u.role COLLATE "C" = '${role}'`] : [])]
    const columns = keys.map((key, index) => `${key.sql} AS k${index}`).join(', ')
    return `(SELECT u.id, ${columns} FROM ${found ? 'found' : 'users'} u
       WHERE ${[...kind, ...conditions, ...behind].join(' AND ')} ORDER BY ${orderBy(own)} LIMIT ${atMost})`
  }
  const again = keys.map((key, index) => `k${index}${key.descending ? ' DESC' : ''}`).join(', ')
  const text = `${found ? `WITH found AS MATERIALIZED (SELECT u.* FROM users u WHERE ${found})` : ''}
    SELECT p.id, ${keys.map((_, index) => `p.k${index}::text`).join(', ')}
    FROM (${kindsOf(filters, keys).map(branch).join(' UNION ALL ')}) p ORDER BY ${again} LIMIT ${atMost}`
  return { text, values }
}

/** How many have each text, one more than `most` where it is more. */
export function countStatement(field: TextField, part: string, most: number): Statement {
  const text = `SELECT count(*)::integer AS count
    FROM (SELECT FROM users u WHERE ${anyOf(field, '$1', indexed)} LIMIT ${most + 1}) found`
  return { text, values: [part] }
}

/** The texts that the filters look for and that the index of parts can find: it knows of three letters in a row. */
export const findableTexts = (filters: UserFilters): [TextField, string][] =>
  textsOf(filters).filter(([, part]) => [...part].length >= 3)

/** All of them in order, for an export. */
export function exportStatement(filters: UserFilters, columns: string): Statement {
  const { values, conditions } = conditionsOf(filters, new Set())
  const active = filters.active ? [`u.active = ${filters.active}`] : []
  const where = [...active, ...conditions, 'true'].join(' AND ')
  return { text: `SELECT ${columns} FROM users u WHERE ${where} ORDER BY ${orderBy(userOrder(filters.sort))}`, values }
}

type Keys = ReturnType<typeof userOrder>
interface Kind {
  readonly active: 'true' | 'false'
  readonly role: Role | null
}

function kindsOf(filters: UserFilters, keys: Keys): Kind[] {
  const actives = filters.active ? [filters.active] : (['true', 'false'] as const)
  const byRole = keys.length > 2 && keys[0]?.field === 'role'
  const roles = !byRole ? [null] : filters.role ? [filters.role] : siteRole.options
  return actives.flatMap((active) => roles.map((role) => ({ active, role })))
}

/** Of the cursor's own role those behind it; of a later one all, of an earlier one none. */
function behindRole(keys: Keys, after: readonly string[], role: Role, behind: () => string): string {
  const [of = ''] = after
  if (role === of) return behind()
  return role > of !== keys[0]?.descending ? 'true' : 'false'
}

const orderBy = (keys: readonly { readonly sql: string; readonly descending: boolean }[]) =>
  keys.map((key) => `${key.sql}${key.descending ? ' DESC' : ''}`).join(', ')

/** `found`: what the index of parts is asked; `conditions`: what is checked of each row besides. */
function conditionsOf(filters: UserFilters, rare: ReadonlySet<TextField>) {
  const values: unknown[] = []
  const place = (value: unknown) => `$${values.push(value)}`
  const texts = textsOf(filters)
  const found = texts.filter(([field]) => rare.has(field)).map(([field, part]) => anyOf(field, place(part), indexed))
  const conditions = texts
    .filter(([field]) => !rare.has(field))
    .map(([field, part]) => anyOf(field, place(part), contains))
  if (filters.role) conditions.push(`u.role COLLATE "C" = ${place(filters.role)}`)
  if (filters.twoFactor === 'true') conditions.push('u.id IN (SELECT user_id FROM second_factors)')
  if (filters.twoFactor === 'false') conditions.push(`NOT ${hasSecondFactor}`)
  return { values, place, conditions, found: found.join(' AND ') }
}

const textsOf = (filters: UserFilters): [TextField, string][] =>
  (Object.keys(textFields) as TextField[]).flatMap((field): [TextField, string][] => {
    const part = field === 'q' ? filters.q?.trim() : filters[field]
    return part ? [[field, part]] : []
  })

const anyOf = (field: TextField, part: string, has: (column: string, part: string) => string) =>
  `(${textFields[field].map((column) => has(column, part)).join(' OR ')})`

/** For going along the rows. */
const contains = (column: string, part: string) => `strpos(lower(${column}), lower(${part})) > 0`

/** The same as the index of parts answers it. */
const indexed = (column: string, part: string) =>
  `lower(${column}) LIKE '%' || replace(replace(replace(lower(${part}), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'`
