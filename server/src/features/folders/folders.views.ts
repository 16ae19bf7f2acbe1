/** Folders as they are shown, to whom. */
import type { Folder, FolderPermission, FolderRelation, folderSorts } from '@berth/contract/folders.ts'
import { sql, type Kysely, type RawBuilder } from 'kysely'
import { decodeCursor, pageOf, sortedBy } from '../../platform/database/keyset.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { versionOf } from '../../platform/entity-tag.ts'
import { reachableOf, type FolderViewer } from './folder-access.views.ts'
import { capacityColumn } from './folder-limits.views.ts'

type Db = Kysely<Tables>

export interface FolderQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
  readonly owner: 'me' | 'all'
  readonly state: 'live' | 'trashed'
  readonly type?: 'user' | 'group' | undefined
  readonly relation?: FolderRelation | undefined
  readonly permission?: FolderPermission | undefined
  readonly host?: string | undefined
  readonly project?: string | undefined
  readonly example?: 'true' | 'false' | undefined
  readonly sort?: string | undefined
}

/** All but what the hosts and the settings say. */
export type ShownFolder = Omit<Folder, 'state' | 'enforcement' | 'purgesAt'> & { readonly hasQuota: boolean }

interface Row {
  readonly id: string
  readonly name: string
  readonly host: string
  readonly owner_id: string | null
  readonly owner_name: string | null
  readonly project_id: string | null
  readonly project_name: string | null
  readonly workspace_id: string
  readonly permission: FolderPermission | null
  readonly relation: FolderRelation
  readonly granted: FolderPermission | null
  readonly most: number | null
  readonly has_quota: boolean
  readonly used: number | null
  readonly files: number | null
  readonly measured_at: Date | null
  readonly trashed_at: Date | null
  readonly sessions: number
  readonly example: boolean
  readonly created_at: Date
}

/** What somebody has to do with; administrators, where they ask for it, everything. */
function visibleTo({ user, workspace, role }: FolderViewer, isAll: boolean): RawBuilder<unknown> {
  const reachable = reachableOf(sql`${user}::uuid`)
  const within = workspace === null ? sql`true` : sql`(f.project_id IS NULL OR f.workspace_id = ${workspace})`
  // What is in the trash is for those who can take it out.
  if (!isAll || role !== 'superadmin')
    return sql`(SELECT f.* FROM (${reachable}) f WHERE ${within} AND (f.trashed_at IS NULL OR f.relation = 'owner'))`
  return sql`(
    SELECT f.*, coalesce(r.relation, 'administrator') AS relation,
           CASE WHEN r.id IS NOT NULL THEN r.granted WHEN f.project_id IS NOT NULL THEN 'rw' END AS granted
      FROM folders f LEFT JOIN (${reachable}) r ON r.id = f.id
     WHERE f.purged_at IS NULL AND ${within})`
}

/** Of those that are over there are ever more. */
const liveSessions = sql`
  SELECT count(DISTINCT m.session_id)::integer FROM session_mounts m WHERE m.folder_id = f.id AND m.live`

const columns = sql`
  f.id, f.name, f.host, f.owner_id, f.project_id, p.name AS project_name, f.workspace_id, f.permission, f.relation,
  CASE WHEN u.full_name = '' THEN u.username ELSE u.full_name END AS owner_name, f.granted, f.has_quota,
  ${capacityColumn} AS most, ms.used, ms.files, ms.measured_at, f.trashed_at, (${liveSessions}) AS sessions, f.example,
  f.created_at`
const joins = sql`
  LEFT JOIN projects p ON p.id = f.project_id LEFT JOIN users u ON u.id = f.owner_id
  LEFT JOIN folder_measures ms ON ms.folder_id = f.id`

type Sort = (typeof folderSorts)[number]
interface SortColumn {
  readonly key: RawBuilder<unknown>
  readonly type: RawBuilder<unknown>
  readonly form: RegExp
}
const moment = /^[12]\d{3}-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,6})?[+-][01]\d(:[0-5]\d){0,2}$/
const text = { type: sql`text`, form: /^.{0,64}$/su }
const number = { type: sql`bigint`, form: /^-1$|^\d{1,18}$/ }
const sorts: Readonly<Record<Sort, SortColumn>> = {
  name: { key: sql`lower(f.name) COLLATE "C"`, ...text },
  host: { key: sql`f.host COLLATE "C"`, ...text },
  createdAt: { key: sql`f.created_at`, type: sql`timestamptz`, form: moment },
  // What was not measured yet is least.
  used: { key: sql`coalesce(ms.used, -1)`, ...number },
  files: { key: sql`coalesce(ms.files, -1)`, ...number },
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

export async function listFolders(db: Db, viewer: FolderViewer, query: FolderQuery) {
  const [{ field, descending } = { field: 'name' as const, descending: false }] = sortedBy<Sort>(query.sort ?? 'name')
  const { key, type, form } = sorts[field]
  const fits = (value: unknown, at: number) => typeof value === 'string' && (at === 0 ? form : uuid).test(value)
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, 2, fits)
  const [way, compare] = descending ? [sql`DESC`, sql`<`] : [sql`ASC`, sql`>`]
  const is = (column: RawBuilder<unknown>, wanted: string | undefined) =>
    wanted === undefined ? sql`true` : sql`${column} = ${wanted}`
  const { rows } = await sql<Row & { key: string }>`
    SELECT ${columns}, (${key})::text AS key FROM ${visibleTo(viewer, query.owner === 'all')} f ${joins}
     WHERE (f.trashed_at IS NOT NULL) = ${query.state === 'trashed'}
       AND ${query.type === undefined ? sql`true` : sql`(f.owner_id IS NOT NULL) = ${query.type === 'user'}`}
       AND ${is(sql`f.relation`, query.relation)} AND ${is(sql`f.granted`, query.permission)}
       AND ${is(sql`f.host`, query.host)} AND ${is(sql`f.project_id::text`, query.project)}
       AND ${query.example === undefined ? sql`true` : sql`f.example = ${query.example === 'true'}`}
       AND strpos(lower(f.name), lower(${query.q?.trim() ?? ''})) > 0
       AND ${after === null ? sql`true` : sql`(${key}, f.id) ${compare} (${after[0]}::${type}, ${after[1]}::uuid)`}
     ORDER BY ${key} ${way}, f.id ${way} LIMIT ${query.limit + 1}`.execute(db)
  return pageOf(rows, query.limit, folderOf, (row) => [row.key, row.id])
}

