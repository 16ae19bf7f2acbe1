/** What administrators see of policies, and what a change of one would mean. */
import type { Readable } from 'node:stream'
import type { OverLimit, PolicyColumn, PolicyLimits, policySorts } from '@berth/contract/policies.ts'
import type { PolicyUse } from '@berth/contract/problems.ts'
import { finishedStatuses, heldStatuses } from '@berth/contract/session-states.ts'
import { sql, type Kysely } from 'kysely'
import type pg from 'pg'
import { exportRows, utcText } from '../../platform/database/export-rows.ts'
import { behindCursor, decodeCursor, pageOf, sortedBy, type CursorValue } from '../../platform/database/keyset.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { representation, type PolicyRow } from './policy-columns.ts'

export interface PolicyFilters {
  readonly q?: string | undefined
  readonly sort?: string | undefined
}

export interface PolicyQuery extends PolicyFilters {
  readonly limit: number
  readonly cursor?: string | undefined
}

type SortField = (typeof policySorts)[number]
interface SortColumn {
  readonly column: string
  readonly sql: string
  readonly type: string
  readonly form: RegExp
}

/** What is unlimited is the most (as 0022_sorted_limits.sql indexes it). */
const limit = (column: string, type: 'integer' | 'bigint'): SortColumn => ({
  column: `p.${column}`,
  sql: `coalesce(p.${column}, ${type === 'bigint' ? '9223372036854775807' : '2147483647'})`,
  type,
  // Of the numbers that the type has.
  form: type === 'bigint' ? /^\d{1,18}$|^9223372036854775807$/ : /^\d{1,9}$|^2147483647$/,
})

const sortColumns: Readonly<Record<SortField, SortColumn>> = {
  name: { column: 'p.name', sql: 'p.name COLLATE "C"', type: 'text', form: /^.{0,64}$/su },
  cpu: limit('cpu_tenths', 'integer'),
  memory: limit('memory', 'bigint'),
  gpu: limit('gpus', 'integer'),
  gpuShares: limit('gpu_share_tenths', 'integer'),
  concurrentSessions: limit('concurrent_sessions', 'integer'),
  createdAt: {
    column: 'p.created_at',
    sql: 'p.created_at',
    type: 'timestamptz',
    // As PostgreSQL writes it.
    form: /^[12]\d{3}-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,6})?[+-][01]\d(:[0-5]\d){0,2}$/,
  },
}

/** Names are unique, so nothing that is sorted behind them matters. */
function orderOf(sort = 'name') {
  const keys = sortedBy<SortField>(sort)
  const until = keys.findIndex(({ field }) => field === 'name')
  const descending = keys.at(-1)?.descending ?? false
  const used = until === -1 ? [...keys, { field: 'name' as const, descending }] : keys.slice(0, until + 1)
  return used.map((key) => ({ ...sortColumns[key.field], descending: key.descending }))
}
const orderBy = (keys: ReturnType<typeof orderOf>) =>
  keys.map((key) => `${key.sql}${key.descending ? ' DESC' : ''}`).join(', ')

const contains = (place: string) => `strpos(lower(p.name), lower(${place})) > 0`

/** Of more than this, a page is found sooner by going along its order. */
const few = 5_000

