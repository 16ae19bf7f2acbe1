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
  readonly usedSince?: string | undefined
  readonly notUsedSince?: string | undefined
  readonly q?: string | undefined
  readonly person?: string | undefined
  readonly workspaceName?: string | undefined
  readonly label?: string | undefined
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

const sortColumns: Readonly<Record<SortField, { sql: string; type: string; from?: 'users' | 'workspaces' }>> = {
  createdAt: { sql: 'c.created_at', type: 'timestamptz' },
  lastUsedAt: { sql: `coalesce(c.last_used_at, '-infinity')`, type: 'timestamptz' },
  label: { sql: 'lower(c.label) COLLATE "C"', type: 'text' },
  policy: { sql: 'c.policy COLLATE "C"', type: 'text' },
  user: { sql: 'lower(u.email) COLLATE "C"', type: 'text', from: 'users' },
  workspace: { sql: 'lower(w.name) COLLATE "C"', type: 'text', from: 'workspaces' },
}
const joins = {
  users: 'JOIN users u ON u.id = c.user_id',
  workspaces: 'JOIN workspaces w ON w.id = c.workspace_id',
}

export const credentialOrder = (sort = '-createdAt') => {
  const keys = sortedBy<SortField>(sort).map(({ field, descending }) => ({ ...sortColumns[field], descending }))
  return [...keys, { sql: 'c.access_key COLLATE "C"', type: 'text', descending: keys.at(-1)?.descending ?? false }]
}
type Keys = ReturnType<typeof credentialOrder>

/** Sorted by what other tables say? */
export const isOfOthers = (sort: string | undefined) => credentialOrder(sort).some(({ from }) => from !== undefined)

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
  const at = keys.map((key, index) => ({ ...key, at: after ? `${place(after[index])}::${key.type}` : '' }))
  const behind = after ? [behindCursor(at)] : []
  const columns = keys.map((key, index) => `${key.sql} AS k${index}`).join(', ')
  const from = fromOf(keys)
  // Each index begins with `active`: of either kind its own page is taken, and the first of both are the page.
  const branch = (active: string) => {
    const own = [`c.active = ${active}`, ...conditions]
    if (typeof within === 'number')
      return `(SELECT ${columns} FROM (SELECT c.* FROM ${from}
        WHERE ${[...own, ...behind].join(' AND ')} ORDER BY ${orderBy(keys)} LIMIT ${within}) c
        WHERE ${[...looked, 'true'].join(' AND ')} LIMIT ${atMost})`
    const [first] = at
    // Of two tables no index knows the place of a row, but that of the first key.
    const begin =
      after && first?.from !== undefined ? [`${first.sql} ${first.descending ? '<=' : '>='} ${first.at}`] : []
    if (first?.from === 'workspaces' && keys.length === 2 && isWide(filters) && within === 'all')
      return `(SELECT ${columns} FROM workspaces w CROSS JOIN LATERAL (
          SELECT c.* FROM credentials c WHERE ${['c.workspace_id = w.id', ...own, ...behind].join(' AND ')}
           ORDER BY ${orderBy(keys.slice(1))} LIMIT ${atMost}) c
        WHERE ${[...begin, 'true'].join(' AND ')} ORDER BY ${orderBy(keys)} LIMIT ${atMost})`
    return `(SELECT ${columns} FROM ${from}
      WHERE ${[...own, ...begin, ...behind, ...looked].join(' AND ')} ORDER BY ${orderBy(keys)} LIMIT ${atMost})`
  }
  const kinds = filters.active ? [filters.active] : ['true', 'false']
  const again = keys.map((key, index) => `k${index}${key.descending ? ' DESC' : ''}`).join(', ')
  const text = `SELECT ${keys.map((_, index) => `p.k${index}::text`).join(', ')}
    FROM (${kinds.map(branch).join(' UNION ALL ')}) p ORDER BY ${again} LIMIT ${atMost}`
  return { text, values }
}

/** Does nearly every workspace have some of what is asked for? Then each gives its first, along its own index. */
const isWide = ({ user, workspace, policy, usedSince, notUsedSince, ...filters }: CredentialFilters) =>
  filters.owner === 'all' &&
  textsOf(filters).length === 0 &&
  [user, workspace, policy, usedSince, notUsedSince].every((value) => value === undefined)

