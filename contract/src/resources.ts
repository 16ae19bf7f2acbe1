/** How much there is, per resource: what the START dialog's sliders and the indicator show. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const amount = z.object({
  /** The limit that applies; null = unlimited. Cores, bytes, devices or pieces. */
  limit: z.number().nullable(),
  /** What counts against it now. */
  used: z.number(),
  /** What could start this moment. */
  free: z.number(),
  /** The largest request that can pass, now or queued. */
  max: z.number(),
  /** Which limit binds `max`. */
  boundBy: z.enum(['credential', 'user', 'project', 'hardware']),
})

export const resourceReport = z.object({
  cpu: amount,
  memory: amount,
  gpu: amount,
  gpuShares: amount,
  sessions: amount.extend({ max: z.number().nullable(), free: z.number().nullable() }),
})
export type ResourceReport = z.infer<typeof resourceReport>

export const resources = {
  report: endpoint({
    method: 'GET',
    path: '/resources',
    summary: 'Used, free and largest possible, per resource',
    access: 'login',
    query: z.strictObject({ project: z.uuid().optional(), resourceGroup: z.string().max(64).optional() }),
    response: resourceReport,
  }),
}
