/** What is shown of credentials, never their secrets. */
import type { Readable } from 'node:stream'
import type { Credential, CredentialColumn } from '@berth/contract/credentials.ts'
import { finishedStatuses } from '@berth/contract/session-states.ts'
import type pg from 'pg'
import { exportRows, utcText } from '../../platform/database/export-rows.ts'
import { decodeCursor, pageOf, type CursorValue } from '../../platform/database/keyset.ts'
import { versionOf } from '../../platform/entity-tag.ts'
import {
  credentialOrder,
  exportStatement,
  foundStatement,
  isOfOthers,
  pageStatement,
  textsOf,
  type CredentialFilters,
  type PageWanted,
  type Viewer,
} from './credential-list-statement.ts'

export interface CredentialQuery extends CredentialFilters {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** First the keys of the page, then what is shown of them: nothing is computed for rows that are not on it. */
export async function listCredentials(pool: pg.Pool, viewer: Viewer, query: CredentialQuery) {
  const after = query.cursor === undefined ? null : checkedCursor(query.cursor, query)
  const keys = await keysOfPage(pool, query, { viewer, after, limit: query.limit + 1 })
  const last = `k${credentialOrder(query.sort).length - 1}`
  const shown = await credentialsByKey(
    pool,
    keys.slice(0, query.limit).map((row) => row[last] ?? ''),
  )
  const { items, nextCursor } = pageOf(
    keys,
    query.limit,
    (row) => shown.get(row[last] ?? ''),
    (row) => Object.values(row),
  )
  return { items: items.filter((item) => item !== undefined), nextCursor }
}

/** A text that many have fills a page among so many; of more than `few` with it, going along the order finds a page soon. */
const [walked, few] = [1_000, 2_000]

async function keysOfPage(pool: pg.Pool, query: CredentialQuery, page: Omit<PageWanted, 'within'>) {
  const ask = async (within: PageWanted['within']) => {
    const { text, values } = pageStatement(query, { ...page, within })
    return (await pool.query<Record<string, string>>(text, [...values])).rows
  }
  const texts = textsOf(query)
  if (texts.length === 0) return ask('all')
  // Of two orders that are merged, the beginnings decide nothing; nor does a beginning that other tables have.
  const first = query.active === undefined || isOfOthers(query.sort) ? [] : await ask(walked)
  if (first.length === page.limit) return first
  for (const wanted of texts) {
    const { text, values } = foundStatement(wanted, few)
    const { rows } = await pool.query<{ accessKey: string }>(text, [...values])
    if (rows.length <= few) return ask(rows.map(({ accessKey }) => accessKey))
  }
  return ask('all')
}

interface CredentialRow {
  readonly access_key: string
  readonly label: string
  readonly user_id: string
  readonly user_name: string
  readonly user_email: string
  readonly workspace_id: string
  readonly workspace_name: string
  readonly policy: string
  readonly active: boolean
  readonly main: boolean
  readonly rate_limit: number | null
  readonly created_at: Date
  readonly expires_at: Date | null
  readonly revoked_at: Date | null
  readonly last_used_at: Date | null
  readonly last_used_from: string | null
  readonly requests: number
  readonly sessions: number
  readonly cpu_tenths: number | null
  readonly memory: number | null
  readonly gpus: number | null
  readonly gpu_share_tenths: number | null
  readonly concurrent_sessions: number | null
}

const finished = finishedStatuses.map((status) => `'${status}'`).join(', ')
const sessionsOf = `(SELECT count(*)::integer FROM sessions s
  WHERE s.credential = c.access_key AND s.status NOT IN (${finished}))`

export async function credentialsByKey(pool: pg.Pool, keys: readonly string[]): Promise<Map<string, Credential>> {
  const { rows } = await pool.query<CredentialRow>({
    name: 'credentials-by-key',
    text: `SELECT c.access_key, c.label, c.user_id, u.username AS user_name, u.email AS user_email, c.workspace_id,
                  w.name AS workspace_name, c.policy, c.active, c.main, c.rate_limit, c.created_at, c.expires_at,
                  c.revoked_at, c.last_used_at, c.last_used_from, c.requests,
                  ${sessionsOf} AS sessions,
                  o.cpu_tenths, o.memory, o.gpus, o.gpu_share_tenths, o.concurrent_sessions
             FROM credentials c JOIN users u ON u.id = c.user_id JOIN workspaces w ON w.id = c.workspace_id
             JOIN policies o ON o.name = c.policy
            WHERE c.access_key = ANY($1)`,
    values: [keys],
  })
  return new Map(rows.map((row) => [row.access_key, representation(row)]))
}

/**
 * One that this viewer may see and edit: their own, one of a workspace that they administer, or any; never beyond the
 * workspace that they are bound to.
 */
export async function credentialOf(pool: pg.Pool, viewer: Viewer, accessKey: string): Promise<Credential | undefined> {
  const credential = (await credentialsByKey(pool, [accessKey])).get(accessKey)
  if (!credential) return undefined
  if (viewer.workspace !== null && viewer.workspace !== credential.workspace) return undefined
  if (viewer.role === 'superadmin') return credential
  if (credential.user === viewer.user || (await isAdmin(pool, viewer.user, credential.workspace))) return credential
  return undefined
}

async function isAdmin(pool: pg.Pool, user: string, workspace: string): Promise<boolean> {
  const { rows } = await pool.query(`SELECT FROM members WHERE user_id = $1 AND workspace_id = $2 AND role = 'admin'`, [
    user,
    workspace,
  ])
  return rows.length > 0
}

/** Of what people edit. */
export const credentialVersion = ({
  label,
  policy,
  rate_limit,
}: Pick<CredentialRow, 'label' | 'policy' | 'rate_limit'>) => versionOf([label, policy, rate_limit])

const tenths = (value: number | null) => (value === null ? null : value / 10)

function representation(row: CredentialRow): Credential {
  return {
    accessKey: row.access_key,
    label: row.label,
    user: row.user_id,
    userName: row.user_name,
    userEmail: row.user_email,
    workspace: row.workspace_id,
    workspaceName: row.workspace_name,
    policy: row.policy,
    active: row.active,
    main: row.main,
    rateLimit: row.rate_limit,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    lastUsedFrom: row.last_used_from,
    requests: row.requests,
    sessions: row.sessions,
    limits: {
      cpu: tenths(row.cpu_tenths),
      memory: row.memory,
      gpu: row.gpus,
      gpuShares: tenths(row.gpu_share_tenths),
      concurrentSessions: row.concurrent_sessions,
    },
    version: credentialVersion(row),
  }
}

/** Where somebody acts who does not say where: the workspace that every site starts with, else the one they joined first. */
export async function homeWorkspace(pool: pg.Pool, user: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT workspace_id AS id FROM members JOIN workspaces w ON w.id = workspace_id
      WHERE user_id = $1 ORDER BY w.personal_of IS NOT NULL, joined_at, workspace_id LIMIT 1`,
    [user],
  )
  return rows[0]?.id
}

/** Those of a user that a program could act with. */
export async function usableCredentials(pool: pg.Pool, user: string, now: Date): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM credentials
      WHERE user_id = $1 AND NOT main AND active AND (expires_at IS NULL OR expires_at > $2)`,
    [user, now],
  )
  return rows[0]?.count ?? 0
}

