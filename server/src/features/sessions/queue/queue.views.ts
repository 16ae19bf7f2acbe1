/** What a look at a queue is made from, and what it left for those who ask for their place. */
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'
import { nothing, type Amounts } from '../admission/amounts.ts'
import { queuePlaceOfOne } from '../session-list-statement.ts'
import { amountSums, held } from '../admission/session-sums.views.ts'

type Db = Kysely<Tables>

/** The sessions that wait in a group. */
export const readQueue = (db: Db, resourceGroup: string) =>
  db
    .selectFrom('sessions')
    .select([
      'id',
      'owner_id as user',
      'workspace_id as workspace',
      'project_id as project',
      'credential',
      'priority',
      'due_at as dueAt',
      'starts_at as startsAt',
      'cpu_tenths as cpuTenths',
      'memory',
      'gpus',
      'gpu_share_tenths as gpuShareTenths',
      'containers',
      'time_limit as timeLimit',
      'lifetime',
      'reason',
    ])
    .where('resource_group', '=', resourceGroup)
    .where('status', '=', 'PENDING')
    .execute()
export type QueuedRow = Awaited<ReturnType<typeof readQueue>>[number]

/** Those that hold resources in a group, and until when at most. */
export const readRunning = (db: Db, resourceGroup: string, now: Date) =>
  db
    .selectFrom('sessions')
    .select([
      'node',
      'gpu_devices as devices',
      'cpu_tenths as cpuTenths',
      'memory',
      'gpus',
      'gpu_share_tenths as gpuShareTenths',
      'containers',
      sql<Date | null>`CASE WHEN status IN ('RUNNING', 'TERMINATING') THEN deadline_at
        ELSE ${now}::timestamptz + make_interval(secs => least(time_limit, lifetime)) END`.as('endsAt'),
      'started_at as startedAt',
    ])
    .where('resource_group', '=', resourceGroup)
    .where(held)
    .execute()

/** After so long, use counts half. */
const halfLifeSeconds = 24 * 3600
/** What is older counts less than a hundredth. */
const forgottenAfter = 7 * halfLifeSeconds

/**
 * What each user had on average, the last hours counting most: the integral of what they held, weighted by how long ago
 * it was. Somebody who always holds one core has one core.
 */
export async function readUse(
  db: Db,
  resourceGroup: string,
  users: readonly string[] | null,
  now: Date,
): Promise<Map<string, Amounts>> {
  const decay = Math.LN2 / halfLifeSeconds
  const weight = (at: ReturnType<typeof sql>) =>
    sql`exp(-${decay}::float8 * greatest(0, least(${forgottenAfter}::float8, extract(epoch FROM ${now}::timestamptz - ${at})::float8)))`
  const average = (column: string) =>
    sql`sum(${sql.ref(column)}::float8 * containers * (${weight(sql`coalesce(ended_at, ${now}::timestamptz)`)} - ${weight(sql`started_at`)}))`
  const { rows } = await sql<Amounts & { user: string }>`
    SELECT owner_id AS "user", ${average('cpu_tenths')} AS "cpuTenths", ${average('memory')} AS memory,
           ${average('gpus')} AS gpus, ${average('gpu_share_tenths')} AS "gpuShareTenths"
      FROM sessions
     WHERE resource_group = ${resourceGroup} AND started_at IS NOT NULL
       AND (ended_at IS NULL OR ended_at > ${new Date(now.getTime() - forgottenAfter * 1000)})
       AND (${users === null}::boolean OR owner_id = ANY(${users ?? []}::uuid[]))
     GROUP BY owner_id`.execute(db)
  return new Map(rows.map(({ user, ...amounts }) => [user, amounts]))
}

/** What users hold now in a group. */
export async function readHeldByUser(
  db: Db,
  resourceGroup: string,
  users: readonly string[] | null,
): Promise<Map<string, Amounts>> {
  const { rows } = await sql<Amounts & { user: string }>`
    SELECT owner_id AS "user", ${amountSums}
      FROM sessions
     WHERE resource_group = ${resourceGroup} AND ${held}
       AND (${users === null}::boolean OR owner_id = ANY(${users ?? []}::uuid[]))
     GROUP BY owner_id`.execute(db)
  return new Map(rows.map(({ user, ...amounts }) => [user, amounts]))
}

/** Seconds that sessions of a group without a limit usually ran, of those that ended lately; null: none did. */
export async function readUsualSeconds(db: Db, resourceGroup: string, now: Date): Promise<number | null> {
  const { rows } = await sql<{ usual: number | null }>`
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - started_at)) AS usual
      FROM (SELECT started_at, ended_at FROM sessions
             WHERE resource_group = ${resourceGroup} AND started_at IS NOT NULL
               AND ended_at > ${new Date(now.getTime() - forgottenAfter * 1000)}
             ORDER BY ended_at DESC LIMIT 500) lately`.execute(db)
  return rows[0]?.usual ?? null
}

export interface PlaceInQueue {
  readonly position: number
  readonly estimate: Date | null
}

/** Where one of this priority, whose user has had this share, would stand in the order that was last found. */
export async function findTurn(
  db: Db,
  resourceGroup: string,
  { priority, share }: { priority: number; share: number },
): Promise<PlaceInQueue> {
  const { rows } = await sql<{ ahead: number; estimate: number | null }>`
    SELECT count(*)::integer AS ahead, max(estimate) AS estimate
      FROM queue_orders o, unnest(o.sessions, o.priorities, o.shares, o.estimates) AS t(id, priority, share, estimate)
     WHERE o.resource_group = ${resourceGroup}
       AND (t.priority > ${priority} OR (t.priority = ${priority} AND t.share <= ${share}))
       AND EXISTS (SELECT FROM sessions s WHERE s.id = t.id AND s.status = 'PENDING')`.execute(db)
  const { ahead = 0, estimate = null } = rows[0] ?? {}
  return { position: ahead + 1, estimate: estimate === null ? null : new Date(estimate * 1000) }
}

/** What a user has waiting in a group, together. */
export async function readWaitingByUser(db: Db, resourceGroup: string, user: string): Promise<Amounts> {
  const { rows } = await sql<Amounts>`
    SELECT ${amountSums} FROM sessions
     WHERE resource_group = ${resourceGroup} AND status = 'PENDING' AND owner_id = ${user}
     GROUP BY owner_id`.execute(db)
  return rows[0] ?? nothing
}

/** One that waits, with its place as the list of sessions shows it. */
export async function readQueued(db: Db, id: string) {
  const { rows } = await sql<
    QueuedRow & { resourceGroup: string; position: number; estimate: number | null }
  >`SELECT row.*, (row.queue->>0)::integer AS position, (row.queue->>1)::float8 AS estimate FROM (
      SELECT s.id, s.owner_id AS "user", s.workspace_id AS workspace, s.project_id AS project, s.credential, s.priority,
             s.due_at AS "dueAt", s.starts_at AS "startsAt", s.cpu_tenths AS "cpuTenths", s.memory, s.gpus,
             s.gpu_share_tenths AS "gpuShareTenths", s.containers, s.time_limit AS "timeLimit", s.lifetime, s.reason,
             s.resource_group AS "resourceGroup", ${sql.raw(queuePlaceOfOne)} AS queue
        FROM sessions s WHERE s.id = ${id} AND s.status = 'PENDING') row`.execute(db)
  return rows[0]
}
