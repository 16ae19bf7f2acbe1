/** Projects as they are shown, and which one a request means. */
import type { Project, ProjectMember, projectSorts } from '@berth/contract/projects.ts'
import { sql, type Expression, type Kysely, type RawBuilder } from 'kysely'
import { jsonRows } from '../../platform/database/json-rows.ts'
import { decodeCursor, pageOf } from '../../platform/database/keyset.ts'
import { listOrder, textKey, timeKey, type KeyTexts, type ListColumns } from '../../platform/database/list-order.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { versionOf } from '../../platform/entity-tag.ts'
import { limitsOfRow } from './project-limits.ts'
import type { ProjectRow } from './projects.store.ts'

type Db = Kysely<Tables>

interface Query {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
}

export interface ProjectQuery extends Query {
  readonly workspace?: string | undefined
  readonly active?: 'true' | 'false' | undefined
  readonly hidden?: 'true' | 'false' | undefined
  readonly example?: 'true' | 'false' | undefined
  readonly personal?: 'true' | 'false' | undefined
  readonly sort?: string | undefined
}

export interface Viewer {
  readonly user: string
  /** A credential opens one workspace alone. */
  readonly only: string | null
}

/** Projects that somebody is in: a member of the workspace, and named, unless all members are. */
const isIn = ({ user, only }: Viewer | { user: Expression<string>; only: Expression<string | null> }) => sql`
  p.workspace_id IN (SELECT m.workspace_id FROM members m WHERE m.user_id = ${user})
  AND (p.everyone OR EXISTS (SELECT FROM project_members pm WHERE pm.project_id = p.id AND pm.user_id = ${user}))
  AND (${only}::uuid IS NULL OR p.workspace_id = ${only}::uuid)`

export async function membersAmong(db: Db, projects: readonly string[], users: readonly string[]) {
  const asker = { user: sql.ref<string>('u.id'), only: sql<null>`null` }
  const { rows } = await sql<{ project: string; user: string }>`
    SELECT p.id AS project, u.id AS user FROM projects p CROSS JOIN unnest(${users}::uuid[]) AS u(id)
     WHERE p.id = ANY(${projects}::uuid[]) AND ${isIn(asker)}`.execute(db)
  return rows
}

const select = sql`
  SELECT p.*, w.name AS workspace_name, w.personal_of IS NOT NULL AS is_personal
    FROM projects p JOIN workspaces w ON w.id = p.workspace_id`

const flag = (column: RawBuilder<unknown>, wanted: 'true' | 'false' | undefined) =>
  wanted === undefined ? sql`true` : sql`${column} = ${wanted === 'true'}`

const columns: ListColumns<(typeof projectSorts)[number]> = {
  fields: {
    name: textKey('p.name'),
    workspace: textKey('p.workspace_name'),
    createdAt: timeKey('p.created_at'),
  },
  id: { sql: 'p.id', type: 'uuid' },
}

/** `null` sees all of them. */
export async function listProjects(db: Db, viewer: Viewer | null, query: ProjectQuery) {
  const order = listOrder(columns, query.sort ?? 'name', query.cursor)
  const { rows } = await sql<ProjectRow & { workspace_name: string } & KeyTexts>`
    SELECT p.*, ${order.keys} FROM (${select}) p
     WHERE ${viewer === null ? sql`true` : isIn(viewer)}
       AND ${query.workspace === undefined ? sql`true` : sql`p.workspace_id = ${query.workspace}`}
       AND ${flag(sql`p.active`, query.active)} AND ${flag(sql`p.hidden`, query.hidden)}
       AND ${flag(sql`p.example`, query.example)} AND ${flag(sql`p.is_personal`, query.personal)}
       AND strpos(lower(p.name || ' ' || p.description), lower(${query.q?.trim() ?? ''})) > 0
       AND ${order.behind}
     ORDER BY ${order.by} LIMIT ${query.limit + 1}`.execute(db)
  return pageOf(rows, query.limit, projectOf, order.cursorOf)
}

/** What people edit. */
export const editableOf = (row: ProjectRow) => ({
  name: row.name,
  description: row.description,
  active: row.active,
  hidden: row.hidden,
  example: row.example,
  everyone: row.everyone,
  ...limitsOfRow(row),
  storageHosts: row.storage_hosts,
})

