/** Names of folders: each means one folder to whoever uses it. */
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { reachableOf } from './folder-access.views.ts'

/** Whoever is to reach a folder by a name. */
export interface NameUsers {
  readonly user: string
  /** All in it. */
  readonly project?: string | undefined
  /** All who were let into it. */
  readonly folder?: string | undefined
}

/** Can any of them reach another folder by it already? */
export async function isNameTaken(
  db: Kysely<Tables>,
  name: string,
  { user, project, folder }: NameUsers,
  except: string | null = null,
): Promise<boolean> {
  const members =
    project === undefined
      ? sql``
      : sql`UNION SELECT m.user_id FROM projects p JOIN members m ON m.workspace_id = p.workspace_id
             WHERE p.id = ${project} AND (p.everyone OR EXISTS (
               SELECT FROM project_members pm WHERE pm.project_id = p.id AND pm.user_id = m.user_id))`
  const guests =
    folder === undefined
      ? sql``
      : sql`UNION SELECT s.user_id FROM folder_shares s WHERE s.folder_id = ${folder} AND s.accepted_at IS NOT NULL`
  // By the name first, which few folders have.
  const { rows } = await sql`
    SELECT 1 FROM (SELECT ${user}::uuid AS id ${members} ${guests}) who
      CROSS JOIN LATERAL (SELECT r.id FROM (${reachableOf(sql`who.id`)}) r
                           WHERE r.name = ${name} AND r.trashed_at IS NULL AND r.id IS DISTINCT FROM ${except}::uuid) taken
     LIMIT 1`.execute(db)
  return rows.length > 0
}
