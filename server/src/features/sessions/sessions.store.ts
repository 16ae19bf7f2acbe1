/** Everything that changes sessions. */
import { sessionSteps, sessionStatuses } from '@berth/contract/session-states.ts'
import type { SessionReason, SessionStatus } from '@berth/contract/session-states.ts'
import { sql, type Insertable, type Kysely, type Transaction, type Updateable } from 'kysely'
import { commitLater } from '../../platform/database/durability.ts'
import { jsonRows } from '../../platform/database/json-rows.ts'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { emit, hear, tell } from '../../platform/events/outbox.ts'
import type { WantedMount } from '../folders/folder-mounts.service.ts'
import { deadlineOf } from './life/session-deadlines.ts'
import type { SessionHistoryTable, SessionsTable } from './sessions.tables.ts'

const own = ownTables<'sessions' | 'session_history'>()
type Tx = Transaction<Tables>

/** The payload of its first one says that it begins: `{begun: true}`. */
export const sessionUpdated = 'session.updated'
/** It is over; the payload says why, and how it was named. */
export const sessionEnded = 'session.ended'

export interface Place {
  readonly node: string
  readonly devices: readonly number[]
}

/** `place`: where its resources are reserved at once; null: it waits. */
export type NewSession = Omit<
  Insertable<SessionsTable>,
  'status' | 'deadline_at' | 'node' | 'gpu_devices' | 'has_mounts'
> & {
  readonly place: Place | null
  readonly mounts: readonly WantedMount[]
}

/** Writes what was decided, with history and events, in one statement however many there are. */
export async function insertSessions(tx: Tx, rows: readonly NewSession[]): Promise<void> {
  if (rows.length === 0) return
  const given = rows.map(({ place, env, mounts, ...row }) => ({
    ...row,
    has_mounts: mounts.length > 0,
    env: JSON.parse(env) as unknown,
    status: place ? 'SCHEDULED' : 'PENDING',
    reason: place ? 'resources-reserved' : row.reason,
    deadline_at: place ? deadlineOf('SCHEDULED', asDate(row.created_at)) : deadlineOf('PENDING', asDate(row.due_at)),
    node: place?.node ?? null,
    gpu_devices: place?.devices ?? [],
  }))
  const columns = sql.join(Object.keys(given[0] ?? {}).map((column) => sql.ref(column)))
  const history = rows.flatMap(({ id, created_at: at, reason, place }) => {
    const first = { session_id: id, at, status: 'PENDING', reason, detail: null }
    return place ? [first, { ...first, status: 'SCHEDULED', reason: 'resources-reserved' }] : [first]
  })
  const mounts = rows.flatMap(({ id, mounts: of }) =>
    of.map(({ folder, ...mount }) => ({ session_id: id, folder_id: folder, ...mount })),
  )
  await sql`
    WITH made AS (
      INSERT INTO sessions (${columns})
      SELECT ${columns} FROM json_populate_recordset(null::sessions, ${jsonRows(given)}::json)
      RETURNING id, owner_id),
    noted AS (${insertHistory(history)}),
    mounted AS (${insertMounts(mounts)}),
    told AS (${tell(beginningsOf('made'))})
    SELECT ${hear}`.execute(tx)
}

const asDate = (value: Date | string) => (value instanceof Date ? value : new Date(value))

export async function findByIdempotencyKeys(db: Kysely<Tables>, owners: readonly string[], keys: readonly string[]) {
  const { rows } = await sql<{ owner: string; key: string; id: string; hash: string | null }>`
    SELECT owner_id AS owner, idempotency_key AS key, id, idempotency_hash AS hash FROM sessions
     WHERE (owner_id, idempotency_key) IN (SELECT * FROM unnest(${owners}::uuid[], ${keys}::text[]))`.execute(db)
  return rows
}

export interface Named {
  readonly owner: string
  readonly project: string
  readonly name: string
}

/** Those of these names that live sessions have. */
export const takenNames = (wanted: readonly Named[]) => sql<Named>`
  SELECT owner_id AS owner, project_id AS project, name FROM sessions
   WHERE status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR')
     AND (owner_id, project_id, name) IN (SELECT * FROM unnest(
       ${wanted.map(({ owner }) => owner)}::uuid[],
       ${wanted.map(({ project }) => project)}::uuid[],
       ${wanted.map(({ name }) => name)}::text[]))`

