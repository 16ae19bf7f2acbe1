/** Users as CSV. */
import type { Readable } from 'node:stream'
import type pg from 'pg'
import { exportRows, utcText } from '../../platform/database/export-rows.ts'
import { exportStatement, hasSecondFactor, type UserFilters } from './user-list-statement.ts'

/** By the names that the API uses. */
export const exportColumns = {
  id: 'u.id',
  email: 'u.email',
  username: 'u.username',
  fullName: 'u.full_name',
  description: 'u.description',
  role: 'u.role',
  active: 'u.active',
  requirePasswordChange: 'u.require_password_change',
  allowedClientIps: `array_to_string(u.allowed_client_ips, ' ')`,
  twoFactor: hasSecondFactor,
  workspaces: `(SELECT string_agg(w.name, ', ' ORDER BY w.name) FROM members m JOIN workspaces w ON w.id = m.workspace_id
                 WHERE m.user_id = u.id)`,
  createdAt: utcText('u.created_at'),
  lastSignInAt: utcText('u.last_sign_in_at'),
} as const
export type ExportColumn = keyof typeof exportColumns

export const exportUsers = (pool: pg.Pool, filters: UserFilters, columns: readonly ExportColumn[]): Readable =>
  exportRows(
    pool,
    columns,
    exportStatement(filters, columns.map((name) => `${exportColumns[name]} AS "${name}"`).join(', ')),
  )
