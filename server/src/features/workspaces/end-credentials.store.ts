import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'

/** Every access key of somebody in a workspace is worth nothing from the commit on. */
export const endCredentials = (tx: Transaction<Tables>, of: { workspace: string; user: string }, at: Date) =>
  sql`UPDATE credentials SET revoked_at = ${at}, active = false
       WHERE user_id = ${of.user} AND workspace_id = ${of.workspace} AND revoked_at IS NULL`.execute(tx)
