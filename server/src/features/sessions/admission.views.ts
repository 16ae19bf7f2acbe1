/**
 * What decisions about sessions are made from, read in the transaction that decides, under the locks that keep others
 * from deciding about the same (admission-locks.store.ts). No counter is stored: every sum is made from the rows of sessions.
 */
import { heldStatuses, type SessionReason } from '@berth/contract/session-states.ts'
import { sql, type Kysely, type SqlBool } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import type { Layer, Limits, Use } from './admission.ts'
import { nothingUsed } from './admission.ts'
import { nothing, plus } from './amounts.ts'
import type { Holding } from './placement.ts'
import type { PastStart } from './refused-starts.ts'

type Db = Kysely<Tables>
const held = sql<SqlBool>`status IN (${sql.join(heldStatuses.map((status) => sql.lit(status)))})`
const live = sql<SqlBool>`status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR')`

const sum = (column: string, type: 'integer' | 'bigint', of?: ReturnType<typeof sql<SqlBool>>) =>
  sql<number>`coalesce(sum(${sql.ref(column)}::bigint * containers)${of ? sql` FILTER (WHERE ${of})` : sql``}, 0)::${sql.raw(type)}`
const sums = [
  sum('cpu_tenths', 'integer').as('cpu'),
  sum('memory', 'bigint').as('memory'),
  sum('gpus', 'integer').as('gpus'),
  sum('gpu_share_tenths', 'integer').as('shares'),
  sum('cpu_tenths', 'integer', held).as('heldCpu'),
  sum('memory', 'bigint', held).as('heldMemory'),
  sum('gpus', 'integer', held).as('heldGpus'),
  sum('gpu_share_tenths', 'integer', held).as('heldShares'),
  sql<number>`(count(*) FILTER (WHERE ${held}))::integer`.as('heldSessions'),
  sql<number>`(count(*) FILTER (WHERE status = 'PENDING'))::integer`.as('pendingSessions'),
]

interface Sums {
  readonly cpu: number
  readonly memory: number
  readonly gpus: number
  readonly shares: number
  readonly heldCpu: number
  readonly heldMemory: number
  readonly heldGpus: number
  readonly heldShares: number
  readonly heldSessions: number
  readonly pendingSessions: number
}

const useOf = (row: Sums): Use => ({
  live: { cpuTenths: row.cpu, memory: row.memory, gpus: row.gpus, gpuShareTenths: row.shares },
  held: { cpuTenths: row.heldCpu, memory: row.heldMemory, gpus: row.heldGpus, gpuShareTenths: row.heldShares },
  heldSessions: row.heldSessions,
  pendingSessions: row.pendingSessions,
})

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

