import type { UsageReport } from '@berth/contract/usage-data.ts'
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'

type Counts = Omit<UsageReport, 'site' | 'version' | 'platform'>

const day = 86_400_000

/** Numbers, and nothing that names anybody or anything. */
export async function countUse(db: Kysely<Tables>, now: Date): Promise<Counts> {
  const ago = (days: number) => new Date(now.getTime() - days * day)
  const started = (type: string) => sql`
    (SELECT count(*)::int FROM sessions WHERE type = ${type} AND started_at > ${ago(1)} AND started_at <= ${now})`
  const { rows } = await sql<Omit<Counts, 'sessions'> & Counts['sessions']>`
    SELECT (SELECT count(*)::int FROM users WHERE active) AS users,
           (SELECT count(DISTINCT l.user_id)::int FROM logins l
             WHERE l.kind = 'browser' AND l.last_seen_at > ${ago(30)}) AS "activeUsers",
           (SELECT count(*)::int FROM workspaces WHERE personal_of IS NULL) AS "sharedWorkspaces",
           (SELECT count(*)::int FROM projects WHERE NOT example) AS projects,
           ${started('interactive')} AS interactive, ${started('batch')} AS batch, ${started('service')} AS service`.execute(
    db,
  )
  const [counts] = rows
  if (!counts) throw new Error('The database counted nothing')
  const { interactive, batch, service, ...rest } = counts
  return { ...rest, sessions: { interactive, batch, service } }
}
