/**
 * Anonymous usage data (6.2): counts alone, sent once a day to the collector that the site was given, when an
 * administrator wants that. What would be sent is what is shown.
 */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { time } from './shapes.ts'

const count = z.number().int().nonnegative()

export const usageReport = z.strictObject({
  /** Random, made anew whenever sharing begins, and told nowhere else; null while nothing is shared. */
  site: z.uuid().nullable(),
  version: z.string(),
  /** Of the server. */
  platform: z.string(),
  users: count,
  /** Who signed in within 30 days. */
  activeUsers: count,
  sharedWorkspaces: count,
  projects: count,
  /** Started within 24 hours. */
  sessions: z.strictObject({ interactive: count, batch: count, service: count }),
})
export type UsageReport = z.infer<typeof usageReport>

const sharing = z.object({
  /** Null: the site has none, and nothing is ever sent. */
  collector: z.string().nullable(),
  shared: z.boolean(),
  /** Null: never since sharing began. */
  sentAt: time.nullable(),
  /** Exactly what would be sent now. */
  report: usageReport,
})
export type UsageSharing = z.infer<typeof sharing>

export const usageData = {
  show: endpoint({
    method: 'GET',
    path: '/admin/usage-data',
    summary: 'Whether anonymous usage data is shared, with whom, and exactly what would be sent',
    access: 'superadmin',
    response: sharing,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/admin/usage-data',
    summary: 'Share anonymous usage data once a day, or stop it',
    access: 'superadmin',
    byPerson: true,
    body: z.strictObject({ shared: z.boolean() }),
    response: sharing,
  }),
}