/** A cursor of another order, or a made-up one, is refused before it reaches the database. */
function checkedCursor(cursor: string, { sort }: CredentialFilters): string[] {
  const keys = credentialOrder(sort)
  const fits = (value: CursorValue, index: number) =>
    typeof value === 'string' && (forms[keys[index]?.type ?? ''] ?? /^$/).test(value)
  return decodeCursor(cursor, keys.length, fits) as string[]
}

const forms: Readonly<Record<string, RegExp>> = {
  text: /^.{0,320}$/su,
  // As PostgreSQL writes them.
  timestamptz: /^(-infinity|[12]\d{3}-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,6})?[+-][01]\d(:[0-5]\d){0,2})$/,
}

/** By the names that the API uses. */
const columnsSql: Readonly<Record<CredentialColumn, string>> = {
  accessKey: 'c.access_key',
  label: 'c.label',
  email: 'u.email',
  username: 'u.username',
  workspace: 'w.name',
  policy: 'c.policy',
  active: 'c.active',
  main: 'c.main',
  rateLimit: 'c.rate_limit',
  sessions: sessionsOf,
  createdAt: utcText('c.created_at'),
  expiresAt: utcText('c.expires_at'),
  revokedAt: utcText('c.revoked_at'),
  lastUsedAt: utcText('c.last_used_at'),
  lastUsedFrom: 'c.last_used_from',
  requests: 'c.requests',
}

export const exportCredentials = (
  pool: pg.Pool,
  viewer: Viewer,
  filters: CredentialFilters,
  columns: readonly CredentialColumn[],
): Readable =>
  exportRows(
    pool,
    columns,
    exportStatement(filters, viewer, columns.map((name) => `${columnsSql[name]} AS "${name}"`).join(', ')),
  )
