/**
 * What decisions about sessions are made from, read in the transaction that decides, under the locks that keep others
 * from deciding about the same (admission-locks.store.ts). No counter is stored: every sum is made from the rows of sessions.
 */
import type { SessionReason } from '@berth/contract/session-states.ts'
import { sql, type Kysely, type SqlBool } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'
import { together } from '../../../platform/database/together.ts'
import type { Layer, Limits, Use } from './admission.ts'
import { nothingUsed } from './admission.ts'
import { plus, type Amounts } from './amounts.ts'
import type { PastStart } from './refused-starts.ts'
import { amountSums } from './session-sums.views.ts'

type Db = Kysely<Tables>
const live = sql<SqlBool>`status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR')`

/** What those who hold have together, and what those who wait ask for. */
const sums = sql`status = 'PENDING' AS waiting, count(*)::integer AS sessions, ${amountSums}`

interface Sums extends Amounts {
  readonly waiting: boolean
  readonly sessions: number
}

const withSums = (use: Use, row: Sums): Use => ({
  live: plus(use.live, row),
  held: row.waiting ? use.held : plus(use.held, row),
  heldSessions: use.heldSessions + (row.waiting ? 0 : row.sessions),
  pendingSessions: use.pendingSessions + (row.waiting ? row.sessions : 0),
})

function usesBy<Row extends Sums>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Use> {
  const uses = new Map<string, Use>()
  for (const row of rows) uses.set(keyOf(row), withSums(uses.get(keyOf(row)) ?? nothingUsed, row))
  return uses
}

/** Who asks: a user in a workspace, with a credential (null: the main one there), for a project. */
export interface Claim {
  readonly user: string
  readonly workspace: string
  readonly credential: string | null
  readonly project: string
}

export type StandingEnd = Extract<
  SessionReason,
  'ended-with-membership' | 'credential-ended' | 'project-inactive' | 'project-membership-ended'
>

/** The three layers of a claim, and whether what they stand on may still be used. */
export interface Standing {
  /** Whose policy it counts against; null: the credential or the membership is no more. */
  readonly credential: string | null
  /** Why nothing starts by this claim, neither now nor later; null: it may. */
  readonly ended: StandingEnd | null
  readonly layers: readonly Layer[]
}

export interface LayerBook {
  of(claim: Claim): Standing
  /** Has the sum that layers share grow, for those who are decided about later in the same transaction. */
  change(claim: Claim, change: (use: Use) => Use): void
}

/** Everything that these claims are compared with, in one statement however many there are. */
export async function readLayers(tx: Db, claims: readonly Claim[], now: Date): Promise<LayerBook> {
  return bookOf(await together(tx, layersQuestions(claims, now)))
}

/** The same for those who ask more in one statement: what to ask, and what the rows say. */
export function layersQuestions(claims: readonly Claim[], now: Date) {
  const users = [...new Set(claims.map(({ user }) => user))]
  const keys = [...new Set(claims.flatMap(({ credential }) => (credential === null ? [] : [credential])))]
  const ids = [...new Set(claims.map(({ project }) => project))]
  return {
    credentials: credentialsOf(users, keys, now),
    uses: usesOf(users),
    projects: projectsOf(ids, users),
    projectUses: usesOfProjects(ids),
  }
}

interface LayersRows {
  readonly credentials: readonly CredentialRow[]
  readonly uses: readonly UseOfCredential[]
  readonly projects: readonly ProjectRow[]
  readonly projectUses: readonly UseOfProject[]
}

