import { mostUsageDays, usageColumns, type usage, type UsageColumn } from '@berth/contract/usage.ts'
import type { Database } from '../../platform/database/database.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import { attachment } from '../../platform/http/attachment.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { chosenColumns } from '../../platform/http/chosen-columns.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Clock } from '../../platform/time.ts'
import type { UsageFilter, UsageGrouping } from './usage-statement.ts'
import { exportUsage, readUsage } from './usage.views.ts'

export interface UsageRouteDeps {
  readonly database: Database
  readonly clock: Clock
}

export function usageRoutes({ database, clock }: UsageRouteDeps): Handlers<typeof usage> {
  return {
    report: shared(async ({ caller, query }) => {
      const { groupBy, limit } = query
      const filter = filterOf(caller, query, clock.now())
      const { items, more, sum } = await readUsage(database.pool, filter, groupBy, limit)
      return { from: dayOf(filter.from), to: dayOf(new Date(filter.until.getTime() - 1)), groupBy, items, more, sum }
    }),
    export: async ({ caller, query }) => {
      const { columns, filename, groupBy } = query
      const filter = filterOf(caller, query, clock.now())
      const chosen = chosenColumns(columns, columnsOf(groupBy))
      const { user: actor, address } = caller
      const { from, until, user, project } = filter
      const after = { from: dayOf(from), to: dayOf(new Date(until.getTime() - 1)), groupBy, user, project }
      // What people take of their own is nobody's business.
      if (filter.user !== caller.user)
        await transaction(database.db, (tx) =>
          recordAudit(tx, { action: 'usage.exported', result: 'success', actor, address, after }),
        )
      return {
        type: 'text/csv; charset=utf-8',
        headers: { 'content-disposition': attachment(filename ?? `usage-${after.from}-${after.to}`, 'csv', 'usage') },
        body: exportUsage(database.pool, filter, groupBy, chosen),
      }
    },
  }
}

const dayMs = 86_400_000
const daysByDefault = 30
const dayOf = (at: Date) => at.toISOString().slice(0, 10)

interface Asked {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly user?: string | undefined
  readonly project?: string | undefined
}

function filterOf(caller: Caller, asked: Asked, now: Date): UsageFilter {
  const to = asked.to ?? (asked.from !== undefined && asked.from > dayOf(now) ? asked.from : dayOf(now))
  const until = new Date(Date.parse(to) + dayMs)
  const from = new Date(asked.from === undefined ? until.getTime() - daysByDefault * dayMs : Date.parse(asked.from))
  const days = (until.getTime() - from.getTime()) / dayMs
  if (days < 1) refuse('query.to', 'before-from', 'must not be before the first day')
  if (days > mostUsageDays) refuse('query.from', 'too-long', `at most ${mostUsageDays} days at once`)
  const isAdmin = caller.role === 'superadmin'
  if (!isAdmin && asked.user !== undefined && asked.user !== caller.user) throw new Problem('not-allowed')
  return {
    from,
    until,
    now,
    user: asked.user ?? (isAdmin ? null : caller.user),
    project: asked.project ?? null,
    workspace: caller.workspace,
  }
}

const ofGroup: Readonly<Record<UsageGrouping, readonly UsageColumn[]>> = {
  day: ['day'],
  user: ['user', 'userEmail', 'userName'],
  project: ['project', 'projectName', 'workspaceName'],
  each: ['day', 'user', 'userEmail', 'userName', 'project', 'projectName', 'workspaceName'],
}

/** Those that the rows have, in their order. */
const columnsOf = (groupBy: UsageGrouping): UsageColumn[] =>
  usageColumns.filter((name) => ofGroup.each.includes(name) === ofGroup[groupBy].includes(name))

function refuse(path: string, code: string, message: string): never {
  throw new Problem('invalid-input', { errors: [{ path, code, message }] })
}
