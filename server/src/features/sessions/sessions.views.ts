/** What is shown of sessions. One statement a list; what a caller may not see is never read. */
import { type SessionReason, type SessionStatus, sessionStatuses } from '@berth/contract/session-states.ts'
import { sessionSorts, type Session } from '@berth/contract/sessions.ts'
import { sql, type Kysely } from 'kysely'
import type pg from 'pg'
import { decodeCursor, pageOf, type CursorValue } from '../../platform/database/keyset.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { idleOf, type IdleFacts } from './idle/idle-state.ts'
import { shownOf, type HidingFacts } from './shown-session.views.ts'
import {
  keysetStatement,
  sessionColumns,
  sessionColumnsOfOne,
  sessionColumnsWithoutPlace,
  sessionJoins,
  type SortKey,
} from './session-list-statement.ts'

/** Who looks: the owner sees their own, administrators see all; whoever is bound to a workspace, of either what is in it. */
export interface Viewer {
  readonly user: string
  readonly role: 'superadmin' | 'user'
  /** Presented by a program; null or not given: the main one where they act. */
  readonly credential?: string | null
  /** The one workspace that the credential is for; null: any. */
  readonly workspace: string | null
  readonly address?: string
}

export interface SessionFilters {
  readonly q?: string | undefined
  readonly sort?: string | undefined
  readonly state?: 'running' | 'queued' | 'finished' | undefined
  readonly project?: string | undefined
  readonly owner: 'me' | 'all'
}

export interface SessionQuery extends SessionFilters {
  readonly limit: number
  readonly cursor?: string | undefined
}

export const seesEveryones = (viewer: Viewer, { owner }: Pick<SessionFilters, 'owner'>) =>
  viewer.role === 'superadmin' && owner === 'all'

/** Which rows, in which order. */
export const listKindOf = (viewer: Viewer, filters: SessionFilters) => ({
  sort: sortKeys(filters.sort),
  owner: !seesEveryones(viewer, filters),
  workspace: viewer.workspace !== null,
  state: filters.state ?? null,
  project: filters.project !== undefined,
  search: filters.q !== undefined && filters.q.trim() !== '',
})

interface SessionRow extends HidingFacts, Omit<IdleFacts, 'status' | 'started_at'> {
  readonly mounts: Session['mounts'] | null
  readonly id: string
  readonly name: string
  readonly project_id: string
  readonly project_name: string
  readonly workspace_id: string
  readonly owner_id: string
  readonly owner_name: string
  readonly type: 'interactive' | 'batch' | 'service'
  readonly environment: string
  readonly resource_group: string
  readonly node: string | null
  readonly tier: string | null
  readonly cpu_tenths: number
  readonly memory: number
  readonly shared_memory: number
  readonly gpus: number
  readonly gpu_share_tenths: number
  readonly env_names: readonly string[]
  readonly command: string | null
  readonly skip_user_scripts: boolean
  readonly warning: NonNullable<Session['warning']>['code'] | null
  readonly bootstrap_exit_code: number | null
  readonly port: number | null
  readonly audience: 'owner' | 'project'
  readonly starts_at: Date | null
  readonly time_limit: number | null
  readonly status: SessionStatus
  readonly reason: SessionReason
  readonly result: 'success' | 'failure' | null
  readonly exit_code: number | null
  readonly created_at: Date
  readonly started_at: Date | null
  readonly ended_at: Date | null
  /** Its place, and its estimate in seconds since 1970. */
  readonly queue: readonly [number, number | null] | null
  readonly credential: string
  readonly containers: number
  readonly lifetime: number | null
  readonly priority: number
  readonly total?: number | null
}

export async function listSessions(pool: pg.Pool, viewer: Viewer, query: SessionQuery) {
  const kind = listKindOf(viewer, query)
  const { sort } = kind
  const after = query.cursor === undefined ? null : checkedCursor(query.cursor, sort)
  const statement = keysetStatement({
    ...kind,
    paged: after !== null,
    // Counting everything that ever ran, of everyone, would cost more than the page.
    total: after === null && (kind.owner || (query.state !== undefined && query.state !== 'finished')),
  })
  const { rows } = await pool.query<SessionRow>({
    name: statement.name,
    text: statement.text,
    values: statement.values({
      after,
      owner: viewer.user,
      workspace: viewer.workspace,
      project: query.project,
      search: query.q?.trim(),
      limit: query.limit + 1,
    }),
  })
  const page = pageOf(rows, query.limit, representation, (row) => cursorOf(row, sort))
  if (!statement.total) return page
  // With no row on the page there is none at all: the first page counts what it shows.
  return { ...page, total: rows[0]?.total ?? 0 }
}