export async function folderById(db: Db, viewer: FolderViewer, id: string): Promise<ShownFolder | undefined> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM ${visibleTo(viewer, true)} f ${joins} WHERE f.id = ${id}`.execute(db)
  return rows[0] && folderOf(rows[0])
}

export const editableOf = (row: Pick<Row, 'name' | 'permission'> & { readonly capacity: number | null }) => ({
  name: row.name,
  permission: row.permission,
  capacity: row.capacity,
})

const folderOf = (row: Row): ShownFolder => ({
  id: row.id,
  name: row.name,
  host: row.host,
  type: row.project_id === null ? 'user' : 'group',
  project: row.project_id,
  projectName: row.project_name,
  workspace: row.project_id === null ? null : row.workspace_id,
  owner: row.owner_id,
  ownerName: row.owner_name,
  relation: row.relation,
  permission: row.granted,
  projectPermission: row.permission,
  capacity: row.most,
  hasQuota: row.has_quota,
  used: row.used,
  files: row.files,
  measuredAt: row.measured_at?.toISOString() ?? null,
  trashedAt: row.trashed_at?.toISOString() ?? null,
  autoMount: row.project_id === null && row.name.startsWith('.'),
  sessions: row.sessions,
  example: row.example,
  createdAt: row.created_at.toISOString(),
  // What a policy says is not edited here.
  version: versionOf(editableOf({ ...row, capacity: row.project_id === null ? null : row.most })),
})

/** Everybody who sees it: to be told that it changed. */
export async function audienceOf(db: Db, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT f.owner_id AS id FROM folders f WHERE f.id = ${id} AND f.owner_id IS NOT NULL
    UNION SELECT s.user_id FROM folder_shares s WHERE s.folder_id = ${id} AND s.user_id IS NOT NULL
    UNION SELECT m.user_id FROM folders f JOIN projects p ON p.id = f.project_id
            JOIN members m ON m.workspace_id = p.workspace_id
           WHERE f.id = ${id} AND (p.everyone OR EXISTS (
             SELECT FROM project_members pm WHERE pm.project_id = p.id AND pm.user_id = m.user_id))`.execute(db)
  return rows.map((row) => row.id)
}

/** Live sessions that have it mounted, the oldest first. */
export async function sessionsMounting(db: Db, id: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT DISTINCT s.id, s.name FROM session_mounts m JOIN sessions s ON s.id = m.session_id
     WHERE m.folder_id = ${id} AND m.live ORDER BY s.id`.execute(db)
  return rows
}

export const hostsInUse = async (db: Db): Promise<string[]> =>
  (await sql<{ host: string }>`SELECT DISTINCT host FROM folders WHERE removed_at IS NULL`.execute(db)).rows.map(
    ({ host }) => host,
  )

export async function countByHost(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ host: string; count: number }>`
    SELECT host, count(*)::integer AS count FROM folders WHERE purged_at IS NULL GROUP BY host`.execute(db)
  return new Map(rows.map(({ host, count }) => [host, count]))
}

export async function knownAmong(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM folders WHERE id = ANY(${ids}::uuid[])`.execute(db)
  return rows.map(({ id }) => id)
}

/** Some of what is purged and may still be on its host, behind one of them. */
export async function toRemove(
  db: Db,
  host: string,
  after: string | null,
): Promise<{ id: string; quota_project: number }[]> {
  const { rows } = await sql<{ id: string; quota_project: number }>`
    SELECT id, quota_project FROM folders
     WHERE host = ${host} AND purged_at IS NOT NULL AND removed_at IS NULL
       AND (${after}::uuid IS NULL OR id > ${after}::uuid)
     ORDER BY id LIMIT 100`.execute(db)
  return rows
}

/** In the trash since before. */
export async function trashedBefore(db: Db, before: Date): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM folders WHERE trashed_at < ${before} AND purged_at IS NULL ORDER BY trashed_at LIMIT 100`.execute(db)
  return rows
}
