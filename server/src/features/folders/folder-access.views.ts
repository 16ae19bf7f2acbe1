/** What somebody may do in folders: the one place that says it, for mounts, files, lists and administration. */
import type { FolderPermission, FolderRelation } from '@berth/contract/folders.ts'
import { sql, type Kysely, type RawBuilder } from 'kysely'
import { jsonRows } from '../../platform/database/json-rows.ts'
import type { Tables } from '../../platform/database/tables.ts'

type Db = Kysely<Tables>

export interface FolderViewer {
  readonly user: string
  /** A credential opens the group folders of one workspace alone. */
  readonly workspace: string | null
  readonly role: 'superadmin' | 'user'
  /** Its policy counts besides the person's. */
  readonly credential?: string | null
}

/**
 * Every folder that somebody has to do with, as `f` with `relation` and `permission`; one row each. Owner before invited:
 * nobody is invited to their own. Administrators use every group folder; a user's they manage without looking into it.
 * `u` is a column or value of the user's id, so that many may be asked about in one statement.
 */
export const reachableOf = (u: RawBuilder<unknown>) => sql`
  SELECT f.*, CASE WHEN f.owner_id = ${u} THEN 'owner' WHEN s.id IS NOT NULL THEN 'invited' ELSE 'member' END AS relation,
         CASE WHEN f.owner_id = ${u} THEN 'rw' WHEN s.id IS NOT NULL THEN s.permission
              ELSE coalesce(fm.permission, f.permission) END AS granted
    FROM folders f
    LEFT JOIN folder_shares s ON s.folder_id = f.id AND s.user_id = ${u} AND s.accepted_at IS NOT NULL
    LEFT JOIN projects p ON p.id = f.project_id
    LEFT JOIN members m ON m.workspace_id = p.workspace_id AND m.user_id = ${u}
    LEFT JOIN folder_members fm ON fm.folder_id = f.id AND fm.user_id = ${u}
   WHERE f.purged_at IS NULL
     AND (f.owner_id = ${u} OR s.id IS NOT NULL
          OR (m.user_id IS NOT NULL
              AND (p.everyone OR EXISTS (SELECT FROM project_members pm
                                          WHERE pm.project_id = p.id AND pm.user_id = ${u}))))`

export interface AccessRow {
  readonly id: string
  readonly name: string
  readonly host: string
  readonly owner_id: string | null
  readonly project_id: string | null
  readonly workspace_id: string
  readonly trashed_at: Date | null
  readonly relation: FolderRelation
  readonly granted: FolderPermission | null
}

/** Undefined: there is none that this person has to do with. */
export async function accessRow(db: Db, viewer: FolderViewer, id: string): Promise<AccessRow | undefined> {
  const { user, workspace, role } = viewer
  const within = workspace === null ? sql`true` : sql`(r.project_id IS NULL OR r.workspace_id = ${workspace})`
  const { rows } = await sql<AccessRow>`
    SELECT r.id, r.name, r.host, r.owner_id, r.project_id, r.workspace_id, r.trashed_at, r.relation, r.granted
      FROM (${reachableOf(sql`${user}::uuid`)}) r WHERE r.id = ${id} AND ${within}`.execute(db)
  if (rows[0] || role !== 'superadmin') return rows[0]
  const { rows: managed } = await sql<AccessRow>`
    SELECT r.id, r.name, r.host, r.owner_id, r.project_id, r.workspace_id, r.trashed_at, 'administrator' AS relation,
           CASE WHEN r.project_id IS NULL THEN NULL ELSE 'rw' END AS granted
      FROM folders r WHERE r.id = ${id} AND r.purged_at IS NULL AND ${within}`.execute(db)
  return managed[0]
}

export interface ReachableFolder {
  readonly id: string
  readonly name: string
  readonly granted: FolderPermission
  readonly created_at: Date
}

/** Those that somebody may look into, of whatever workspace. */
export async function reachableFolders(db: Db, user: string): Promise<ReachableFolder[]> {
  const { rows } = await sql<ReachableFolder>`
    SELECT r.id, r.name, r.granted, r.created_at FROM (${reachableOf(sql`${user}::uuid`)}) r
     WHERE r.trashed_at IS NULL ORDER BY r.name COLLATE "C", r.id`.execute(db)
  return rows
}

export interface ReadClaim {
  readonly user: string
  readonly folder: string
}

/** Those of these whose person may look into the folder now. */
export async function readable(db: Db, claims: readonly ReadClaim[]): Promise<ReadClaim[]> {
  const { rows } = await sql<ReadClaim>`
    SELECT c."user", c.folder
      FROM json_to_recordset(${jsonRows(claims)}::json) AS c("user" uuid, folder uuid) JOIN users ON users.id = c."user"
     WHERE EXISTS (SELECT FROM (${reachableOf(sql`c."user"`)}) r WHERE r.id = c.folder AND r.trashed_at IS NULL)
        OR (users.role = 'superadmin' AND EXISTS (
              SELECT FROM folders g WHERE g.id = c.folder AND g.project_id IS NOT NULL AND g.trashed_at IS NULL))`.execute(
    db,
  )
  return rows
}
