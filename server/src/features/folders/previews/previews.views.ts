import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'

export interface LivePreview {
  readonly user: string
  readonly role: 'superadmin' | 'user'
  readonly login: string | null
  readonly credential: string | null
  readonly workspace: string | null
  readonly folder: string
  readonly path: string
  readonly console: string
}

export async function livePreview(db: Kysely<Tables>, hash: Buffer, now: Date): Promise<LivePreview | undefined> {
  const { rows } = await sql<LivePreview>`
    SELECT v.user_id AS "user", u.role, v.login_id AS login, v.credential, v.workspace_id AS workspace,
           v.folder_id AS folder, v.path, v.console
      FROM file_previews v JOIN users u ON u.id = v.user_id
     WHERE v.token_hash = ${hash} AND v.expires_at > ${now} AND u.active`.execute(db)
  return rows[0]
}
