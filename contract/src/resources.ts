/** How much there is, per resource: what the START dialog's sliders and the indicator show. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** Whose limit: the policy of the credential, that of the user, the project, or what the machines have. */
export const boundBy = z.enum(['credential', 'user', 'project', 'hardware'])
export type BoundBy = z.infer<typeof boundBy>

/** What limits speak of. */
export const limitedResources = [
  'cpu',
  'memory',
  'gpu',
  'gpuShares',
  'containers',
  'concurrentSessions',
  'pendingSessions',
  'lifetime',
  'folders',
] as const
export type LimitedResource = (typeof limitedResources)[number]

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
  boundBy,
})

/** Null where nothing limits it. */
const count = amount.extend({ max: z.number().nullable(), free: z.number().nullable() })

export const resourceReport = z.object({
  cpu: amount,
  memory: amount,
  gpu: amount,
  gpuShares: amount,
  /** At one time. */
  sessions: count,
  /** Waiting in the queue. */
  pendingSessions: count,
  /** In one session. */
  containers: z.object({ max: z.number().int(), boundBy }),
  /** Seconds of running after which a policy ends a session; null: never. */
  lifetime: z.object({ max: z.number().int(), boundBy }).nullable(),
  /** Are GPUs given out in fractions here, instead of whole? */
  fractionalGpus: z.boolean(),
  /** Is somebody waiting for room here? */
  queued: z.number().int(),
})
export type ResourceReport = z.infer<typeof resourceReport>

export const resources = {
  report: endpoint({
    method: 'GET',
    path: '/resources',
    summary: 'Used, free and largest possible, per resource, and which limit binds',
    access: 'login',
    query: z.strictObject({ project: z.uuid().optional(), resourceGroup: z.string().max(64).optional() }),
    response: resourceReport,
  }),
}
