import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'
import { hear, tell } from '../../../platform/events/outbox.ts'
import { filesUpdated } from './files.service.ts'

/** To everyone who reaches the folder and has a page that may be open. */
export async function tellOfFiles(db: Kysely<Tables>, folder: string, path: string, now: Date): Promise<void> {
  const rows = sql`
    SELECT ${filesUpdated}, ${folder}, NULL::uuid, r.user_id, ${JSON.stringify({ folder, path })}::jsonb
      FROM (SELECT f.owner_id AS user_id FROM folders f WHERE f.id = ${folder}::uuid
            UNION SELECT s.user_id FROM folder_shares s WHERE s.folder_id = ${folder}::uuid AND s.accepted_at IS NOT NULL
            UNION SELECT m.user_id
                    FROM folders f JOIN projects p ON p.id = f.project_id
                    JOIN members m ON m.workspace_id = p.workspace_id
                   WHERE f.id = ${folder}::uuid
                     AND (p.everyone OR EXISTS (SELECT FROM project_members pm
                                                 WHERE pm.project_id = p.id AND pm.user_id = m.user_id))) r
     WHERE EXISTS (SELECT FROM logins l WHERE l.user_id = r.user_id AND l.ended_at IS NULL AND l.expires_at > ${now})`
  await sql`WITH told AS (${tell(rows)}) SELECT ${hear}`.execute(db)
}
