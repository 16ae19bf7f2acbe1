/** Usage (3.4): what sessions had reserved for as long as they ran, by user, project or day. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportQuery, id } from './shapes.ts'

/** A day in UTC. */
export const day = z.iso.date()

export const usageGroups = ['user', 'project', 'day'] as const
export type UsageGroup = (typeof usageGroups)[number]

/** Days that one question may be about. */
export const mostUsageDays = 366
/** Rows of an answer; days are always all there. */
export const mostUsageRows = 1_000

const amounts = z.object({
  /** Sessions that ran in that time, for a moment or for all of it. */
  sessions: z.number().int(),
  coreHours: z.number(),
  gibHours: z.number(),
  /** Whole devices and shares of them. */
  gpuHours: z.number(),
})
export type UsageAmounts = z.infer<typeof amounts>

export const usageRow = amounts.extend({
  /** What the row is about: the one that it is grouped by, the others null. */
  day: day.nullable(),
  user: id.nullable(),
  userName: z.string().nullable(),
  userEmail: z.string().nullable(),
  project: id.nullable(),
  projectName: z.string().nullable(),
  workspaceName: z.string().nullable(),
})
export type UsageRow = z.infer<typeof usageRow>

export const usageReport = z.object({
  from: day,
  to: day,
  groupBy: z.enum(usageGroups),
  /** Days in order, also those without any; users and projects by core-hours. */
  items: z.array(usageRow),
  /** How many more users or projects there are. */
  more: z.number().int(),
  /** Of everything, listed or not. A session counts once, however many days it ran. */
  sum: amounts,
})
export type UsageReport = z.infer<typeof usageReport>

const asked = {
  /** First and last day, both included; the last 30 when not given. */
  from: day.optional(),
  to: day.optional(),
  /** Everyone's for administrators when not given; others see their own. */
  user: id.optional(),
  project: id.optional(),
}

export const usageColumns = [
  'day',
  'user',
  'userEmail',
  'userName',
  'project',
  'projectName',
  'workspaceName',
  'sessions',
  'coreHours',
  'gibHours',
  'gpuHours',
] as const
export type UsageColumn = (typeof usageColumns)[number]

export const usage = {
  report: endpoint({
    method: 'GET',
    path: '/usage',
    summary:
      'Core-hours, GiB-hours, GPU-hours and sessions by user, project or day: your own, everyone’s for administrators',
    access: 'login',
    query: z.strictObject({
      ...asked,
      groupBy: z.enum(usageGroups).default('day'),
      limit: z.coerce.number().int().min(1).max(mostUsageRows).default(200),
    }),
    response: usageReport,
    problems: ['not-allowed'],
  }),
  export: endpoint({
    method: 'GET',
    path: '/usage/export.csv',
    summary: 'Usage as CSV, by default with a row for each day, user and project',
    access: 'login',
    query: z.strictObject({
      ...asked,
      groupBy: z.enum([...usageGroups, 'each']).default('each'),
      ...exportQuery,
    }),
    response: 'stream',
    problems: ['not-allowed'],
  }),
}
