/**
 * The text of the list's statement for each kind of question. Texts are few and kept, so a question costs no building
 * of SQL, and the ordinary ones are prepared once a connection.
 */
import { finishedStatuses, heldStatuses } from '@berth/contract/session-states.ts'
import type { sessionSorts } from '@berth/contract/sessions.ts'

export interface SortKey {
  readonly field: (typeof sessionSorts)[number]
  readonly descending: boolean
}

export interface ListKind {
  readonly sort: readonly SortKey[]
  /** Begins after a cursor. */
  readonly paged: boolean
  /** Only the viewer's own. */
  readonly owner: boolean
  /** Only of the viewer's one workspace. */
  readonly workspace: boolean
  readonly state: 'running' | 'queued' | 'finished' | null
  readonly project: boolean
  readonly search: boolean
  readonly total: boolean
}

export interface ListValues {
  readonly after: readonly string[] | null
  readonly owner: string
  readonly workspace: string | null
  readonly project: string | undefined
  readonly search: string | undefined
  readonly limit: number
}

export interface ListStatement {
  /** Set where it is worth preparing. */
  readonly name: string | undefined
  readonly text: string
  readonly total: boolean
  values(given: ListValues): unknown[]
}

export const sessionJoins = `sessions s
  JOIN projects p ON p.id = s.project_id
  JOIN users u ON u.id = s.owner_id`

/** Null where there is too much of it to look through. */
export const shownEnv = 'CASE WHEN s.env_bytes <= 16384 THEN s.env END'

const plainColumns = `s.id, s.name, s.project_id, p.name AS project_name, s.workspace_id, s.owner_id,
  CASE WHEN u.full_name = '' THEN u.username ELSE u.full_name END AS owner_name, s.type, s.environment,
  s.resource_group, s.node, s.tier, s.cpu_tenths, s.memory, s.shared_memory, s.gpus, s.gpu_share_tenths, s.env_names,
  ${shownEnv} AS env, u.hide_arguments, u.hidden_arguments,
  s.skip_user_scripts, s.warning, s.bootstrap_exit_code, s.command, s.port, s.audience, s.starts_at, s.time_limit, s.status, s.reason, s.result, s.exit_code, s.created_at, s.started_at,
  s.ended_at, s.credential, s.containers, s.lifetime, s.priority, s.idle_timeout,
  s.kept_until, s.idle_warned_at, s.deadline_at,
  CASE WHEN s.has_mounts THEN (
    SELECT jsonb_agg(jsonb_build_object('folder', m.folder_id, 'name', m.name, 'path', m.path, 'mode', m.mode,
                                        'auto', m.auto) ORDER BY m.auto, m.path)
      FROM session_mounts m WHERE m.session_id = s.id) END AS mounts,
  CASE WHEN s.status = 'RUNNING' AND s.idle_timeout IS NOT NULL THEN (
    SELECT jsonb_object_agg(a.signal, a.at) FROM session_activity a WHERE a.session_id = s.id) END AS activity`

/**
 * Places in queues: as the scheduler last found them, those that came since behind. All of them are counted at once, and
 * only when the first row that waits asks for it: the subselect knows nothing of the row, so it is evaluated once.
 */
export const sessionColumns = `${plainColumns},
  CASE WHEN s.status = 'PENDING' THEN (
    SELECT jsonb_object_agg(w.id, jsonb_build_array(w.position, w.estimate)) FROM (
      SELECT waiting.id, t.estimate,
             row_number() OVER (PARTITION BY waiting.resource_group ORDER BY t.place, waiting.due_at, waiting.id) AS position
        FROM sessions waiting
        LEFT JOIN (SELECT o.resource_group, turn.* FROM queue_orders o,
                          unnest(o.sessions, o.estimates) WITH ORDINALITY AS turn(id, estimate, place)) t
          ON t.id = waiting.id AND t.resource_group = waiting.resource_group
       WHERE waiting.status = 'PENDING') w) -> s.id::text END AS queue`

/** The same for a single one, found without counting everybody's. */
export const queuePlaceOfOne = `CASE WHEN s.status = 'PENDING' THEN (
    SELECT jsonb_build_array(
      CASE WHEN turn.place IS NULL
        THEN (SELECT count(*) FROM sessions a WHERE a.status = 'PENDING' AND a.resource_group = s.resource_group
                 AND ((a.due_at, a.id) <= (s.due_at, s.id) OR a.id = ANY(turn.sessions)))
        ELSE (SELECT count(*) FROM sessions a WHERE a.status = 'PENDING' AND a.resource_group = s.resource_group
                 AND a.id = ANY(turn.sessions[1:turn.place])) END,
      turn.estimates[turn.place])
      FROM (SELECT s.id) one LEFT JOIN LATERAL (
        SELECT o.sessions, o.estimates, array_position(o.sessions, s.id) AS place
          FROM queue_orders o WHERE o.resource_group = s.resource_group) turn ON true) END`