function projectOf(row: ProjectRow & { workspace_name: string }): Project {
  const editable = editableOf(row)
  return {
    id: row.id,
    workspace: row.workspace_id,
    workspaceName: row.workspace_name,
    ...editable,
    createdAt: row.created_at.toISOString(),
    version: versionOf(editable),
  }
}

export async function projectById(db: Db, id: string, viewer: Viewer | null): Promise<Project | undefined> {
  const { rows } = await sql<ProjectRow & { workspace_name: string }>`
    ${select} WHERE p.id = ${id} AND ${viewer === null ? sql`true` : isIn(viewer)}`.execute(db)
  return rows[0] && projectOf(rows[0])
}

export interface ProjectQuestion extends Viewer {
  /** An id or a name; null: whichever comes first. */
  readonly wanted: string | null
}

/**
 * An id wins over a name that looks like one. Of several, such as two of one name in two workspaces or all where none is
 * named, the oldest of those that people share their work in: neither infrastructure nor an example nor their own. Each
 * answer comes with the place of its question. With `holds`, a membership is held until the transaction's end: who ends
 * it then sees what was begun by it.
 */
export async function findProjects(db: Db, questions: readonly ProjectQuestion[], holds: boolean) {
  const given = questions.map(({ user, only, wanted }, place) => ({
    place,
    user,
    only,
    wanted,
    name: wanted?.toLowerCase(),
  }))
  const asker = { user: sql.ref<string>('q.user'), only: sql.ref<string | null>('q.only') }
  const { rows } = await sql<{ place: number; id: string; workspace: string }>`
    SELECT q.place, found.id, found.workspace
      FROM json_to_recordset(${jsonRows(given)}::json) AS q(place integer, "user" uuid, "only" uuid, wanted text, name text)
      CROSS JOIN LATERAL (
        SELECT p.id, p.workspace_id AS workspace
          FROM projects p JOIN members m ON m.workspace_id = p.workspace_id AND m.user_id = q.user
          JOIN workspaces w ON w.id = p.workspace_id
         WHERE ${isIn(asker)} AND p.active AND (q.wanted IS NULL OR p.id::text = q.wanted OR lower(p.name) = q.name)
         ORDER BY p.id::text IS NOT DISTINCT FROM q.wanted DESC, p.hidden, p.example, w.personal_of IS NOT NULL,
                  p.created_at, p.id LIMIT 1
         ${holds ? sql`FOR KEY SHARE OF m` : sql``}) found`.execute(db)
  return rows
}

interface MemberRow {
  readonly id: string
  readonly email: string
  readonly username: string
  readonly full_name: string
  readonly added_at: Date
}

/** By email. Where all members of the workspace are in it, those. */
export async function listProjectMembers(db: Db, project: Project, query: Query) {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, 2, (value) => typeof value === 'string')
  const from = project.everyone
    ? sql`SELECT m.user_id, m.joined_at AS added_at FROM members m WHERE m.workspace_id = ${project.workspace}`
    : sql`SELECT pm.user_id, pm.added_at FROM project_members pm WHERE pm.project_id = ${project.id}`
  const { rows } = await sql<MemberRow>`
    SELECT u.id, u.email, u.username, u.full_name, g.added_at FROM (${from}) g JOIN users u ON u.id = g.user_id
     WHERE strpos(lower(concat_ws(' ', u.email, u.username, u.full_name)), lower(${query.q?.trim() ?? ''})) > 0
       AND ${after === null ? sql`true` : sql`(lower(u.email) COLLATE "C", u.id::text) > (${after[0]}::text, ${after[1]}::text)`}
     ORDER BY lower(u.email) COLLATE "C", u.id::text LIMIT ${query.limit + 1}`.execute(db)
  return pageOf(
    rows,
    query.limit,
    (row): ProjectMember => ({
      id: row.id,
      email: row.email,
      username: row.username,
      fullName: row.full_name,
      addedAt: row.added_at.toISOString(),
    }),
    (row) => [row.email.toLowerCase(), row.id],
  )
}

/** What is kept for its people. */
export const foldersOf = async (db: Db, project: string): Promise<string[]> =>
  (
    await sql<{ id: string }>`SELECT id FROM folders WHERE project_id = ${project} AND purged_at IS NULL`.execute(db)
  ).rows.map(({ id }) => id)
