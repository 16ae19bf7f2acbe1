/** What the evaluator of folders' limits looks at, read in the transaction that decides. */
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import type { FolderViewer } from './folder-access.views.ts'
import type { FolderLayer, FolderLimits, HostLayer } from './folder-limits.ts'

type Db = Kysely<Tables>

/** Who asks, and in which workspace and project: their policies are those that count. */
export interface FolderClaim {
  readonly user: string
  readonly workspace: string
  /** Null: the main one of the workspace. */
  readonly credential: string | null
  readonly project: string | null
}

/** A credential's own policy, the one of the main credential, and the project's hosts: as for sessions. */
export async function readFolderLimits(db: Db, claim: FolderClaim): Promise<FolderLimits> {
  const { user, workspace, credential, project } = claim
  const { rows } = await sql<{ limit: FolderLayer['limit'] } & Omit<FolderLayer, 'limit'>>`
    SELECT 'credential' AS limit, p.storage_hosts AS "storageHosts", p.folder_capacity AS "folderCapacity",
           p.max_folders AS "maxFolders"
      FROM credentials c JOIN policies p ON p.name = c.policy
     WHERE c.access_key = ${credential} AND c.user_id = ${user} AND NOT c.main
    UNION ALL
    SELECT 'user', p.storage_hosts, p.folder_capacity, p.max_folders
      FROM credentials c JOIN policies p ON p.name = c.policy
     WHERE c.user_id = ${user} AND c.workspace_id = ${workspace} AND c.main AND c.revoked_at IS NULL
    UNION ALL
    SELECT 'project', p.storage_hosts, NULL, NULL FROM projects p WHERE p.id = ${project} AND p.storage_hosts IS NOT NULL`.execute(
    db,
  )
  // Of what others threw away nobody hears, so it counts for nobody they let in.
  const { rows: counts } = await sql<{ used: number }>`
    SELECT (SELECT count(*) FROM folders WHERE owner_id = ${user} AND purged_at IS NULL)::integer
         + (SELECT count(*) FROM folder_shares s JOIN folders f ON f.id = s.folder_id
             WHERE s.user_id = ${user} AND s.accepted_at IS NOT NULL AND f.trashed_at IS NULL)::integer AS used`.execute(
    db,
  )
  return { layers: rows, used: counts[0]?.used ?? 0 }
}

/**
 * What says on which hosts somebody uses folders that are there: of the policies the one that they have where this folder
 * belongs, or of their own when they are not there; of projects the folder's.
 */
export async function readHostLayers(
  db: Db,
  { user, credential = null }: Pick<FolderViewer, 'user' | 'credential'>,
  folder: string,
): Promise<HostLayer[]> {
  const { rows } = await sql<HostLayer>`
    SELECT 'credential' AS limit, p.storage_hosts AS "storageHosts"
      FROM credentials c JOIN policies p ON p.name = c.policy
     WHERE c.access_key = ${credential} AND c.user_id = ${user} AND NOT c.main
    UNION ALL (
    SELECT 'user', p.storage_hosts
      FROM folders f JOIN credentials c ON c.user_id = ${user} AND c.main AND c.revoked_at IS NULL
      JOIN policies p ON p.name = c.policy JOIN workspaces w ON w.id = c.workspace_id
     WHERE f.id = ${folder} AND (c.workspace_id = f.workspace_id OR w.personal_of = c.user_id)
     ORDER BY c.workspace_id = f.workspace_id DESC LIMIT 1)
    UNION ALL
    SELECT 'project', p.storage_hosts FROM folders f JOIN projects p ON p.id = f.project_id
     WHERE f.id = ${folder} AND p.storage_hosts IS NOT NULL`.execute(db)
  return rows
}

/**
 * Bytes that a folder `f` may hold: a group's as its administrator said, a user's as the policy does that they have where
 * they made it, or have of their own when they left that.
 */
export const capacityColumn = sql<number | null>`
  CASE WHEN f.project_id IS NOT NULL THEN f.capacity ELSE (
    SELECT p.folder_capacity FROM credentials c JOIN policies p ON p.name = c.policy
      JOIN workspaces w ON w.id = c.workspace_id
     WHERE c.user_id = f.owner_id AND c.main AND c.revoked_at IS NULL
       AND (c.workspace_id = f.workspace_id OR w.personal_of = f.owner_id)
     ORDER BY c.workspace_id = f.workspace_id DESC LIMIT 1) END`