export function bookOf(rows: LayersRows): LayerBook {
  const { credentials, uses } = rows
  const credentialUse = usesBy(uses, ({ credential }) => credential)
  const userUse = usesBy(uses, ({ user, workspace }) => placeOf(user, workspace))
  const projectUse = usesBy(rows.projectUses, ({ project }) => project)
  const projects = standingOfProjects(rows.projects)
  const main = new Map(
    credentials.flatMap((row) => (row.main ? [[placeOf(row.user, row.workspace), row] as const] : [])),
  )
  const byKey = new Map(credentials.map((row) => [row.key, row]))

  const credentialOf = ({ user, workspace, credential }: Claim) => {
    const found = credential === null ? main.get(placeOf(user, workspace)) : byKey.get(credential)
    return found?.user === user && found.workspace === workspace ? found : undefined
  }
  const endOf = (claim: Claim): StandingEnd | null => {
    const project = projects.get(claim.project)
    if (!project?.ofWorkspace.has(claim.user)) return 'ended-with-membership'
    if (!credentialOf(claim)?.usable || !main.get(placeOf(claim.user, claim.workspace))?.usable)
      return 'credential-ended'
    if (!project.active) return 'project-inactive'
    return project.members.has(claim.user) ? null : 'project-membership-ended'
  }
  return {
    of(claim) {
      const own = credentialOf(claim)
      const mainOne = main.get(placeOf(claim.user, claim.workspace))
      const project = projects.get(claim.project)
      const layers: Layer[] = []
      if (own) layers.push({ limit: 'credential', limits: own, use: credentialUse.get(own.key) ?? nothingUsed })
      if (mainOne)
        layers.push({
          limit: 'user',
          limits: mainOne,
          use: userUse.get(placeOf(claim.user, claim.workspace)) ?? nothingUsed,
        })
      if (project?.limited)
        layers.push({
          limit: 'project',
          limits: project.limits,
          use: projectUse.get(claim.project) ?? nothingUsed,
        })
      return {
        credential: own?.usable && mainOne?.usable ? own.key : null,
        ended: endOf(claim),
        layers,
      }
    },
    change(claim, change) {
      const own = credentialOf(claim)
      const place = placeOf(claim.user, claim.workspace)
      if (own) credentialUse.set(own.key, change(credentialUse.get(own.key) ?? nothingUsed))
      userUse.set(place, change(userUse.get(place) ?? nothingUsed))
      projectUse.set(claim.project, change(projectUse.get(claim.project) ?? nothingUsed))
    },
  }
}

const placeOf = (user: string, workspace: string) => `${user} ${workspace}`

interface CredentialRow extends Limits {
  readonly key: string
  readonly user: string
  readonly workspace: string
  readonly main: boolean
  readonly usable: boolean
}

/** The main credentials of these users and those that are named, with what their policies allow. */
const credentialsOf = (users: readonly string[], keys: readonly string[], now: Date) => sql<CredentialRow>`
  SELECT c.access_key AS key, c.user_id AS "user", c.workspace_id AS workspace, c.main,
         u.active AND c.active AND c.revoked_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > ${now}) AS usable,
         p.cpu_tenths AS "cpuTenths", p.memory, p.gpus, p.gpu_share_tenths AS "gpuShareTenths",
         p.containers_per_session AS containers, p.concurrent_sessions AS "concurrentSessions",
         p.pending_sessions AS "pendingSessions", p.max_session_lifetime AS lifetime,
         p.idle_timeout AS "idleTimeout"
    FROM credentials c JOIN policies p ON p.name = c.policy JOIN users u ON u.id = c.user_id
   WHERE (c.user_id = ANY(${users}::uuid[]) AND c.main AND c.revoked_at IS NULL)
      OR c.access_key = ANY(${keys}::text[])`

interface UseOfCredential extends Sums {
  readonly credential: string
  readonly user: string
  readonly workspace: string
}

const usesOf = (users: readonly string[]) => sql<UseOfCredential>`
  SELECT credential, owner_id AS "user", workspace_id AS workspace, ${sums}
    FROM sessions WHERE owner_id = ANY(${users}::uuid[]) AND ${live}
   GROUP BY credential, owner_id, workspace_id, waiting`

interface ProjectStanding {
  readonly active: boolean
  /** Those of the users who are in its workspace, and those who are in it. */
  readonly ofWorkspace: ReadonlySet<string>
  readonly members: ReadonlySet<string>
  readonly limited: boolean
  readonly limits: Limits
}

interface ProjectRow {
  readonly id: string
  readonly active: boolean
  readonly limited: boolean
  readonly ofWorkspace: readonly string[]
  readonly members: readonly string[]
  readonly cpuTenths: number | null
  readonly memory: number | null
  readonly gpus: number | null
  readonly gpuShareTenths: number | null
  readonly concurrentSessions: number | null
}

