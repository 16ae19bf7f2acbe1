/** Everything that changes sessions. */
import { heldStatuses, sessionSteps, sessionStatuses } from '@berth/contract/session-states.ts'
import type { SessionReason, SessionStatus } from '@berth/contract/session-states.ts'
import { sql, type Insertable, type Kysely, type Transaction, type Updateable } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { emit } from '../../platform/events/outbox.ts'
import type { Held } from './admission.ts'
import { deadlineOf } from './session-deadlines.ts'
import type { SessionsTable } from './sessions.tables.ts'

const own = ownTables<'sessions' | 'session_history'>()
type Tx = Transaction<Tables>

export const sessionUpdated = 'session.updated'

/** Whoever decides about a group's resources holds this until the transaction ends, so decisions never overlap. */
export const lockGroup = (tx: Tx, resourceGroup: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended('session admission: ' || ${resourceGroup}, 0))`.execute(tx)

/** What is held in a group, summed from the rows, and how many are due in its queue. */
export async function heldIn(db: Kysely<Tables>, resourceGroup: string, now: Date): Promise<Held> {
  const held = sql`status IN (${sql.join(heldStatuses.map((status) => sql.lit(status)))})`
  return own(db)
    .selectFrom('sessions')
    .select([
      sql<number>`coalesce(sum(cpu_tenths) FILTER (WHERE ${held}), 0)::integer`.as('cpuTenths'),
      sql<number>`coalesce(sum(memory) FILTER (WHERE ${held}), 0)::bigint`.as('memory'),
      sql<number>`coalesce(sum(gpus) FILTER (WHERE ${held}), 0)::integer`.as('gpus'),
      sql<number>`coalesce(sum(gpu_share_tenths) FILTER (WHERE ${held}), 0)::integer`.as('gpuShareTenths'),
      sql<number>`(count(*) FILTER (WHERE ${held}))::integer`.as('sessions'),
      sql<number>`(count(*) FILTER (WHERE status = 'PENDING' AND due_at <= ${now}))::integer`.as('ahead'),
    ])
    .where('resource_group', '=', resourceGroup)
    .where(sql<boolean>`status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR')`)
    .executeTakeFirstOrThrow()
}

export async function takenDevices(db: Kysely<Tables>, resourceGroup: string): Promise<Set<number>> {
  const rows = await own(db)
    .selectFrom('sessions')
    .select(sql<number>`unnest(gpu_devices)`.as('device'))
    .where('resource_group', '=', resourceGroup)
    .where('status', 'in', [...heldStatuses])
    .execute()
  return new Set(rows.map((row) => row.device))
}

/** The queue of a group in its order, those that wait for their start time last. */
export const queueOf = (db: Kysely<Tables>, resourceGroup: string) =>
  own(db)
    .selectFrom('sessions')
    .select(['id', 'cpu_tenths', 'memory', 'gpus', 'gpu_share_tenths', 'starts_at', 'reason'])
    .where('resource_group', '=', resourceGroup)
    .where('status', '=', 'PENDING')
    .orderBy('due_at')
    .orderBy('id')
    .execute()
export type Queued = Awaited<ReturnType<typeof queueOf>>[number]

export const findByIdempotencyKey = (db: Kysely<Tables>, owner: string, key: string) =>
  own(db)
    .selectFrom('sessions')
    .select(['id', 'idempotency_hash as hash'])
    .where('owner_id', '=', owner)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()

type NewSession = Omit<Insertable<SessionsTable>, 'status' | 'deadline_at' | 'credential'>