const fromOf = (keys: Keys) => {
  const others = new Set(keys.flatMap(({ from }) => (from === undefined ? [] : [joins[from]])))
  return ['credentials c', ...others].join(' ')
}

/** All of them in order, for an export. */
export function exportStatement(filters: CredentialFilters, viewer: Viewer, columns: string): Statement {
  const { values, conditions, text: looked } = conditionsOf(filters, viewer, 'all')
  const active = filters.active ? [`c.active = ${filters.active}`] : []
  const text = `SELECT ${columns} FROM credentials c ${joins.users} ${joins.workspaces}
     WHERE ${[...active, ...conditions, ...looked, 'true'].join(' AND ')} ORDER BY ${orderBy(credentialOrder(filters.sort))}`
  return { text, values }
}

const texts = ['q', 'person', 'workspaceName', 'label'] as const
type TextName = (typeof texts)[number]

/** The texts that are looked for, and where. */
export const textsOf = (filters: Pick<CredentialFilters, TextName>): { name: TextName; part: string }[] =>
  texts.flatMap((name) => {
    const part = filters[name]?.trim()
    return part ? [{ name, part }] : []
  })

const labelled = (most: number) => `SELECT c.access_key FROM credentials c
  WHERE lower(c.label) LIKE $1 OR lower(c.access_key) LIKE $1 LIMIT ${most}`
const ofPerson = (most: number) => `SELECT c.access_key
  FROM (SELECT u.id FROM users u
         WHERE lower(u.email) LIKE $1 OR lower(u.username) LIKE $1 OR lower(u.full_name) LIKE $1 LIMIT ${most}) u
  JOIN credentials c ON c.user_id = u.id LIMIT ${most}`
const ofWorkspace = (most: number) => `SELECT c.access_key
  FROM (SELECT w.id FROM workspaces w WHERE lower(w.name) LIKE $1 LIMIT ${most}) w
  JOIN credentials c ON c.workspace_id = w.id LIMIT ${most}`
const found: Readonly<Record<TextName, (most: number) => string>> = {
  q: (most) => `(${labelled(most)}) UNION (${ofPerson(most)})`,
  person: ofPerson,
  workspaceName: ofWorkspace,
  label: labelled,
}

/** Those with a text in them, in their user or their workspace, one more than `most` where there are more. */
export const foundStatement = ({ name, part }: { name: TextName; part: string }, most: number): Statement => ({
  text: `SELECT f.access_key AS "accessKey" FROM (${found[name](most + 1)}) f LIMIT ${most + 1}`,
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
  const used = `coalesce(c.last_used_at, '-infinity')`
  if (filters.usedSince) conditions.push(`${used} >= ${place(new Date(filters.usedSince))}::timestamptz`)
  if (filters.notUsedSince) conditions.push(`${used} < ${place(new Date(filters.notUsedSince))}::timestamptz`)
  const text = textsOf(filters).map(({ name, part }) => contains[name](place(part)))
  if (typeof within === 'object') conditions.push(`c.access_key = ANY(${place(within)})`)
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

const has = (column: string, part: string) => `strpos(lower(${column}), lower(${part})) > 0`
const hasLabel = (part: string) => `${has('c.label', part)} OR ${has('c.access_key', part)}`
// Not EXISTS, of which PostgreSQL makes a table of all users that have it, before it has looked at one row.
const hasPerson = (part: string) =>
  `(SELECT ${['f.email', 'f.username', 'f.full_name']
    .map((column) => has(column, part))
    .join(' OR ')} FROM users f WHERE f.id = c.user_id)`
const contains: Readonly<Record<TextName, (part: string) => string>> = {
  q: (part) => `(${hasLabel(part)} OR ${hasPerson(part)})`,
  person: hasPerson,
  workspaceName: (part) => `(SELECT ${has('f.name', part)} FROM workspaces f WHERE f.id = c.workspace_id)`,
  label: (part) => `(${hasLabel(part)})`,
}
