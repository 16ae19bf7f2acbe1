import type { Preferences } from '@berth/contract/preferences.ts'
import { initialPreferences } from '@berth/contract/initial-preferences.ts'
import { sql, type Kysely } from 'kysely'
import type pg from 'pg'
import type { Tables } from '../../platform/database/tables.ts'
import { hashToken } from '../../platform/secrets/tokens.ts'

/** What shows before anything is asked. */
export type Look = Pick<Preferences, 'theme' | 'density' | 'language' | 'compactSidebar'>

/** It shows no more than colours, so a login that is about to be refused may still have them. */
export async function firstLook(pool: pg.Pool, token: string, now: Date): Promise<Look | null> {
  const { rows } = await pool.query<{ readonly kept: Partial<Look> | null }>({
    name: 'first-look',
    text: `SELECT p.kept FROM logins l LEFT JOIN preferences p ON p.user_id = l.user_id
            WHERE l.token_hash = $1 AND l.ended_at IS NULL AND l.expires_at > $2`,
    values: [hashToken(token), now],
  })
  const [row] = rows
  if (row === undefined) return null
  const { theme, density, language, compactSidebar } = { ...initialPreferences, ...row.kept }
  return { theme, density, language, compactSidebar }
}

/** Whether this login began just now, and is not the first one of this person in a browser. */
export async function signedInAgain(tx: Kysely<Tables>, user: string, login: string, since: Date): Promise<boolean> {
  const { rows } = await sql<{ again: boolean }>`
    SELECT l.created_at > ${since} AND (
             EXISTS (SELECT FROM preferences p WHERE p.user_id = ${user} AND p.tip_at IS NOT NULL)
             OR EXISTS (SELECT FROM logins o WHERE o.user_id = ${user} AND o.id <> l.id AND o.kind = 'browser'
                           AND o.created_at < l.created_at)) AS again
      FROM logins l WHERE l.id = ${login} AND l.user_id = ${user} AND l.kind = 'browser'`.execute(tx)
  return rows[0]?.again ?? false
}