/** Field by field as asked, each once; ids decide what is equal. */
function sortKeys(sort = '-createdAt'): SortKey[] {
  const keys = sort.split(',').map((part) => ({
    field: (part.startsWith('-') ? part.slice(1) : part) as SortKey['field'],
    descending: part.startsWith('-'),
  }))
  return sessionSorts
    .flatMap((field) => keys.filter((key) => key.field === field).slice(0, 1))
    .toSorted((a, b) => keys.indexOf(a) - keys.indexOf(b))
}

const cursorOf = (row: SessionRow, sort: readonly SortKey[]): CursorValue[] => [
  ...sort.map(({ field }) => (field === 'createdAt' ? row.created_at.toISOString() : row[field])),
  row.id,
]

/** A cursor of another order, or a made-up one, is refused before it reaches the database. */
const checkedCursor = (cursor: string, sort: readonly SortKey[]) =>
  decodeCursor(
    cursor,
    sort.length + 1,
    (value, index) => typeof value === 'string' && keyForms[sort[index]?.field ?? 'id'](value),
  ) as string[]

const keyForms: Readonly<Record<SortKey['field'] | 'id', (text: string) => boolean>> = {
  createdAt: (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text)),
  name: (text) => text.length <= 64,
  status: (text) => (sessionStatuses as readonly string[]).includes(text),
  id: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
}

/** Those that exist, in no order, whoever asks. */
export async function showSessions(pool: pg.Pool, ids: readonly string[]): Promise<Session[]> {
  const { rows } = await pool.query<SessionRow>({
    name: 'sessions-by-id',
    text: `SELECT ${sessionColumns} FROM ${sessionJoins} WHERE s.id = ANY($1)`,
    values: [ids],
  })
  return rows.map(representation)
}

export async function showSession(pool: pg.Pool, viewer: Viewer, id: string): Promise<Session | undefined> {
  const { rows } = await pool.query<SessionRow>({
    name: 'session-of-viewer',
    text: `SELECT ${sessionColumnsOfOne} FROM ${sessionJoins}
            WHERE s.id = $1 AND (s.owner_id = $2 OR $3) AND ($4::uuid IS NULL OR s.workspace_id = $4)`,
    values: [id, viewer.user, viewer.role === 'superadmin', viewer.workspace],
  })
  return rows[0] && representation(rows[0])
}

/** Those that were just made, whoever asks, without their places in queues: who made them knows. */
export async function showCreated(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, Session>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<SessionRow>`
    SELECT ${sql.raw(sessionColumnsWithoutPlace)} FROM ${sql.raw(sessionJoins)}
     WHERE s.id = ANY(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, representation(row)]))
}

function representation(row: SessionRow): Session {
  const { env, command } = shownOf(row)
  return {
    id: row.id,
    name: row.name,
    project: row.project_id,
    projectName: row.project_name,
    workspace: row.workspace_id,
    owner: row.owner_id,
    ownerName: row.owner_name,
    credential: row.credential,
    type: row.type,
    environment: row.environment,
    resourceGroup: row.resource_group,
    node: row.node,
    tier: row.tier,
    resources: {
      cpu: row.cpu_tenths / 10,
      memory: row.memory,
      gpu: row.gpus,
      gpuShares: row.gpu_share_tenths / 10,
      sharedMemory: row.shared_memory,
    },
    containers: row.containers,
    mounts: row.mounts ?? [],
    env,
    command,
    port: row.port,
    audience: row.audience,
    startsAt: row.starts_at?.toISOString() ?? null,
    timeLimit: row.time_limit,
    lifetime: row.lifetime,
    priority: row.priority,
    status: row.status,
    reason: row.reason,
    result: row.result,
    exitCode: row.exit_code,
    warning: row.warning && { code: row.warning, exitCode: row.bootstrap_exit_code },
    skipUserScripts: row.skip_user_scripts,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    idle: idleOf(row),
    queue: row.queue && {
      position: row.queue[0],
      estimate: row.queue[1] === null ? null : new Date(row.queue[1] * 1000).toISOString(),
    },
  }
}
