import type { Readable } from 'node:stream'
import type { UsageAmounts, UsageColumn, UsageGroup, UsageRow } from '@berth/contract/usage.ts'
import type pg from 'pg'
import { exportRows } from '../../platform/database/export-rows.ts'
import { usageStatement, type UsageFilter, type UsageGrouping } from './usage-statement.ts'

interface Row extends UsageRow {
  /** Of them those that began, as far as the span goes, in this row: so that a sum counts each once. */
  readonly firsts: number
}

export interface UsageAnswer {
  readonly items: UsageRow[]
  readonly more: number
  readonly sum: UsageAmounts
}

export async function readUsage(
  pool: pg.Pool,
  filter: UsageFilter,
  groupBy: UsageGroup,
  limit: number,
): Promise<UsageAnswer> {
  const { text, values } = usageStatement(filter, groupBy)
  const { rows } = await pool.query<Row>({ text, values: [...values] })
  const sum = {
    sessions: total(rows, ({ firsts }) => firsts),
    coreHours: rounded(total(rows, (row) => row.coreHours)),
    gibHours: rounded(total(rows, (row) => row.gibHours)),
    gpuHours: rounded(total(rows, (row) => row.gpuHours)),
  }
  const items = groupBy === 'day' ? everyDay(rows, filter) : rows.toSorted(byCoreHours).slice(0, limit).map(shown)
  return { items, more: Math.max(0, groupBy === 'day' ? 0 : rows.length - limit), sum }
}

const total = (rows: readonly Row[], part: (row: Row) => number) => rows.reduce((sum, row) => sum + part(row), 0)

/** To the millionth of an hour: what is below is an error of adding up. */
const rounded = (hours: number) => Math.round(hours * 1e6) / 1e6

/** What the contract does not name leaves with the answer's schema. */
const shown = (row: Row): UsageRow => ({
  ...row,
  coreHours: rounded(row.coreHours),
  gibHours: rounded(row.gibHours),
  gpuHours: rounded(row.gpuHours),
})

/** What is equal goes by its id, so that the order is the same each time. */
const byCoreHours = (a: Row, b: Row) =>
  b.coreHours - a.coreHours ||
  b.gibHours - a.gibHours ||
  ((a.user ?? a.project ?? '') < (b.user ?? b.project ?? '') ? -1 : 1)

/** Also those on which nothing ran. */
function everyDay(rows: readonly Row[], { from, until }: UsageFilter): UsageRow[] {
  const known = new Map(rows.map((row) => [row.day, row]))
  const days: UsageRow[] = []
  for (let at = from.getTime(); at < until.getTime(); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    const row = known.get(day)
    days.push(row ? shown(row) : { ...empty, day })
  }
  return days
}

const empty = {
  day: null,
  user: null,
  userName: null,
  userEmail: null,
  project: null,
  projectName: null,
  workspaceName: null,
  sessions: 0,
  coreHours: 0,
  gibHours: 0,
  gpuHours: 0,
}

const hours = new Set<UsageColumn>(['coreHours', 'gibHours', 'gpuHours'])
const orders: Readonly<Record<UsageGrouping, string>> = {
  day: 'day',
  user: '"coreHours" DESC, "user"',
  project: '"coreHours" DESC, project',
  each: 'day, "userEmail", "projectName", project',
}

export function exportUsage(
  pool: pg.Pool,
  filter: UsageFilter,
  groupBy: UsageGrouping,
  columns: readonly UsageColumn[],
): Readable {
  const { text, values } = usageStatement(filter, groupBy)
  const selected = columns.map((name) => (hours.has(name) ? `round("${name}"::numeric, 6)::text` : `"${name}"`))
  return exportRows(pool, columns, {
    text: `SELECT ${selected.join(', ')} FROM (${text}) rows ORDER BY ${orders[groupBy]}`,
    values,
  })
}
