/** Who may open which apps of which sessions. */
import type { SessionStatus } from '@berth/contract/session-states.ts'
import type pg from 'pg'
import type { EnvironmentParts } from '../environments/environments.service.ts'

/** The one app of a session that is what the session is for. */
export const serviceApp = 'service'

/** Members of the project that a service is open to; `p` is the project, `who` whom it is about. */
const isInProject = (who: string) => `(
  EXISTS (SELECT FROM members m WHERE m.workspace_id = p.workspace_id AND m.user_id = ${who})
  AND (p.everyone OR EXISTS (SELECT FROM project_members pm WHERE pm.project_id = p.id AND pm.user_id = ${who})))`

export interface OpenSession {
  readonly environment: string
  readonly port: number | null
  readonly status: SessionStatus
  /** Theirs, or an administrator's to look after: every app of it. Else the service alone. */
  readonly whole: boolean
  /** Theirs. */
  readonly own: boolean
}

export interface AppViewer {
  readonly user: string
  readonly role: 'superadmin' | 'user'
  readonly workspace: string | null
}

/** Undefined for those who may open nothing of it. */
export async function openSession(pool: pg.Pool, viewer: AppViewer, id: string): Promise<OpenSession | undefined> {
  const { rows } = await pool.query<OpenSession>({
    name: 'session-for-apps',
    text: `
      SELECT s.environment, s.port, s.status, (s.owner_id = $2 OR $3) AS whole, s.owner_id = $2 AS own
        FROM sessions s JOIN projects p ON p.id = s.project_id
       WHERE s.id = $1 AND ($4::uuid IS NULL OR s.workspace_id = $4)
         AND (s.owner_id = $2 OR $3 OR (s.audience = 'project' AND ${isInProject('$2')}))`,
    values: [id, viewer.user, viewer.role === 'superadmin', viewer.workspace],
  })
  return rows[0]
}

export interface LivePass {
  readonly hash: string
  readonly session: string
  readonly app: string
  readonly user: string
  readonly login: string | null
  readonly credential: string | null
  readonly port: number | null
  /** Of its environment; null: that is gone. */
  readonly environment: EnvironmentParts | null
  /** Whether the session or its project decides, not the user alone. */
  readonly byProject: boolean
}

/** By the hash in hex. Only those of live sessions whose users may still open them. */
export async function livePasses(pool: pg.Pool, hashes: readonly string[], now: Date): Promise<Map<string, LivePass>> {
  const { rows } = await pool.query<LivePass>({
    name: 'app-passes',
    text: `
      SELECT encode(a.token_hash, 'hex') AS hash, a.session_id AS session, a.app, a.user_id AS "user",
             a.login_id AS login, a.credential, s.port,
             CASE WHEN e.name IS NOT NULL
                  THEN jsonb_build_object('root_directory', e.root_directory, 'apps', e.apps) END AS environment,
             s.owner_id <> a.user_id AND u.role <> 'superadmin' AS "byProject"
        FROM app_passes a
        JOIN sessions s ON s.id = a.session_id
        JOIN projects p ON p.id = s.project_id
        JOIN users u ON u.id = a.user_id
        LEFT JOIN environments e ON e.name = s.environment
       WHERE a.token_hash = ANY(ARRAY(SELECT decode(h, 'hex') FROM unnest($1::text[]) h))
         AND a.kind = 'cookie' AND a.expires_at > $2 AND s.status = 'RUNNING' AND u.active
         AND (s.owner_id = a.user_id OR u.role = 'superadmin'
              OR (s.audience = 'project' AND a.app = '${serviceApp}' AND ${isInProject('a.user_id')}))`,
    values: [hashes, now],
  })
  return new Map(rows.map((row) => [row.hash, row]))
}

/** Running sessions of an engine that an app was opened in, where it matters whether they are used. */
export async function openedIn(pool: pg.Pool, app: string, engine: string) {
  const { rows } = await pool.query<{ id: string; environment: string }>({
    name: 'sessions-with-app',
    text: `
      SELECT s.id, s.environment FROM sessions s
       WHERE s.status = 'RUNNING' AND s.engine = $2 AND s.idle_timeout IS NOT NULL
         AND EXISTS (SELECT FROM app_passes a WHERE a.session_id = s.id AND a.app = $1)`,
    values: [app, engine],
  })
  return rows
}