/** What waited, and is locked, gets its resources. Answers which of them still waited. */
export async function reserve(
  tx: Tx,
  starts: readonly ({ readonly id: string } & Place)[],
  at: Date,
): Promise<ReadonlySet<string>> {
  if (starts.length === 0) return new Set()
  const given = JSON.stringify(starts)
  const { rows } = await sql<{ id: string; owner: string }>`
    UPDATE sessions SET status = 'SCHEDULED', reason = 'resources-reserved', deadline_at = ${deadlineOf('SCHEDULED', at)},
           node = given.node, gpu_devices = given.devices
      FROM json_to_recordset(${given}::json) AS given(id uuid, node text, devices integer[])
     WHERE sessions.id = given.id AND sessions.status = 'PENDING'
    RETURNING sessions.id, sessions.owner_id AS owner`.execute(tx)
  await noteHistory(
    tx,
    rows.map(({ id }) => ({ session_id: id, at, status: 'SCHEDULED', reason: 'resources-reserved', detail: null })),
  )
  await announce(tx, rows)
  return new Set(rows.map(({ id }) => id))
}

/** Why they wait now, where that has changed. They are locked. */
export async function noteWaiting(
  tx: Tx,
  notes: readonly { readonly id: string; readonly reason: SessionReason }[],
  at: Date,
): Promise<void> {
  if (notes.length === 0) return
  const { rows } = await sql<{ id: string; owner: string; reason: SessionReason }>`
    UPDATE sessions SET reason = given.reason
      FROM json_to_recordset(${JSON.stringify(notes)}::json) AS given(id uuid, reason text)
     WHERE sessions.id = given.id AND sessions.status = 'PENDING' AND sessions.reason <> given.reason
    RETURNING sessions.id, sessions.owner_id AS owner, sessions.reason`.execute(tx)
  await noteHistory(
    tx,
    rows.map(({ id, reason }) => ({ session_id: id, at, status: 'PENDING', reason, detail: null })),
  )
  await announce(tx, rows)
}

export interface QueueOrder {
  readonly sessions: readonly string[]
  readonly priorities: readonly number[]
  readonly shares: readonly number[]
  readonly estimates: readonly (number | null)[]
}

/** Kept for those who ask for a place; it follows from rows and is made anew by each look at the queue. */
export const saveQueueOrder = (db: Kysely<Tables>, resourceGroup: string, order: QueueOrder, at: Date) =>
  sql`
    INSERT INTO queue_orders (resource_group, sessions, priorities, shares, estimates, made_at)
    VALUES (${resourceGroup}, ${order.sessions}::uuid[], ${order.priorities}::smallint[],
            ${order.shares}::double precision[], ${order.estimates}::double precision[], ${at})
    ON CONFLICT (resource_group) DO UPDATE SET sessions = excluded.sessions, priorities = excluded.priorities,
      shares = excluded.shares, estimates = excluded.estimates, made_at = excluded.made_at`.execute(db)

/** Its place in the queue changes with the next look at it. */
export async function setPriority(tx: Tx, id: string, priority: number): Promise<boolean> {
  const changed = await own(tx)
    .updateTable('sessions')
    .set({ priority })
    .where('id', '=', id)
    .where('status', '=', 'PENDING')
    .returning('owner_id as owner')
    .executeTakeFirst()
  if (changed) await announce(tx, [{ id, owner: changed.owner }])
  return changed !== undefined
}

export interface Move {
  readonly at: Date
  readonly reason: SessionReason
  readonly detail?: string | null
  /**
   * Nobody waits until it is on disk, since it would be found out again after a crash of the database. Commits that tell
   * of events go one after the other, so each that has to wait for the disk makes all others wait.
   */
  readonly isFoundAgain?: true
  /** Only from these; else from every status that may go there. */
  readonly from?: readonly SessionStatus[]
  readonly set?: Pick<
    Updateable<SessionsTable>,
    | 'node'
    | 'tier'
    | 'gpu_devices'
    | 'result'
    | 'exit_code'
    | 'started_at'
    | 'starts'
    | 'bootstrap_seconds'
    | 'warning'
    | 'bootstrap_exit_code'
  >
}

const finished: readonly SessionStatus[] = ['TERMINATED', 'CANCELLED', 'ERROR']

/**
 * The only way a status changes. The step is checked by the statement that takes it, so of two that race one wins and
 * the other one learns it: false. History and events are part of the statement, so it needs no transaction around it.
 */
