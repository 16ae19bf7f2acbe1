/** Sessions as people name them where there is no list to choose from. */
import type { SessionStatus } from '@berth/contract/session-states.ts'
import type pg from 'pg'

export interface NamedSession {
  readonly id: string
  readonly name: string
  readonly owner: string
  readonly project: string
  readonly status: SessionStatus
}

/** By a name: of this user, or of these. By an id: whosever it is. */
export type SessionName =
  | { readonly id: string }
  | { readonly name: string; readonly ofUsername: string }
  | { readonly name: string; readonly ofUsers: readonly string[] }

const columns = `s.id, s.name, s.owner_id AS owner, p.name AS project, s.status
  FROM sessions s JOIN projects p ON p.id = s.project_id JOIN users u ON u.id = s.owner_id`

/** Those that live; by its id also one that ended. */
export async function sessionsNamed(pool: pg.Pool, given: SessionName): Promise<NamedSession[]> {
  const [condition, values] =
    'id' in given
      ? ['s.id = $1', [given.id]]
      : 'ofUsername' in given
        ? [`s.name = $1 AND lower(u.username) = lower($2) AND ${lives}`, [given.name, given.ofUsername]]
        : [`s.name = $1 AND s.owner_id = ANY($2) AND ${lives}`, [given.name, given.ofUsers]]
  const { rows } = await pool.query<NamedSession>(
    `SELECT ${columns} WHERE ${condition} ORDER BY s.created_at LIMIT 20`,
    values,
  )
  return rows
}

const lives = `s.status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR')`