/** The names with a text in them, where few have it; null: many do. */
async function fewWith(pool: pg.Pool, part: string): Promise<string[] | null> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT p.name FROM policies p WHERE lower(p.name) LIKE $1 LIMIT ${few + 1}`,
    [`%${part.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`],
  )
  return rows.length > few ? null : rows.map(({ name }) => name)
}

/** A text that many have fills a page among so many at the beginning of the order. */
const walked = 1_000

/** First the names of the page, which the indexes know by themselves, then what is shown of them. */
export async function listPolicies(pool: pg.Pool, query: PolicyQuery) {
  const q = query.q?.trim()
  const full = query.limit + 1
  let rows = await pageOfPolicies(pool, query, q ? walked : 'all')
  if (q && rows.length < full) rows = await pageOfPolicies(pool, query, (await fewWith(pool, q)) ?? 'all')
  const keys = orderOf(query.sort)
  return pageOf(rows, query.limit, representation, (row) => keys.map((_, index) => row[`k${index}`] ?? ''))
}

async function pageOfPolicies(pool: pg.Pool, query: PolicyQuery, within: readonly string[] | number | 'all') {
  const keys = orderOf(query.sort)
  const values: unknown[] = []
  const place = (value: unknown) => `$${values.push(value)}`
  const conditions = ['true']
  if (query.cursor !== undefined) {
    const fits = (value: CursorValue, index: number) =>
      typeof value === 'string' && (keys[index]?.form ?? /^$/).test(value)
    const after = decodeCursor(query.cursor, keys.length, fits)
    conditions.push(behindCursor(keys.map((key, index) => ({ ...key, at: `${place(after[index])}::${key.type}` }))))
  }
  const q = query.q?.trim()
  const text = !q ? 'true' : typeof within === 'object' ? `p.name = ANY(${place(within)})` : contains(place(q))
  if (typeof within !== 'number') conditions.push(text)
  const columns = [...new Set(['p.name', ...keys.map((key) => key.column)])].join(', ')
  const inOrder = `SELECT ${columns} FROM policies p WHERE ${conditions.join(' AND ')} ORDER BY ${orderBy(keys)}`
  const limit = `LIMIT ${place(query.limit + 1)}`
  const page =
    typeof within === 'number'
      ? `SELECT * FROM (${inOrder} LIMIT ${within}) p WHERE ${text} ${limit}`
      : `${inOrder} ${limit}`
  const { rows } = await pool.query<PolicyRow & Record<string, string>>(
    `SELECT p.*, ${keys.map((key, index) => `(${key.sql})::text AS k${index}`).join(', ')}
       FROM (${page}) page JOIN policies p USING (name) ORDER BY ${orderBy(keys)}`,
    values,
  )
  return rows
}

/** By the names that the API uses. */
const columnsSql: Readonly<Record<PolicyColumn, string>> = {
  name: 'p.name',
  cpu: 'trim_scale(p.cpu_tenths / 10.0)',
  memory: 'p.memory',
  gpu: 'p.gpus',
  gpuShares: 'trim_scale(p.gpu_share_tenths / 10.0)',
  containersPerSession: 'p.containers_per_session',
  idleTimeout: 'p.idle_timeout',
  maxSessionLifetime: 'p.max_session_lifetime',
  concurrentSessions: 'p.concurrent_sessions',
  pendingSessions: 'p.pending_sessions',
  storageHosts: `array_to_string(p.storage_hosts, ' ')`,
  folderCapacity: 'p.folder_capacity',
  maxFolders: 'p.max_folders',
  createdAt: utcText('p.created_at'),
  updatedAt: utcText('p.updated_at'),
}

export function exportPolicies(pool: pg.Pool, { q, sort }: PolicyFilters, columns: readonly PolicyColumn[]): Readable {
  const part = q?.trim()
  return exportRows(pool, columns, {
    text: `SELECT ${columns.map((name) => `${columnsSql[name]} AS "${name}"`).join(', ')}
             FROM policies p ${part ? `WHERE ${contains('$1')}` : ''} ORDER BY ${orderBy(orderOf(sort))}`,
    values: part ? [part] : [],
  })
}

/** What keeps a policy from being deleted: credentials that are not revoked, whether or not their users are active. */
export async function usesOf(
  tx: Kysely<Tables>,
  name: string,
  most: number,
): Promise<{ count: number; some: PolicyUse[] }> {
  const { rows } = await sql<PolicyUse & { count: number }>`
    SELECT c.access_key AS credential, c.label, u.email AS "user", u.active, (count(*) OVER ())::integer AS count
      FROM credentials c JOIN users u ON u.id = c.user_id
     WHERE c.policy = ${name} AND c.revoked_at IS NULL
     ORDER BY u.active DESC, lower(u.email), c.access_key LIMIT ${most}`.execute(tx)
  const some = rows.map(({ credential, label, user, active }) => ({ credential, label, user, active }))
  return { count: rows[0]?.count ?? 0, some }
}

const words = (statuses: readonly string[]) => statuses.map((status) => `'${status}'`).join(', ')

interface UsageRow {
  readonly user_id: string
  readonly username: string
  readonly email: string
  readonly workspace_id: string
  readonly workspace_name: string
  readonly credential: string
  readonly scope: OverLimit['scope']
  readonly cpu: number
  readonly memory: number
  readonly gpus: number
  readonly shares: number
  readonly held: number
  readonly pending: number
}

/**
 * Who uses more now than these limits give: a credential with the policy by its own sessions, and who has it as the main
 * one by all of theirs in the workspace.
 */
export async function overLimits(pool: pg.Pool, name: string, limits: PolicyLimits): Promise<OverLimit[]> {
  const { rows } = await pool.query<UsageRow>(
    `WITH use AS (
       SELECT s.credential, s.owner_id, s.workspace_id,
              sum(s.cpu_tenths::bigint * s.containers)::bigint AS cpu, sum(s.memory * s.containers)::bigint AS memory,
              sum(s.gpus::bigint * s.containers)::bigint AS gpus,
              sum(s.gpu_share_tenths::bigint * s.containers)::bigint AS shares,
              count(*) FILTER (WHERE s.status IN (${words(heldStatuses)})) AS held,
              count(*) FILTER (WHERE s.status = 'PENDING') AS pending
         FROM sessions s WHERE s.status NOT IN (${words(finishedStatuses)})
        GROUP BY s.credential, s.owner_id, s.workspace_id),
     scoped AS (
       SELECT c.access_key AS credential, 'credential' AS scope, c.user_id, c.workspace_id, use.cpu, use.memory,
              use.gpus, use.shares, use.held, use.pending
         FROM use JOIN credentials c ON c.access_key = use.credential WHERE c.policy = $1 AND NOT c.main
       UNION ALL
       SELECT m.access_key, 'user', m.user_id, m.workspace_id, sum(use.cpu)::bigint, sum(use.memory)::bigint,
              sum(use.gpus)::bigint, sum(use.shares)::bigint, sum(use.held)::bigint, sum(use.pending)::bigint
         FROM use JOIN credentials m ON m.user_id = use.owner_id AND m.workspace_id = use.workspace_id
        WHERE m.policy = $1 AND m.main AND m.revoked_at IS NULL
        GROUP BY m.access_key, m.user_id, m.workspace_id)
     SELECT scoped.*, u.username, u.email, w.name AS workspace_name
       FROM scoped JOIN users u ON u.id = scoped.user_id JOIN workspaces w ON w.id = scoped.workspace_id
      ORDER BY lower(u.email), w.name, scoped.scope DESC, scoped.credential`,
    [name],
  )
  return rows.map((row) => overLimitOf(row, limits)).filter(({ limits: passed }) => passed.length > 0)
}

const overLimitOf = (row: UsageRow, limits: PolicyLimits): OverLimit => ({
  user: { id: row.user_id, username: row.username, email: row.email },
  workspace: { id: row.workspace_id, name: row.workspace_name },
  credential: row.credential,
  scope: row.scope,
  limits: (
    [
      ['cpu', row.cpu / 10, limits.cpu],
      ['memory', row.memory, limits.memory],
      ['gpu', row.gpus, limits.gpu],
      ['gpuShares', row.shares / 10, limits.gpuShares],
      ['concurrentSessions', row.held, limits.concurrentSessions],
      ['pendingSessions', row.pending, limits.pendingSessions],
    ] as const
  ).flatMap(([resource, used, max]) => (max !== null && used > max ? [{ resource, used, max }] : [])),
})
