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
  projects: `(SELECT string_agg(p.name, ', ' ORDER BY p.name)
                FROM members m JOIN projects p ON p.workspace_id = m.workspace_id AND p.active
               WHERE m.user_id = u.id
                 AND (p.everyone OR (p.id, m.user_id) IN (SELECT project_id, user_id FROM project_members)))`,
  policies: `(SELECT string_agg(DISTINCT policy, ', ' ORDER BY policy) FROM credentials
               WHERE user_id = u.id AND main AND revoked_at IS NULL)`,
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
