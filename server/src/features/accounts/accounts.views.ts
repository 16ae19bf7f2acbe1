/** What people see of themselves. */
import type { Me } from '@berth/contract/accounts.ts'
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import type { UserRow } from './accounts.store.ts'

export async function meById(db: Kysely<Tables>, id: string, clientIp: string): Promise<Me | undefined> {
  const { rows } = await sql<UserRow & { two_factor: boolean }>`
    SELECT u.*, EXISTS (SELECT FROM second_factors f WHERE f.user_id = u.id) AS two_factor
      FROM users u WHERE u.id = ${id}`.execute(db)
  const [row] = rows
  if (!row) return undefined
  return {
    id: row.id,
    email: row.email,
    username: row.username,
    fullName: row.full_name,
    role: row.role,
    createdAt: row.created_at.toISOString(),
    lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
    requirePasswordChange: row.require_password_change,
    allowedClientIps: row.allowed_client_ips,
    twoFactor: row.two_factor,
    hasPassword: row.password_hash !== null,
    clientIp,
  }
}
