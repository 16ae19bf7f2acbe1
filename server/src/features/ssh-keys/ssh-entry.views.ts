/** Reads of who may come in by SSH, with everything that decides about it in one statement. */
import type pg from 'pg'
import { mustFirstColumn } from '../logins/logins.service.ts'

/** Somebody who has registered a key, and is active. */
export interface KeyHolder {
  readonly key: string
  readonly type: string
  readonly fingerprint: string
  readonly user: string
  readonly username: string
  readonly role: 'superadmin' | 'user'
  readonly allowedClientIps: readonly string[]
  readonly mustFirst: 'password-change-required' | 'second-factor-set-up-required' | null
}

/** A public key is no secret: several may have registered the same one. */
export async function holdersOfKey(pool: pg.Pool, fingerprint: string, publicKey: Buffer): Promise<KeyHolder[]> {
  const { rows } = await pool.query<KeyHolder>({
    name: 'ssh-key-holders',
    text: `SELECT k.id AS key, k.type, k.fingerprint, k.user_id AS "user", u.username, u.role,
                  u.allowed_client_ips AS "allowedClientIps", ${mustFirstColumn}
             FROM ssh_keys k JOIN users u ON u.id = k.user_id CROSS JOIN site_settings s
            WHERE k.fingerprint = $1 AND k.public_key = $2 AND u.active
            ORDER BY k.id LIMIT 100`,
    values: [fingerprint, publicKey],
  })
  return rows
}

export interface Entry {
  readonly id: string
  readonly key: string
  /** Null: into none, but to their own folders. */
  readonly session: string | null
}

/** Those of these that would be let in now, with the addresses that they may come from. */
export async function entriesThatHold(pool: pg.Pool, entries: readonly Entry[]): Promise<Map<string, string[]>> {
  const { rows } = await pool.query<{ id: string; allowed: string[] }>(
    `SELECT e.id, u.allowed_client_ips AS allowed
       FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS e (id, key, session)
       JOIN ssh_keys k ON k.id = e.key
       JOIN users u ON u.id = k.user_id AND u.active
       LEFT JOIN sessions s ON s.id = e.session
      WHERE e.session IS NULL OR (s.status = 'RUNNING' AND (s.owner_id = u.id OR u.role = 'superadmin'))`,
    [entries.map(({ id }) => id), entries.map(({ key }) => key), entries.map(({ session }) => session)],
  )
  return new Map(rows.map(({ id, allowed }) => [id, allowed]))
}