const isLimited = sql<SqlBool>`
  num_nonnulls(p.cpu_tenths, p.memory, p.gpus, p.gpu_share_tenths, p.concurrent_sessions) > 0`

const projectsOf = (ids: readonly string[], users: readonly string[]) => sql<ProjectRow>`
  SELECT id, active, cpu_tenths AS "cpuTenths", memory, gpus, gpu_share_tenths AS "gpuShareTenths",
         concurrent_sessions AS "concurrentSessions", ${isLimited} AS limited,
         ARRAY(SELECT m.user_id FROM members m
                WHERE m.workspace_id = p.workspace_id AND m.user_id = ANY(${users}::uuid[])) AS "ofWorkspace",
         ARRAY(SELECT m.user_id FROM members m
                WHERE m.workspace_id = p.workspace_id AND m.user_id = ANY(${users}::uuid[])
                  AND (p.everyone OR EXISTS (SELECT FROM project_members pm
                                              WHERE pm.project_id = p.id AND pm.user_id = m.user_id))) AS members
    FROM projects p WHERE id = ANY(${ids}::uuid[])`

interface UseOfProject extends Sums {
  readonly project: string
}

/** Summed up only where a limit asks for it: a project may have very many sessions. */
const usesOfProjects = (ids: readonly string[]) => sql<UseOfProject>`
  SELECT p.id AS project, uses.*
    FROM projects p
    CROSS JOIN LATERAL (SELECT ${sums} FROM sessions WHERE project_id = p.id AND ${live} GROUP BY waiting) uses
   WHERE p.id = ANY(${ids}::uuid[]) AND ${isLimited}`

const standingOfProjects = (rows: readonly ProjectRow[]): Map<string, ProjectStanding> =>
  new Map(
    rows.map((row) => [
      row.id,
      {
        active: row.active,
        ofWorkspace: new Set(row.ofWorkspace),
        members: new Set(row.members),
        limited: row.limited,
        limits: { ...row, containers: null, pendingSessions: null, lifetime: 0, idleTimeout: 0 },
      },
    ]),
  )

/** What somebody has running or waiting in a workspace by credentials that are no more. */
export async function liveOfRevoked(tx: Db, user: string, workspace: string): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT s.id FROM sessions s JOIN credentials c ON c.access_key = s.credential
     WHERE s.owner_id = ${user} AND s.workspace_id = ${workspace} AND c.revoked_at IS NOT NULL
       AND s.status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR')
     ORDER BY s.id`.execute(tx)
  return rows
}

/** The newest; more would not change what somebody thinks of a policy. */
const mostPast = 100_000

/** The starts with a policy since then, and what of before was still live, oldest first. */
export async function readPastStarts(db: Kysely<Tables>, policy: string, since: Date): Promise<PastStart[]> {
  const { rows } = await sql<PastStart>`
    SELECT s.owner_id AS "user", s.workspace_id AS workspace, s.credential,
           c.policy = ${policy} AS "ofCredential", coalesce(main.policy = ${policy}, false) AS "ofUser",
           s.cpu_tenths AS "cpuTenths", s.memory, s.gpus, s.gpu_share_tenths AS "gpuShareTenths", s.containers,
           s.time_limit AS "timeLimit", s.starts_at AS "startsAt", s.created_at AS "createdAt",
           s.started_at AS "startedAt", s.ended_at AS "endedAt"
      FROM sessions s JOIN credentials c ON c.access_key = s.credential
      LEFT JOIN credentials main
        ON main.user_id = s.owner_id AND main.workspace_id = s.workspace_id AND main.main AND main.revoked_at IS NULL
     WHERE (s.created_at >= ${since} OR s.ended_at IS NULL OR s.ended_at > ${since})
       AND (c.policy = ${policy} OR main.policy = ${policy})
     ORDER BY s.created_at DESC LIMIT ${mostPast}`.execute(db)
  return rows.toReversed()
}