/** As PENDING. False: its name is taken. */
export async function insertSession(tx: Tx, row: NewSession): Promise<boolean> {
  const deadline = deadlineOf('PENDING', row.due_at)
  const inserted = await own(tx)
    .insertInto('sessions')
    .values({
      ...row,
      status: 'PENDING',
      deadline_at: deadline,
      credential: sql<string>`(SELECT access_key FROM credentials
        WHERE user_id = ${row.owner_id} AND workspace_id = ${row.workspace_id} AND main AND revoked_at IS NULL)`,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['owner_id', 'project_id', 'name'])
        .where(sql<boolean>`status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR')`)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return false
  await noteHistory(tx, row.id, { at: row.created_at, status: 'PENDING', reason: row.reason, detail: null })
  await announce(tx, row.id, row.owner_id)
  return true
}

export interface Move {
  readonly at: Date
  readonly reason: SessionReason
  readonly detail?: string | null
  /** Only from these; else from every status that may go there. */
  readonly from?: readonly SessionStatus[]
  readonly set?: Pick<
    Updateable<SessionsTable>,
    'node' | 'tier' | 'gpu_devices' | 'result' | 'exit_code' | 'started_at' | 'starts'
  >
}

const finished: readonly SessionStatus[] = ['TERMINATED', 'CANCELLED', 'ERROR']

/**
 * The only way a status changes. The step is checked by the statement that takes it, so of two that race one wins and
 * the other one learns it: false. History and event are part of it.
 */
export async function moveSession(tx: Tx, id: string, to: SessionStatus, move: Move): Promise<boolean> {
  const { at, reason, set = {} } = move
  const sources = sessionStatuses.filter(
    (status) => sessionSteps[status].includes(to) && (move.from?.includes(status) ?? true),
  )
  const end = finished.includes(to)
  const moved = await own(tx)
    .with('moved', (sessions) =>
      sessions
        .updateTable('sessions')
        .set({
          status: to,
          reason,
          deadline_at: deadlineOf(to, at),
          // A clock that was set back, or an engine's own clock, must not end a session before it began.
          ended_at: end ? sql<Date>`greatest(${at}::timestamptz, started_at, created_at)` : null,
          ...set,
          ...(to === 'RUNNING'
            ? { started_at: at, deadline_at: sql<Date>`${at}::timestamptz + make_interval(secs => time_limit)` }
            : {}),
        })
        .where('id', '=', id)
        .where('status', 'in', sources)
        .returning(['id', 'owner_id', sql<Date>`coalesce(ended_at, ${at}::timestamptz)`.as('at')]),
    )
    .with('noted', (history) =>
      history
        .insertInto('session_history')
        .columns(['session_id', 'at', 'status', 'reason', 'detail'])
        .expression((from) =>
          from
            .selectFrom('moved')
            .select([
              'id',
              'moved.at',
              sql.lit(to).as('status'),
              sql.lit(reason).as('reason'),
              sql<string | null>`${detailText(move.detail)}::text`.as('detail'),
            ]),
        ),
    )
    .selectFrom('moved')
    .select('owner_id')
    .executeTakeFirst()
  if (!moved) return false
  await announce(tx, id, moved.owner_id)
  return true
}

/** A new reason for the status it is in, and from when its deadline counts anew. False: it is not in it any more. */
export async function noteReason(
  tx: Tx,
  id: string,
  status: SessionStatus,
  note: { at: Date; reason: SessionReason; detail?: string; renewDeadline?: boolean; set?: Move['set'] },
): Promise<boolean> {
  const noted = await own(tx)
    .updateTable('sessions')
    .set({
      reason: note.reason,
      ...note.set,
      ...(note.renewDeadline ? { deadline_at: deadlineOf(status, note.at) } : {}),
    })
    .where('id', '=', id)
    .where('status', '=', status)
    .returning('owner_id')
    .executeTakeFirst()
  if (!noted) return false
  await noteHistory(tx, id, { at: note.at, status, reason: note.reason, detail: detailText(note.detail) })
  await announce(tx, id, noted.owner_id)
  return true
}

/** The time that nobody could act in does not count against a session. */
export const renewDeadlines = (db: Kysely<Tables>, engine: string, status: SessionStatus, at: Date) =>
  own(db)
    .updateTable('sessions')
    .set({ deadline_at: deadlineOf(status, at) })
    .where('engine', '=', engine)
    .where('status', '=', status)
    .execute()

/** Its name changes while it lives. Throws the unique violation `sessions_live_name`. */
export async function renameSession(tx: Tx, id: string, name: string): Promise<boolean> {
  const renamed = await own(tx)
    .updateTable('sessions')
    .set({ name })
    .where('id', '=', id)
    .where('status', 'not in', [...finished, 'TERMINATING'])
    .returning('owner_id')
    .executeTakeFirst()
  if (!renamed) return false
  await announce(tx, id, renamed.owner_id)
  return true
}

const noteHistory = (
  tx: Tx,
  id: string,
  entry: { at: Date; status: SessionStatus; reason: SessionReason; detail: string | null },
) =>
  own(tx)
    .insertInto('session_history')
    .values({ session_id: id, ...entry })
    .execute()

/** Errors of engines may quote anything. */
const detailText = (detail: string | null | undefined) => detail?.replaceAll('\0', '').slice(0, 2000) ?? null

/** The owner hears of it, and administrators. */
const announce = (tx: Tx, id: string, owner: string) => emit(tx, { kind: sessionUpdated, subject: id, user: owner })

/** What the reconciler looks at: every session that is not over, oldest due first. */
export const liveSessions = (db: Kysely<Tables>, engine: string) =>
  own(db)
    .selectFrom('sessions')
    .select(['id', 'type', 'status', 'reason', 'resource_group', 'deadline_at', 'starts_at', 'starts'])
    .where('engine', '=', engine)
    .where(sql<boolean>`status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR')`)
    .orderBy('due_at')
    .orderBy('id')
    .execute()
export type LiveSession = Awaited<ReturnType<typeof liveSessions>>[number]

export const statusOf = async (db: Kysely<Tables>, id: string): Promise<SessionStatus | null> =>
  (await own(db).selectFrom('sessions').select('status').where('id', '=', id).executeTakeFirst())?.status ?? null

/** What its start needs. */
export const startOf = (db: Kysely<Tables>, id: string) =>
  own(db)
    .selectFrom('sessions')
    .select(['id', 'name', 'type', 'cpu_tenths', 'memory', 'shared_memory', 'gpu_devices', 'command', 'env', 'starts'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** Its status, which stays until the transaction ends. */
export const lockSession = async (tx: Tx, id: string): Promise<SessionStatus | undefined> =>
  (await own(tx).selectFrom('sessions').select('status').where('id', '=', id).forUpdate().executeTakeFirst())?.status

export const liveSessionsOf = (db: Kysely<Tables>, owner: string) =>
  own(db)
    .selectFrom('sessions')
    .select(['id', 'name', 'status'])
    .where('owner_id', '=', owner)
    .where('status', 'not in', finished)
    .orderBy('created_at')
    .execute()