/** Everything that these claims are compared with, in three statements however many there are. */
export async function readLayers(tx: Db, claims: readonly Claim[], now: Date): Promise<LayerBook> {
  const users = [...new Set(claims.map(({ user }) => user))]
  const keys = [...new Set(claims.flatMap(({ credential }) => (credential === null ? [] : [credential])))]
  const credentials = await readCredentials(tx, users, keys, now)
  const uses = await readUses(tx, users)
  const projects = await readProjects(
    tx,
    claims.map(({ project }) => project),
    users,
  )

  const credentialUse = new Map(uses.map((row) => [row.credential, useOf(row)]))
  const userUse = new Map<string, Use>()
  for (const row of uses) {
    const place = placeOf(row.user, row.workspace)
    userUse.set(place, added(userUse.get(place) ?? nothingUsed, useOf(row)))
  }
  const projectUse = new Map([...projects].map(([id, { use }]) => [id, use]))
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
      if (own) layers.push({ limit: 'credential', limits: own.limits, use: credentialUse.get(own.key) ?? nothingUsed })
      if (mainOne)
        layers.push({
          limit: 'user',
          limits: mainOne.limits,
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

const added = (a: Use, b: Use): Use => ({
  live: plus(a.live, b.live),
  held: plus(a.held, b.held),
  heldSessions: a.heldSessions + b.heldSessions,
  pendingSessions: a.pendingSessions + b.pendingSessions,
})

interface CredentialRow extends Limits {
  readonly key: string
  readonly user: string
  readonly workspace: string
  readonly main: boolean
  readonly usable: boolean
}

/** The main credentials of these users and those that are named, with what their policies allow. */
async function readCredentials(tx: Db, users: readonly string[], keys: readonly string[], now: Date) {
  const { rows } = await sql<CredentialRow>`
    SELECT c.access_key AS key, c.user_id AS "user", c.workspace_id AS workspace, c.main,
           u.active AND c.active AND c.revoked_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > ${now}) AS usable,
           p.cpu_tenths AS "cpuTenths", p.memory, p.gpus, p.gpu_share_tenths AS "gpuShareTenths",
           p.containers_per_session AS containers, p.concurrent_sessions AS "concurrentSessions",
           p.pending_sessions AS "pendingSessions", p.max_session_lifetime AS lifetime,
           p.idle_timeout AS "idleTimeout"
      FROM credentials c JOIN policies p ON p.name = c.policy JOIN users u ON u.id = c.user_id
     WHERE (c.user_id = ANY(${users}::uuid[]) AND c.main AND c.revoked_at IS NULL)
        OR c.access_key = ANY(${keys}::text[])`.execute(tx)
  return rows.map((row) => ({ ...row, limits: row satisfies Limits }))
}

const readUses = (tx: Db, users: readonly string[]) =>
  tx
    .selectFrom('sessions')
    .select(['credential', 'owner_id as user', 'workspace_id as workspace', ...sums])
    .where(sql<SqlBool>`owner_id = ANY(${[...users]}::uuid[])`)
    .where(live)
    .groupBy(['credential', 'owner_id', 'workspace_id'])
    .execute()

interface ProjectStanding {
  readonly active: boolean
  /** Those of the users who are in its workspace, and those who are in it. */
  readonly ofWorkspace: ReadonlySet<string>
  readonly members: ReadonlySet<string>
  readonly limited: boolean
  readonly limits: Limits
  readonly use: Use
}

interface ProjectRow {
  readonly id: string
  readonly active: boolean
  readonly ofWorkspace: readonly string[]
  readonly members: readonly string[]
  readonly cpuTenths: number | null
  readonly memory: number | null
  readonly gpus: number | null
  readonly gpuShareTenths: number | null
  readonly concurrentSessions: number | null
}

/** What a project's sessions sum up to is read only where a limit asks for it: a project may have very many. */
async function readProjects(
  tx: Db,
  ids: readonly string[],
  users: readonly string[],
): Promise<Map<string, ProjectStanding>> {
  const { rows } = await sql<ProjectRow>`
    SELECT id, active, cpu_tenths AS "cpuTenths", memory, gpus, gpu_share_tenths AS "gpuShareTenths",
           concurrent_sessions AS "concurrentSessions",
           ARRAY(SELECT m.user_id FROM members m
                  WHERE m.workspace_id = p.workspace_id AND m.user_id = ANY(${users}::uuid[])) AS "ofWorkspace",
           ARRAY(SELECT m.user_id FROM members m
                  WHERE m.workspace_id = p.workspace_id AND m.user_id = ANY(${users}::uuid[])
                    AND (p.everyone OR EXISTS (SELECT FROM project_members pm
                                                WHERE pm.project_id = p.id AND pm.user_id = m.user_id))) AS members
      FROM projects p WHERE id = ANY(${[...new Set(ids)]}::uuid[])`.execute(tx)
  const isLimited = ({ cpuTenths, memory, gpus, gpuShareTenths, concurrentSessions }: ProjectRow) =>
    [cpuTenths, memory, gpus, gpuShareTenths, concurrentSessions].some((limit) => limit !== null)
  const limited = rows.filter(isLimited).map(({ id }) => id)
  const uses =
    limited.length === 0
      ? []
      : await tx
          .selectFrom('sessions')
          .select(['project_id as project', ...sums])
          .where(sql<SqlBool>`project_id = ANY(${limited}::uuid[])`)
          .where(live)
          .groupBy('project_id')
          .execute()
  const useOfProject = new Map(uses.map((row) => [row.project, useOf(row)]))
  return new Map(
    rows.map((row) => [
      row.id,
      {
        active: row.active,
        ofWorkspace: new Set(row.ofWorkspace),
        members: new Set(row.members),
        limited: isLimited(row),
        limits: { ...row, containers: null, pendingSessions: null, lifetime: 0, idleTimeout: 0 },
        use: useOfProject.get(row.id) ?? nothingUsed,
      },
    ]),
  )
}

/** What sessions hold on the machines of a group; those with devices one by one. */
export async function readHoldings(tx: Db, resourceGroup: string): Promise<Holding[]> {
  const rows = await tx
    .selectFrom('sessions')
    .select([
      'node',
      'gpu_devices as devices',
      sum('cpu_tenths', 'integer').as('cpuTenths'),
      sum('memory', 'bigint').as('memory'),
      sum('gpus', 'integer').as('gpus'),
      sum('gpu_share_tenths', 'integer').as('gpuShareTenths'),
    ])
    .where('resource_group', '=', resourceGroup)
    .where(held)
    .groupBy(['node', 'gpu_devices', sql`CASE WHEN gpu_devices = '{}' THEN NULL ELSE id END`])
    .execute()
  return rows.map((row) => ({ ...nothing, ...row }))
}

/** How many wait in a group whose turn is decided before that of a new one. */
export async function countAhead(tx: Db, resourceGroup: string, now: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('sessions')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('resource_group', '=', resourceGroup)
    .where('status', '=', 'PENDING')
    .where('due_at', '<=', now)
    // Those wait for themselves.
    .where('reason', '!=', 'waiting-for-limit')
    .executeTakeFirstOrThrow()
  return count
}

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
