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
type Key = 'day' | 'owner_id' | 'project_id'
const measures = ['cores', 'gib', 'gpus'] as const
const each = (part: (measure: string) => string) => measures.map(part).join(', ')

/** Sessions that ran in the span, cut to it. Times are seconds since 1970, as numbers: sums of many are quick. */
function cutSessions({ from, until, now, user, project, workspace }: UsageFilter): UsageStatement {
  const values: unknown[] = [from, until, now, ...[from, until, now].map((at) => at.getTime() / 1000)]
  const equals = (column: string, value: string | null) =>
    value === null ? '' : ` AND s.${column} = $${values.push(value)}`
  const mine = equals('owner_id', user) + equals('project_id', project) + equals('workspace_id', workspace)
  const ran = (end: string, condition: string) => `
    SELECT s.owner_id, s.project_id, s.containers * s.cpu_tenths / 10.0::float8 AS cores,
           s.containers * (s.memory / 1073741824.0::float8) AS gib,
           s.containers * (s.gpus + s.gpu_share_tenths / 10.0::float8) AS gpus,
           greatest(${epoch('s.started_at')}, $4::float8) AS began, least(${end}, $5::float8) AS ended,
           s.started_at >= $1 AS began_here
      FROM sessions s
     WHERE s.started_at < $2 AND s.started_at <= $3 AND ${condition}${mine}`
  // One over at the very beginning did not run in the span, unless it also began then.
  const text = `SELECT * FROM (
      ${ran(epoch('s.ended_at'), 's.ended_at >= $1')}
      UNION ALL
      ${ran('$6::float8', 's.ended_at IS NULL AND s.started_at IS NOT NULL')}
    ) ran WHERE ended > began OR (ended = began AND began_here)`
  return { values, text }
}

const byName = (cut: string, group: string) => `
  SELECT ${group}, count(*)::integer AS sessions, count(*)::integer AS firsts,
         ${each((one) => `sum(${one} * (ended - began)) / 3600 AS ${one}`)}
    FROM (${cut}) cut GROUP BY ${group}`

/**
 * Those that began and ended on the same days are summed up first, and only these sums are spread over their days: what
 * they had from the beginning to the end of the first day (`in`), on the last day up to their end (`out`), and all of
 * each day between.
 */
function byDay(cut: string, names: readonly Key[]): string {
  const more = names.map((name) => `${name}, `).join('')
  const whole = (one: string) => `${one} * ${daySeconds}`
  const part = (one: string) =>
    `sum(CASE WHEN day = first THEN ${one}_in ELSE ${whole(one)} END +
         CASE WHEN day = last THEN ${one}_out - ${whole(one)} ELSE 0 END) / 3600 AS ${one}`
  const first = `floor(began / ${daySeconds})::integer`
  return `
  SELECT ${more}day, sum(count)::integer AS sessions, sum(CASE WHEN day = first THEN count ELSE 0 END)::integer AS firsts,
         ${each(part)}
    FROM (SELECT ${more}first, last, count(*) AS count, ${each((one) => `sum(${one}) AS ${one}`)},
                 ${each((one) => `sum(${one} * ((first + 1) * ${daySeconds}::float8 - began)) AS ${one}_in`)},
                 ${each((one) => `sum(${one} * (ended - last * ${daySeconds}::float8)) AS ${one}_out`)}
            -- Midnight itself belongs to the day that it begins.
            FROM (SELECT *, ${first} AS first, greatest(${first}, ceil(ended / ${daySeconds})::integer - 1) AS last
                    FROM (${cut}) cut) days
           GROUP BY ${more}first, last) sums
   CROSS JOIN LATERAL generate_series(first, last) AS day
   GROUP BY ${more}day`
}

const keys: Readonly<Record<UsageGrouping, readonly Key[]>> = {
  day: ['day'],
  user: ['owner_id'],
  project: ['project_id'],
  each: ['day', 'owner_id', 'project_id'],
}

/** Sums by group, with the names of whom and what they are about. */
export function usageStatement(filter: UsageFilter, groupBy: UsageGrouping): UsageStatement {
  const group = keys[groupBy]
  const { text, values } = cutSessions(filter)
  const names = group.filter((key) => key !== 'day')
  const sums = group.includes('day') ? byDay(text, names) : byName(text, names.join(', '))
  const has = (key: Key, expression: string) => (group.includes(key) ? expression : 'NULL')
  return {
    values,
    text: `SELECT ${has('day', `to_char(date '1970-01-01' + g.day, 'YYYY-MM-DD')`)} AS day,
           ${has('owner_id', 'g.owner_id')} AS "user", ${has('owner_id', 'u.email')} AS "userEmail",
           ${has('owner_id', `CASE WHEN u.full_name = '' THEN u.username ELSE u.full_name END`)} AS "userName",
           ${has('project_id', 'g.project_id')} AS project, ${has('project_id', 'p.name')} AS "projectName",
           ${has('project_id', 'w.name')} AS "workspaceName",
           g.sessions, g.firsts, g.cores AS "coreHours", g.gib AS "gibHours", g.gpus AS "gpuHours"
      FROM (${sums}) g
      ${group.includes('owner_id') ? 'JOIN users u ON u.id = g.owner_id' : ''}
      ${
        group.includes('project_id')
          ? 'JOIN projects p ON p.id = g.project_id JOIN workspaces w ON w.id = p.workspace_id'
          : ''
      }`,
  }
}
