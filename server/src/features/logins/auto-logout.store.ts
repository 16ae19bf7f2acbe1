/** Whether a user wants it is read with each statement: it holds from the moment on when they say so. */
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'

/** Only of those who want it, so that it costs nobody else a write. */
export async function noteOpenStreams(db: Kysely<Tables>, logins: readonly string[], at: Date): Promise<void> {
  if (logins.length === 0) return
  await sql`
    UPDATE logins l SET stream_seen_at = ${at} FROM users u
     WHERE l.id = ANY(${[...logins]}::uuid[]) AND u.id = l.user_id AND u.auto_logout AND l.kind = 'browser'
       AND (l.stream_seen_at IS NULL OR l.stream_seen_at < ${at}::timestamptz)`.execute(db)
}

export async function abandonedLogins(db: Kysely<Tables>, before: Date): Promise<{ id: string; user: string }[]> {
  const { rows } = await sql<{ id: string; user: string }>`
    SELECT l.id, l.user_id AS "user" FROM logins l JOIN users u ON u.id = l.user_id AND u.auto_logout
     WHERE l.ended_at IS NULL AND l.stream_seen_at < ${before}`.execute(db)
  return rows
}
