/**
 * The text of a list of credentials, for the page and the export: along the index of its order where many have what is
 * looked for, through the few found first where few have.
 */
import type { credentialSorts } from '@berth/contract/credentials.ts'
import { behindCursor, sortedBy } from '../../platform/database/keyset.ts'

export interface CredentialFilters {
  readonly owner: 'me' | 'all'
  readonly active?: 'true' | 'false' | undefined
  readonly main?: 'true' | 'false' | undefined
  readonly user?: string | undefined
  readonly workspace?: string | undefined
  readonly policy?: string | undefined
  readonly q?: string | undefined
  readonly sort?: string | undefined
}

/** Whose they may see: their own, those of workspaces that they administer, or all. */
export interface Viewer {
  readonly user: string
  readonly role: 'superadmin' | 'user'
  /** Acting in one workspace only. */
  readonly workspace: string | null
}

type SortField = (typeof credentialSorts)[number]

const sortColumns: Readonly<Record<SortField, { sql: string; type: string }>> = {
  createdAt: { sql: 'c.created_at', type: 'timestamptz' },
  lastUsedAt: { sql: `coalesce(c.last_used_at, '-infinity')`, type: 'timestamptz' },
  label: { sql: 'lower(c.label) COLLATE "C"', type: 'text' },
  policy: { sql: 'c.policy COLLATE "C"', type: 'text' },
}

export const credentialOrder = (sort = '-createdAt') => {
  const keys = sortedBy<SortField>(sort).map(({ field, descending }) => ({ ...sortColumns[field], descending }))
  return [...keys, { sql: 'c.access_key COLLATE "C"', type: 'text', descending: keys.at(-1)?.descending ?? false }]
}

interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

export interface PageWanted {
  readonly viewer: Viewer
  readonly after: readonly string[] | null
  readonly limit: number
  /**
   * Where a text is looked for: among the few that have it, among so many at the beginning of the order (which decides
   * only where it fills the page), or along all.
   */
  readonly within: readonly string[] | number | 'all'
}

/** The access keys of a page in order, with the keys of each (`k0`, `k1`, …) as texts that a cursor carries. */
export function pageStatement(filters: CredentialFilters, { viewer, after, limit, within }: PageWanted): Statement {
  const { values, place, conditions, text: looked } = conditionsOf(filters, viewer, within)
  const keys = credentialOrder(filters.sort)
  const atMost = place(limit)
  const behind = after
    ? [behindCursor(keys.map((key, index) => ({ ...key, at: `${place(after[index])}::${key.type}` })))]
    : []
  const columns = keys.map((key, index) => `${key.sql} AS k${index}`).join(', ')
  // Each index begins with `active`: of either kind its own page is taken, and the first of both are the page.
  const branch = (active: string) => {
    const where = [`c.active = ${active}`, ...conditions, ...behind]
    if (typeof within !== 'number')
      return `(SELECT ${columns} FROM credentials c
        WHERE ${[...where, ...looked].join(' AND ')} ORDER BY ${orderBy(keys)} LIMIT ${atMost})`
    return `(SELECT ${columns} FROM (SELECT c.* FROM credentials c
        WHERE ${where.join(' AND ')} ORDER BY ${orderBy(keys)} LIMIT ${within}) c
        WHERE ${[...looked, 'true'].join(' AND ')} LIMIT ${atMost})`
  }
  const kinds = filters.active ? [filters.active] : ['true', 'false']
  const again = keys.map((key, index) => `k${index}${key.descending ? ' DESC' : ''}`).join(', ')
  const text = `SELECT ${keys.map((_, index) => `p.k${index}::text`).join(', ')}
    FROM (${kinds.map(branch).join(' UNION ALL ')}) p ORDER BY ${again} LIMIT ${atMost}`
  return { text, values }
}

/** All of them in order, for an export. */
export function exportStatement(filters: CredentialFilters, viewer: Viewer, columns: string): Statement {
  const { values, conditions, text: looked } = conditionsOf(filters, viewer, 'all')
  const active = filters.active ? [`c.active = ${filters.active}`] : []
  const text = `SELECT ${columns} FROM credentials c JOIN users u ON u.id = c.user_id
      JOIN workspaces w ON w.id = c.workspace_id
     WHERE ${[...active, ...conditions, ...looked, 'true'].join(' AND ')} ORDER BY ${orderBy(credentialOrder(filters.sort))}`
  return { text, values }
}

/** Those with a text in them or in their user, one more than `most` where there are more. */
export const foundStatement = (part: string, most: number): Statement => ({
  text: `SELECT f.access_key AS "accessKey" FROM (
    (SELECT c.access_key FROM credentials c WHERE lower(c.label) LIKE $1 OR lower(c.access_key) LIKE $1
      LIMIT ${most + 1})
    UNION
    (SELECT c.access_key
       FROM (SELECT u.id FROM users u
              WHERE lower(u.email) LIKE $1 OR lower(u.username) LIKE $1 OR lower(u.full_name) LIKE $1
              LIMIT ${most + 1}) u
       JOIN credentials c ON c.user_id = u.id LIMIT ${most + 1})) f
    LIMIT ${most + 1}`,
  values: [`%${part.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`],
})

const orderBy = (keys: readonly { readonly sql: string; readonly descending: boolean }[]) =>
  keys.map((key) => `${key.sql}${key.descending ? ' DESC' : ''}`).join(', ')

function conditionsOf(filters: CredentialFilters, viewer: Viewer, within: PageWanted['within']) {
  const values: unknown[] = []
  const place = (value: unknown) => `$${values.push(value)}`
  const conditions = visibleTo(filters.owner, viewer, place)
  if (filters.main) conditions.push(`c.main = ${filters.main}`)
  if (filters.user) conditions.push(`c.user_id = ${place(filters.user)}`)
  if (filters.workspace) conditions.push(`c.workspace_id = ${place(filters.workspace)}`)
  if (filters.policy) conditions.push(`c.policy = ${place(filters.policy)}`)
  const q = filters.q?.trim()
  const text = q ? [typeof within === 'object' ? `c.access_key = ANY(${place(within)})` : contains(place(q))] : []
  return { values, place, conditions, text }
}

function visibleTo(owner: 'me' | 'all', viewer: Viewer, place: (value: unknown) => string): string[] {
  const bound = viewer.workspace === null ? [] : [`c.workspace_id = ${place(viewer.workspace)}`]
  if (owner === 'me') return [`c.user_id = ${place(viewer.user)}`, ...bound]
  if (viewer.role === 'superadmin') return bound
  const me = place(viewer.user)
  const administered = `SELECT m.workspace_id FROM members m WHERE m.user_id = ${me} AND m.role = 'admin'`
  return [`(c.user_id = ${me} OR c.workspace_id IN (${administered}))`, ...bound]
}

const contains = (part: string) => {
  const has = (column: string) => `strpos(lower(${column}), lower(${part})) > 0`
  // Not EXISTS, of which PostgreSQL makes a table of all users that have it, before it has looked at one row.
  const user = `(SELECT ${['f.email', 'f.username', 'f.full_name'].map(has).join(' OR ')}
    FROM users f WHERE f.id = c.user_id)`
  return `(${has('c.label')} OR ${has('c.access_key')} OR ${user})`
}