export async function moveSession(db: Kysely<Tables>, id: string, to: SessionStatus, move: Move): Promise<boolean> {
  const { at, reason, set = {} } = move
  const sources = sessionStatuses.filter(
    (status) => sessionSteps[status].includes(to) && (move.from?.includes(status) ?? true),
  )
  const end = finished.includes(to)
  const moved = await own(db)
    .with('moved', (sessions) =>
      sessions
        .updateTable('sessions')
        .set({
          status: to,
          reason,
          deadline_at: deadlineOf(to, at, set.bootstrap_seconds),
          // A clock that was set back, or an engine's own clock, must not end a session before it began.
          ended_at: end ? sql<Date>`greatest(${at}::timestamptz, started_at, created_at)` : null,
          ...set,
          ...(to === 'RUNNING'
            ? {
                started_at: at,
                deadline_at: sql<Date>`${at}::timestamptz + make_interval(secs => least(time_limit, lifetime))`,
              }
            : {}),
        })
        .where('id', '=', id)
        .where('status', 'in', sources)
        .returning(['id', 'owner_id', 'name', sql<Date>`coalesce(ended_at, ${at}::timestamptz)`.as('at')]),
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
    .with(
      'told',
      () =>
        sql<object>`(${tell(end ? sql`${updatesOf('moved')} UNION ALL ${endsOf('moved', reason)}` : updatesOf('moved'))})`,
    )
    .selectFrom('moved')
    .select(hear.as('heard'))
    .$if(move.isFoundAgain === true, (query) => query.select(commitLater.as('later')))
    .executeTakeFirst()
  return moved !== undefined
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
      ...(note.renewDeadline ? { deadline_at: deadlineOf(status, note.at, note.set?.bootstrap_seconds) } : {}),
    })
    .where('id', '=', id)
    .where('status', '=', status)
    .returning('owner_id')
    .executeTakeFirst()
  if (!noted) return false
  await noteHistory(tx, [{ session_id: id, at: note.at, status, reason: note.reason, detail: detailText(note.detail) }])
  await announce(tx, [{ id, owner: noted.owner_id }])
  return true
}

/** The time that nobody could act in does not count against a session. */
export const renewDeadlines = (db: Kysely<Tables>, engine: string, status: SessionStatus, at: Date) =>
  own(db)
    .updateTable('sessions')
    .set({ deadline_at: deadlineOf(status, at) })
    .where('id', 'in', (sessions) =>
      sessions
        .selectFrom('sessions')
        .select('id')
        .where('engine', '=', engine)
        .where('status', '=', status)
        .orderBy('id')
        .forNoKeyUpdate(),
    )
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
  await announce(tx, [{ id, owner: renamed.owner_id }])
  return true
}

const noteHistory = async (tx: Tx, entries: readonly Insertable<SessionHistoryTable>[]) => {
  if (entries.length > 0) await insertHistory(entries).execute(tx)
}

const insertHistory = (entries: readonly object[]) => sql`
  INSERT INTO session_history (session_id, at, status, reason, detail)
  SELECT session_id, at, status, reason, detail
    FROM json_populate_recordset(null::session_history, ${jsonRows(entries)}::json)`

const insertMounts = (mounts: readonly object[]) => sql`
  INSERT INTO session_mounts (session_id, path, folder_id, name, mode, auto)
  SELECT session_id, path, folder_id, name, mode, auto
    FROM json_populate_recordset(null::session_mounts, ${jsonRows(mounts)}::json)`

/** Errors of engines may quote anything. */
const detailText = (detail: string | null | undefined) => detail?.replaceAll('\0', '').slice(0, 2000) ?? null

/** The owner hears of it, and administrators. */
const announce = (tx: Tx, sessions: readonly { readonly id: string; readonly owner: string }[]) =>
  emit(tx, ...sessions.map(({ id, owner }) => ({ kind: sessionUpdated, subject: id, user: owner })))

/** The same of rows that a part of the statement returned. */
const updatesOf = (part: string) => sql`
  SELECT ${sessionUpdated}, id, null::uuid, owner_id, '{}'::jsonb FROM ${sql.table(part)}`
const beginningsOf = (part: string) => sql`
  SELECT ${sessionUpdated}, id, null::uuid, owner_id, '{"begun": true}'::jsonb FROM ${sql.table(part)}`
const endsOf = (part: string, reason: SessionReason) => sql`
  SELECT ${sessionEnded}, id, null::uuid, owner_id, jsonb_build_object('reason', ${reason}::text, 'name', name)
    FROM ${sql.table(part)}`

/**
 * Their statuses, which stay until the transaction ends. In one order for all: whoever changes several in a transaction
 * begins with this, since of two who wait for each other one is ended. Who only refers to them does not wait.
 */
export const lockSessions = async (tx: Tx, ids: readonly string[]): Promise<{ id: string; status: SessionStatus }[]> =>
  ids.length === 0
    ? []
    : own(tx)
        .selectFrom('sessions')
        .select(['id', 'status'])
        .where(sql<boolean>`id = ANY(${ids}::uuid[])`)
        .orderBy('id')
        .forNoKeyUpdate()
        .execute()

export const liveSessionsOf = (db: Kysely<Tables>, owner: string) =>
  own(db)
    .selectFrom('sessions')
    .select(['id', 'name', 'status'])
    .where('owner_id', '=', owner)
    .where('status', 'not in', finished)
    .orderBy('id')
    .execute()
