/**
 * What sessions had reserved in a span of time, from their rows: from the moment that they ran until they ended, or until
 * now. A session that ran over midnight (UTC) is cut there, and each day gets its part.
 */
import type { UsageGroup } from '@berth/contract/usage.ts'

export interface UsageFilter {
  /** Midnights: the first one counts, the second is the first that does not. */
  readonly from: Date
  readonly until: Date
  readonly now: Date
  readonly user: string | null
  readonly project: string | null
  readonly workspace: string | null
}

/** `each`: a row for every day, user and project. */
export type UsageGrouping = UsageGroup | 'each'

export interface UsageStatement {
  readonly text: string
  readonly values: readonly unknown[]
}

const daySeconds = 86_400
const epoch = (column: string) => `date_part('epoch', ${column})`

/** Sessions that ran in the span, cut to it. Times are seconds since 1970, as numbers: sums of many are quick. */
function pieces(filter: UsageFilter, byDay: boolean): UsageStatement {
  const { from, until, now, user, project, workspace } = filter
  const values: unknown[] = [from, until, now]
  const equals = (column: string, value: string | null) =>
    value === null ? '' : ` AND s.${column} = $${values.push(value)}`
  const mine = equals('owner_id', user) + equals('project_id', project) + equals('workspace_id', workspace)
  const [lower, upper, present] = ['$1', '$2', '$3'].map((place) => epoch(`${place}::timestamptz`))
  const ran = (end: string, condition: string) => `
    SELECT s.owner_id, s.project_id, s.cpu_tenths, s.memory, s.gpus, s.gpu_share_tenths, s.containers,
           greatest(${epoch('s.started_at')}, ${lower}) AS began, least(${end}, ${upper}) AS ended,
           s.started_at >= $1 AS began_here
      FROM sessions s
     WHERE s.started_at < $2 AND s.started_at <= $3 AND ${condition}${mine}`
  // One over at the very beginning did not run in the span, unless it also began then.
  const cut = `
    SELECT * FROM (
      ${ran(epoch('s.ended_at'), 's.ended_at >= $1')}
      UNION ALL
      ${ran(present ?? '', 's.ended_at IS NULL AND s.started_at IS NOT NULL')}
    ) ran WHERE ended > began OR (ended = began AND began_here)`
  const amounts = `containers * cpu_tenths / 10.0::float8 AS cores, containers * (memory / 1073741824.0::float8) AS gib,
           containers * (gpus + gpu_share_tenths / 10.0::float8) AS gpus`
  if (!byDay)
    return {
      values,
      text: `SELECT owner_id, project_id, ${amounts}, 1 AS first, ended - began AS seconds FROM (${cut}) cut`,
    }
  const firstDay = `floor(began / ${daySeconds})::integer`
  // Midnight itself belongs to the day that it begins.
  const lastDay = `greatest(${firstDay}, ceil(ended / ${daySeconds})::integer - 1)`
  const text = `SELECT owner_id, project_id, ${amounts}, day,
           CASE WHEN day = ${firstDay} THEN 1 ELSE 0 END AS first,
           least(ended, (day + 1) * ${daySeconds}::float8) - greatest(began, day * ${daySeconds}::float8) AS seconds
      FROM (${cut}) cut CROSS JOIN LATERAL generate_series(${firstDay}, ${lastDay}) AS day`
  return { values, text }
}

const keys: Readonly<Record<UsageGrouping, readonly ('day' | 'owner_id' | 'project_id')[]>> = {
  day: ['day'],
  user: ['owner_id'],
  project: ['project_id'],
  each: ['day', 'owner_id', 'project_id'],
}

/** Sums by group, with the names of whom and what they are about. */
export function usageStatement(filter: UsageFilter, groupBy: UsageGrouping): UsageStatement {
  const group = keys[groupBy]
  const { text, values } = pieces(filter, group.includes('day'))
  const has = (key: 'day' | 'owner_id' | 'project_id', expression: string) =>
    group.includes(key) ? expression : 'NULL'
  return {
    values,
    text: `SELECT ${has('day', `to_char(date '1970-01-01' + g.day, 'YYYY-MM-DD')`)} AS day,
           ${has('owner_id', 'g.owner_id')} AS "user", ${has('owner_id', 'u.email')} AS "userEmail",
           ${has('owner_id', `CASE WHEN u.full_name = '' THEN u.username ELSE u.full_name END`)} AS "userName",
           ${has('project_id', 'g.project_id')} AS project, ${has('project_id', 'p.name')} AS "projectName",
           ${has('project_id', 'w.name')} AS "workspaceName",
           g.sessions, g.firsts, g.cores AS "coreHours", g.gib AS "gibHours", g.gpus AS "gpuHours"
      FROM (SELECT ${group.join(', ')}, count(*)::integer AS sessions, sum(first)::integer AS firsts,
                   sum(cores * seconds) / 3600 AS cores, sum(gib * seconds) / 3600 AS gib,
                   sum(gpus * seconds) / 3600 AS gpus
              FROM (${text}) pieces GROUP BY ${group.join(', ')}) g
      ${group.includes('owner_id') ? 'JOIN users u ON u.id = g.owner_id' : ''}
      ${
        group.includes('project_id')
          ? 'JOIN projects p ON p.id = g.project_id JOIN workspaces w ON w.id = p.workspace_id'
          : ''
      }`,
  }
}
