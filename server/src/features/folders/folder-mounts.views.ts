/** What of folders people can mount. */
import type { FolderPermission } from '@berth/contract/folders.ts'
import { sql, type Kysely } from 'kysely'
import { jsonRows } from '../../platform/database/json-rows.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { reachableOf } from './folder-access.views.ts'

type Db = Kysely<Tables>

export interface MountQuestion {
  readonly user: string
  /** Of a credential: the group folders of one workspace alone. */
  readonly only: string | null
  /** Ids or names; own ones that mount by themselves come in any case, marked so, and again where they are wanted. */
  readonly wanted: readonly string[]
}

export interface MountableFolder {
  /** Of the question. */
  readonly place: number
  readonly id: string
  readonly name: string
  readonly host: string
  readonly granted: FolderPermission
  readonly isTrashed: boolean
  readonly isAuto: boolean
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Own ones before those of others, so that a name means the same folder each time. */
export async function mountableFolders(db: Db, questions: readonly MountQuestion[]): Promise<MountableFolder[]> {
  const given = questions.map(({ user, only, wanted }, place) => {
    return { place, user, only, names: wanted, ids: wanted.filter((one) => uuid.test(one)) }
  })
  // Nearly every session asks for those that mount by themselves alone, which an index finds.
  const { rows } = await sql<MountableFolder>`
    WITH q AS (SELECT * FROM json_to_recordset(${jsonRows(given)}::json)
                 AS q(place integer, "user" uuid, "only" uuid, names text[], ids uuid[]))
    SELECT q.place, f.id, f.name, f.host, 'rw' AS granted, false AS "isTrashed", true AS "isAuto"
      FROM q JOIN folders f ON f.owner_id = q."user"
     WHERE starts_with(f.name, '.') AND f.trashed_at IS NULL AND f.purged_at IS NULL
    UNION ALL (
    SELECT q.place, r.id, r.name, r.host, r.granted, r.trashed_at IS NOT NULL, false
      FROM q CROSS JOIN LATERAL (${reachableOf(sql`q."user"`)}) r
     WHERE (r.id = ANY(q.ids) OR r.name = ANY(q.names)) AND (r.trashed_at IS NULL OR r.relation = 'owner')
       AND (q."only" IS NULL OR r.project_id IS NULL OR r.workspace_id = q."only")
     ORDER BY q.place, r.trashed_at IS NOT NULL, r.relation = 'owner' DESC, r.created_at, r.id)`.execute(db)
  return rows
}

export interface MountClaim {
  readonly user: string
  readonly folder: string
}

/** What of these may be mounted now, and how. Asked behind the lock of the folders' rows. */
export async function grantsOf(
  db: Db,
  claims: readonly MountClaim[],
): Promise<(MountClaim & { granted: FolderPermission })[]> {
  const { rows } = await sql<MountClaim & { granted: FolderPermission }>`
    SELECT c."user", c.folder, r.granted
      FROM json_to_recordset(${jsonRows(claims)}::json) AS c("user" uuid, folder uuid)
      CROSS JOIN LATERAL (${reachableOf(sql`c."user"`)}) r
     WHERE r.id = c.folder AND r.trashed_at IS NULL`.execute(db)
  return rows
}

/** Whose rights to folders may have ended. */
export interface AboutMounts {
  readonly folders: readonly string[]
  /** Whose folders fewer people may use. */
  readonly projects: readonly string[]
  readonly users: readonly string[]
  /** Whose group folders these users may have lost. */
  readonly workspaces: readonly string[]
}

/**
 * Live sessions that have more of a folder than their owner is granted now: about some folders and users, or (null) all.
 * The folders are held, in the order in which admissions hold theirs: so whoever is being admitted with them is seen here
 * or sees what was taken away, and none waits for the other in turn.
 */
export async function overMounted(tx: Db, about: AboutMounts | null): Promise<{ id: string }[]> {
  if (about) await holdFoldersOf(tx, about)
  const some = about
    ? sql`(mounted.folder_id = ANY(${about.folders}::uuid[]) OR live.owner_id = ANY(${about.users}::uuid[])
           OR f.project_id = ANY(${about.projects}::uuid[]))`
    : sql`true`
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT live.id FROM session_mounts mounted JOIN sessions live ON live.id = mounted.session_id
      JOIN folders f ON f.id = mounted.folder_id
      LEFT JOIN LATERAL (
        SELECT r.granted FROM (${reachableOf(sql`live.owner_id`)}) r
         WHERE r.id = mounted.folder_id AND r.trashed_at IS NULL) g ON true
     WHERE mounted.live AND ${some}
       AND (g.granted IS NULL OR (mounted.mode = 'rw' AND g.granted = 'ro'))`.execute(tx)
  return rows
}

const holdFoldersOf = (tx: Db, { folders, projects, workspaces }: AboutMounts) =>
  sql`
    SELECT f.id FROM folders f
     WHERE f.id = ANY(${folders}::uuid[])
        OR (f.purged_at IS NULL AND f.project_id IS NOT NULL
            AND (f.project_id = ANY(${projects}::uuid[]) OR f.workspace_id = ANY(${workspaces}::uuid[])))
     ORDER BY f.id FOR NO KEY UPDATE`.execute(tx)
