import { sql, type Insertable, type Kysely } from 'kysely'
import type pg from 'pg'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { LoginsTable } from './logins.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'logins'>()

export interface LiveLogin {
  readonly id: string
  readonly user: string
  readonly role: 'superadmin' | 'user'
  readonly kind: 'browser' | 'program'
  readonly lastSeenAt: Date
  readonly expiresAt: Date
}

interface LiveLoginRow extends LiveLogin {
  readonly tokenHash: Buffer
}

/** The hottest statement of all, so it is prepared once a connection and asked for many tokens at a time. */
export async function liveLogins(
  pool: pg.Pool,
  tokenHashes: readonly string[],
  now: Date,
  idleSeconds: number,
): Promise<Map<string, LiveLogin>> {
  const { rows } = await pool.query<LiveLoginRow>({
    name: 'live-logins',
    text: `SELECT l.token_hash AS "tokenHash", l.id, l.user_id AS "user", u.role, l.kind,
                  l.last_seen_at AS "lastSeenAt", l.expires_at AS "expiresAt"
             FROM logins l JOIN users u ON u.id = l.user_id AND u.active
            WHERE l.token_hash = ANY($1) AND l.ended_at IS NULL AND l.expires_at > $2
              AND l.last_seen_at > $2::timestamptz - make_interval(secs => $3)`,
    values: [tokenHashes.map((hash) => Buffer.from(hash, 'base64url')), now, idleSeconds],
  })
  return new Map(rows.map((row) => [row.tokenHash.toString('base64url'), row]))
}

/** Which of these logins have ended or may no longer be used? */
export async function endedLogins(pool: pg.Pool, ids: readonly string[], now: Date, idleSeconds: number) {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT l.id FROM logins l JOIN users u ON u.id = l.user_id
      WHERE l.id = ANY($1) AND NOT (u.active AND l.ended_at IS NULL AND l.expires_at > $2
        AND l.last_seen_at > $2::timestamptz - make_interval(secs => $3))`,
    [ids, now, idleSeconds],
  )
  return rows.map((row) => row.id)
}

export const insertLogin = (db: Db, row: Insertable<LoginsTable>) => own(db).insertInto('logins').values(row).execute()

export const endLogin = async (db: Db, id: string, at: Date, reason: string) =>
  (
    await own(db)
      .updateTable('logins')
      .set({ ended_at: at, end_reason: reason })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
  )?.id

/** Only forward, so that two processes never set it back. */
export const touchLogin = (db: Db, id: string, at: Date) =>
  own(db).updateTable('logins').set({ last_seen_at: at }).where('id', '=', id).where('last_seen_at', '<', at).execute()

export const deleteOldLogins = (db: Db, before: Date) =>
  own(db)
    .deleteFrom('logins')
    .where(sql`coalesce(ended_at, expires_at)`, '<', before)
    .execute()
