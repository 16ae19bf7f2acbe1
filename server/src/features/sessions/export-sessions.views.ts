/** Sessions as CSV: the rows that a list shows, all of them. */
import type { Readable } from 'node:stream'
import type { SessionColumn } from '@berth/contract/session-columns.ts'
import type pg from 'pg'
import { exportRows, utcText } from '../../platform/database/export-rows.ts'
import { rowsInOrder, shownEnv } from './session-list-statement.ts'
import { shownOf, type HidingFacts } from './shown-session.views.ts'
import { listKindOf, type SessionFilters, type Viewer } from './sessions.views.ts'

const tenths = (column: string) => `trim_scale(${column} / 10.0)`

/** By the names that the API uses; amounts are those of one container. */
const columnsSql: Readonly<Record<SessionColumn, string>> = {
  id: 's.id',
  name: 's.name',
  status: 's.status',
  reason: 's.reason',
  result: 's.result',
  exitCode: 's.exit_code',
  type: 's.type',
  environment: 's.environment',
  command: 's.command',
  owner: 'u.email',
  workspace: 'w.name',
  project: 'p.name',
  credential: 's.credential',
  resourceGroup: 's.resource_group',
  node: 's.node',
  priority: 's.priority',
  cpu: tenths('s.cpu_tenths'),
  memory: 's.memory',
  gpu: 's.gpus',
  gpuShares: tenths('s.gpu_share_tenths'),
  sharedMemory: 's.shared_memory',
  containers: 's.containers',
  createdAt: utcText('s.created_at'),
  startedAt: utcText('s.started_at'),
  endedAt: utcText('s.ended_at'),
  seconds: `CASE WHEN s.ended_at IS NOT NULL THEN round(extract(epoch FROM s.ended_at - s.started_at)) END`,
}

/** What decides how much of a command is shown. */
const hidingSql = [
  's.env_names AS hiding_names',
  `${shownEnv} AS hiding_env`,
  'u.hide_arguments AS hiding_wanted',
  'u.hidden_arguments AS hiding_hidden',
]

/** Commands as everywhere: with what their owners want hidden left out. */
const commandsShown = (columns: readonly SessionColumn[]) => (row: readonly unknown[]) => {
  const [env_names, env, hide_arguments, hidden_arguments] = row.slice(columns.length)
  const facts = { env_names, env, hide_arguments, hidden_arguments } as HidingFacts & { readonly env_names: string[] }
  return columns.map((name, index) => {
    const cell = row[index] as string | null
    return name === 'command' ? shownOf({ ...facts, command: cell }).command : cell
  })
}

export function exportSessions(
  pool: pg.Pool,
  viewer: Viewer,
  filters: SessionFilters,
  columns: readonly SessionColumn[],
): Readable {
  const { conditions, order, values } = rowsInOrder(listKindOf(viewer, filters), {
    owner: viewer.user,
    workspace: viewer.workspace,
    project: filters.project,
    search: filters.q?.trim(),
  })
  const shown = columns.map((name) => `${columnsSql[name]} AS "${name}"`)
  const hasCommands = columns.includes('command')
  const text = `SELECT ${[...shown, ...(hasCommands ? hidingSql : [])].join(', ')}
      FROM sessions s JOIN projects p ON p.id = s.project_id JOIN users u ON u.id = s.owner_id
      JOIN workspaces w ON w.id = s.workspace_id
     ${conditions} ORDER BY ${order}`
  return exportRows(pool, columns, { text, values, ...(hasCommands ? { shown: commandsShown(columns) } : {}) })
}
