/**
 * Reads of logins, which join the user and the site's settings in one statement: what somebody may do is read with every
 * request, so that nothing that was taken away lives on in any process.
 */
import type pg from 'pg'
import { hashToken } from '../../platform/secrets/tokens.ts'

/** A credential as it was a moment ago, and what of its use is written down: what a request by it is counted on. */
export interface PresentedCredential {
  readonly accessKey: string
  readonly workspace: string
  /** Requests in a window; null: any number. */
  readonly rateLimit: number | null
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
  readonly windowStartedAt: Date | null
  readonly windowRequests: number
}

export interface LiveLogin {
  readonly id: string
  readonly user: string
  readonly role: 'superadmin' | 'user'
  readonly allowedClientIps: readonly string[]
  /** Where it signed in. */
  readonly address: string
  readonly lastSeenAt: Date
  readonly snapshot: string
  /** What this user has to do before anything else. */
  readonly mustFirst: 'password-change-required' | 'second-factor-set-up-required' | null
}

/** A login of a person, or a token that was derived from a credential. */
type LoginAndCredential = LiveLogin & (PresentedCredential | { readonly accessKey: null })

/** The pair of keys itself. */
export interface LiveCredential extends PresentedCredential {
  readonly secretHash: Buffer
  readonly user: string
  readonly role: 'superadmin' | 'user'
  readonly allowedClientIps: readonly string[]
  readonly snapshot: string
  readonly mustFirst: LiveLogin['mustFirst']
}

const joins = `logins l JOIN users u ON u.id = l.user_id CROSS JOIN site_settings s
  LEFT JOIN credentials c ON c.access_key = l.credential`
const absoluteEnd = 'least(l.expires_at, l.created_at + make_interval(secs => s.login_absolute_lifetime))'
const idleEnd = 'l.last_seen_at + make_interval(secs => s.login_idle_lifetime)'
/** A credential takes part in nothing once it was revoked or deactivated, or has expired. */
const credentialIsLive = (now: string) =>
  `c.active AND c.revoked_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > ${now}::timestamptz)`

/** Use of a token that was derived from a credential is written down there, so only its end counts. */
const isLive = (now: string) =>
  `u.active AND l.ended_at IS NULL AND ${absoluteEnd} > ${now}::timestamptz
   AND (l.credential IS NULL AND ${idleEnd} > ${now}::timestamptz OR ${credentialIsLive(now)})`

/** What is read of a credential, whichever way it is presented. */
const credentialColumns = `c.access_key AS "accessKey", c.workspace_id AS workspace, c.rate_limit AS "rateLimit",
  c.expires_at AS "expiresAt", c.last_used_at AS "lastUsedAt", c.window_started_at AS "windowStartedAt",
  c.window_requests AS "windowRequests"`

/** Of a user `u` under the settings `s`. */
export const mustFirstColumn = `CASE
  WHEN s.enforce_required_password_change AND u.require_password_change THEN 'password-change-required'
  WHEN (s.require_two_factor = 'everyone' OR s.require_two_factor = 'admins' AND u.role = 'superadmin')
       AND NOT EXISTS (SELECT FROM second_factors f WHERE f.user_id = u.id) THEN 'second-factor-set-up-required'
  END AS "mustFirst"`

const columns = `l.id, l.user_id AS "user", u.role, u.allowed_client_ips AS "allowedClientIps", l.address,
  l.last_seen_at AS "lastSeenAt", pg_current_snapshot()::text AS snapshot, ${mustFirstColumn}, ${credentialColumns}`

/** The hottest statement of all, so it is prepared once a connection and asked for many tokens at a time. */
export async function liveLogins(
  pool: pg.Pool,
  tokens: readonly string[],
  now: Date,
): Promise<Map<string, LoginAndCredential>> {
  const byHash = new Map(tokens.map((token) => [hashToken(token).toString('latin1'), token]))
  const { rows } = await pool.query<LoginAndCredential & { readonly tokenHash: Buffer }>({
    name: 'live-logins',
    text: `SELECT l.token_hash AS "tokenHash", ${columns} FROM ${joins}
            WHERE l.token_hash = ANY($1) AND ${isLive('$2')}`,
    values: [[...byHash.keys()].map((hash) => Buffer.from(hash, 'latin1')), now],
  })
  return new Map(rows.map((row) => [byHash.get(row.tokenHash.toString('latin1')) ?? '', row]))
}

/** Those of these logins that are still good. */
export async function loginsById(pool: pg.Pool, ids: readonly string[], now: Date): Promise<Map<string, LiveLogin>> {
  const { rows } = await pool.query<LiveLogin>(
    `SELECT ${columns} FROM ${joins} WHERE l.id = ANY($1) AND ${isLive('$2')}`,
    [ids, now],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** As hot as the statement for tokens, for programs that present their pair of keys with every request. */
export async function liveCredentials(
  pool: pg.Pool,
  accessKeys: readonly string[],
  now: Date,
): Promise<Map<string, LiveCredential>> {
  const { rows } = await pool.query<LiveCredential>({
    name: 'live-credentials',
    text: `SELECT ${credentialColumns}, c.secret_hash AS "secretHash", c.user_id AS "user", u.role,
                  u.allowed_client_ips AS "allowedClientIps", pg_current_snapshot()::text AS snapshot, ${mustFirstColumn}
             FROM credentials c JOIN users u ON u.id = c.user_id CROSS JOIN site_settings s
            WHERE c.access_key = ANY($1) AND c.secret_hash IS NOT NULL AND u.active AND ${credentialIsLive('$2')}`,
    values: [accessKeys, now],
  })
  return new Map(rows.map((row) => [row.accessKey, row]))
}

/** When a login ends if nothing happens any more, and when in any case. */
export async function loginEnds(pool: pg.Pool, id: string, now: Date) {
  const { rows } = await pool.query<{ idle: Date; absolute: Date; extension: boolean }>(
    `SELECT ${idleEnd} AS idle, ${absoluteEnd} AS absolute, s.login_extension AS extension
       FROM ${joins} WHERE l.id = $1 AND ${isLive('$2')}`,
    [id, now],
  )
  return rows[0]
}

interface LoginRow {
  readonly id: string
  readonly kind: 'browser' | 'program'
  readonly device: string
  readonly address: string
  readonly created_at: Date
  readonly last_seen_at: Date
  readonly expires_at: Date
}

/** Where a user is signed in; the last used first. */
export async function loginsOf(pool: pg.Pool, user: string, current: string | null, now: Date) {
  const { rows } = await pool.query<LoginRow>(
    `SELECT l.id, l.kind, l.client AS device, l.address, l.created_at, l.last_seen_at,
            least(${idleEnd}, ${absoluteEnd}) AS expires_at
       FROM ${joins} WHERE l.user_id = $1 AND l.credential IS NULL AND ${isLive('$2')}
      ORDER BY l.last_seen_at DESC, l.id DESC LIMIT 500`,
    [user, now],
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    device: row.device,
    address: row.address,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    current: row.id === current,
  }))
}
