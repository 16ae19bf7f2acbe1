/** Templates as they are shown, and who may see and change which. */
import type { SessionTemplate, TemplateSettings } from '@berth/contract/session-templates.ts'
import { sql, type Kysely } from 'kysely'
import { decodeCursor, pageOf } from '../../platform/database/keyset.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { versionOf } from '../../platform/entity-tag.ts'

type Db = Kysely<Tables>

export interface TemplateViewer {
  readonly user: string
  /** A credential opens one workspace alone. */
  readonly workspace: string | null
  readonly role: 'superadmin' | 'user'
}

export interface TemplateQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
  readonly project?: string | undefined
  readonly example?: 'true' | 'false' | undefined
}

/** What templates lack that were kept before there were services and scripts. */
const sinceServices: Pick<TemplateSettings, 'port' | 'audience' | 'skipUserScripts'> = {
  port: null,
  audience: 'owner',
  skipUserScripts: false,
}

interface TemplateRow {
  readonly id: string
  readonly name: string
  readonly owner_id: string | null
  readonly project_id: string | null
  readonly project_name: string | null
  readonly example: boolean
  readonly editable: boolean
  readonly settings: Omit<TemplateSettings, keyof typeof sinceServices> & Partial<typeof sinceServices>
  readonly created_at: Date
  readonly updated_at: Date
}

/** The role in the workspace of a template's project is empty for who is no member of it: then it is not theirs. */
const selectFor = ({ user, workspace, role }: TemplateViewer) => sql`
  SELECT t.id, t.name, t.owner_id, t.project_id, p.name AS project_name, t.example, t.settings, t.created_at,
         t.updated_at,
         CASE WHEN t.owner_id IS NOT NULL THEN true
              WHEN t.example THEN ${role === 'superadmin'}
              ELSE m.role = 'admin' OR ${role === 'superadmin'} END AS editable
    FROM session_templates t
    LEFT JOIN projects p ON p.id = t.project_id
    LEFT JOIN members m ON m.workspace_id = p.workspace_id AND m.user_id = ${user}
   WHERE (t.owner_id = ${user} OR t.example
          OR (t.project_id IS NOT NULL AND m.user_id IS NOT NULL
              AND (p.everyone OR EXISTS (SELECT FROM project_members pm
                                          WHERE pm.project_id = p.id AND pm.user_id = ${user}))
              AND ${workspace === null ? sql`true` : sql`p.workspace_id = ${workspace}`}))`

/** By name. */
export async function listTemplates(db: Db, viewer: TemplateViewer, query: TemplateQuery) {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, 2, (value) => typeof value === 'string')
  const { rows } = await sql<TemplateRow & { key: string }>`
    SELECT t.*, lower(t.name) AS key FROM (${selectFor(viewer)}) t
     WHERE strpos(lower(t.name), lower(${query.q?.trim() ?? ''})) > 0
       AND ${query.project === undefined ? sql`true` : sql`(t.project_id IS NULL OR t.project_id = ${query.project})`}
       AND ${query.example === undefined ? sql`true` : sql`t.example = ${query.example === 'true'}`}
       AND ${after === null ? sql`true` : sql`(lower(t.name) COLLATE "C", t.id::text) > (${after[0]}::text, ${after[1]}::text)`}
     ORDER BY lower(t.name) COLLATE "C", t.id::text LIMIT ${query.limit + 1}`.execute(db)
  return pageOf(rows, query.limit, templateOf, (row) => [row.key, row.id])
}

export async function templateById(db: Db, viewer: TemplateViewer, id: string): Promise<SessionTemplate | undefined> {
  const { rows } = await sql<TemplateRow>`
    SELECT t.* FROM (${selectFor(viewer)}) t WHERE t.id = ${id}`.execute(db)
  return rows[0] && templateOf(rows[0])
}

export const templateVersion = (row: { readonly name: string; readonly settings: unknown }) =>
  versionOf([row.name, row.settings])

const templateOf = (row: TemplateRow): SessionTemplate => ({
  id: row.id,
  name: row.name,
  owner: row.owner_id,
  project: row.project_id,
  projectName: row.project_name,
  example: row.example,
  editable: row.editable,
  settings: { ...sinceServices, ...row.settings },
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  version: templateVersion(row),
})