/** Of those that nobody asks the place of. */
export const sessionColumnsWithoutPlace = `${plainColumns}, NULL AS queue`
export const sessionColumnsOfOne = `${plainColumns}, ${queuePlaceOfOne} AS queue`

// Names and statuses sort by their bytes, so that every database and the console agree.
const columns: Readonly<Record<SortKey['field'], { sql: string; type: string }>> = {
  createdAt: { sql: 's.created_at', type: 'timestamptz' },
  name: { sql: 's.name COLLATE "C"', type: 'text' },
  status: { sql: 's.status COLLATE "C"', type: 'text' },
}

const inList = (statuses: readonly string[]) => `(${statuses.map((status) => `'${status}'`).join(', ')})`
const states = {
  running: `s.status IN ${inList(heldStatuses)}`,
  queued: `s.status = 'PENDING'`,
  finished: `s.status IN ${inList(finishedStatuses)}`,
}

const known = new Map<string, ListStatement>()

export function keysetStatement(kind: ListKind): ListStatement {
  const key = JSON.stringify(kind)
  let statement = known.get(key)
  if (!statement) known.set(key, (statement = build(kind)))
  return statement
}

function build(kind: ListKind): ListStatement {
  const places: ((given: ListValues) => unknown)[] = []
  const place = (value: (given: ListValues) => unknown) => `$${places.push(value)}`

  const filters = filtersOf(kind, place)
  const total = kind.total ? `, (SELECT count(*)::integer FROM sessions s ${where(filters)}) AS total` : ''

  const keys = keysOf(kind.sort)
  const after = kind.paged
    ? [
        afterCondition(
          keys.map((key, index) => ({ ...key, at: `${place((given) => given.after?.[index])}::${key.type}` })),
        ),
      ]
    : []
  const text = `SELECT ${sessionColumns}${total} FROM ${sessionJoins} ${where([...filters, ...after])}
    ORDER BY ${inOrder(keys)} LIMIT ${place((given) => given.limit)}`
  return {
    name: kind.sort.length === 1 && !kind.search ? `sessions-${known.size}` : undefined,
    text,
    total: kind.total,
    values: (given) => places.map((value) => value(given)),
  }
}

/** What a list shows, without an end: for an export. */
export function rowsInOrder(kind: Omit<ListKind, 'paged' | 'total'>, given: Omit<ListValues, 'after' | 'limit'>) {
  const values: unknown[] = []
  const conditions = where(filtersOf(kind, (value) => `$${values.push(value({ ...given, after: null, limit: 0 }))}`))
  return { conditions, order: inOrder(keysOf(kind.sort)), values }
}

type Place = (value: (given: ListValues) => unknown) => string

const filtersOf = (kind: Omit<ListKind, 'paged' | 'total'>, place: Place) => [
  ...(kind.owner ? [`s.owner_id = ${place((given) => given.owner)}`] : []),
  ...(kind.workspace ? [`s.workspace_id = ${place((given) => given.workspace)}`] : []),
  ...(kind.state ? [states[kind.state]] : []),
  ...(kind.project ? [`s.project_id = ${place((given) => given.project)}`] : []),
  ...(kind.search ? [`strpos(lower(s.name), lower(${place((given) => given.search)})) > 0`] : []),
]

const where = (conditions: readonly string[]) => (conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '')

/** Ids go the way of the first key, as the console sorts too. */
const keysOf = (sort: readonly SortKey[]) => [
  ...sort.map(({ field, descending }) => ({ ...columns[field], descending })),
  { sql: 's.id', type: 'uuid', descending: sort[0]?.descending ?? false },
]

const inOrder = (keys: readonly { readonly sql: string; readonly descending: boolean }[]) =>
  keys.map((key) => `${key.sql}${key.descending ? ' DESC' : ''}`).join(', ')

interface KeyAt {
  readonly sql: string
  readonly descending: boolean
  readonly at: string
}

/** Behind the cursor. One comparison of rows where all keys go one way, since an index can answer that. */
function afterCondition(keys: readonly KeyAt[]): string {
  const compare = (descending: boolean | undefined) => (descending ? '<' : '>')
  const [first] = keys
  if (keys.every((key) => key.descending === first?.descending)) {
    const [columns, values] = [keys.map((key) => key.sql), keys.map((key) => key.at)]
    return `(${columns.join(', ')}) ${compare(first?.descending)} (${values.join(', ')})`
  }
  const steps = keys.map((key, index) =>
    [
      ...keys.slice(0, index).map((same) => `${same.sql} = ${same.at}`),
      `${key.sql} ${compare(key.descending)} ${key.at}`,
    ].join(' AND '),
  )
  return `(${steps.map((step) => `(${step})`).join(' OR ')})`
}
