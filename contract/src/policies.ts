/** Resource policies (3.3): what one user, or one credential, may use at a time. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { exportQuery, id, listQuery, page, sortBy, time } from './shapes.ts'

const GiB = 1024 ** 3
const days180 = 180 * 86_400

export const policyName = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, { error: '1 to 64 letters, digits, ".", "_" and "-"' })
  // It is an address of its own.
  .refine((name) => name !== 'export.csv', { error: 'is reserved' })

/** Names of storage hosts, each once. */
const hostNames = z
  .array(z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, { error: '1 to 64 letters, digits, ".", "_" and "-"' }))
  .max(100)
  .refine((names) => new Set(names).size === names.length, { error: 'has a name twice' })

/** Null is unlimited, 0 is none; in the two times 0 is never. Memory and capacity in bytes, times in seconds. */
export const policyLimits = z.strictObject({
  cpu: z.number().min(0).max(512).multipleOf(0.1).nullable(),
  memory: z
    .number()
    .int()
    .min(0)
    .max(1024 * GiB)
    .nullable(),
  gpu: z.number().int().min(0).max(64).nullable(),
  gpuShares: z.number().min(0).max(256).multipleOf(0.1).nullable(),
  containersPerSession: z.number().int().min(1).max(100).nullable(),
  idleTimeout: z.number().int().min(0).max(days180),
  maxSessionLifetime: z.number().int().min(0).max(days180),
  concurrentSessions: z.number().int().min(0).max(100).nullable(),
  pendingSessions: z.number().int().min(0).max(100).nullable(),
  storageHosts: hostNames.nullable(),
  folderCapacity: z
    .number()
    .int()
    .min(0)
    .max(1024 * GiB)
    .nullable(),
  maxFolders: z.number().int().min(0).max(50).nullable(),
})
export type PolicyLimits = z.infer<typeof policyLimits>

/** What holds where a new policy says nothing. */
export const unlimited: PolicyLimits = {
  cpu: null,
  memory: null,
  gpu: null,
  gpuShares: null,
  containersPerSession: 1,
  idleTimeout: 0,
  maxSessionLifetime: 0,
  concurrentSessions: null,
  pendingSessions: null,
  storageHosts: null,
  folderCapacity: null,
  maxFolders: null,
}
export const limitNames = Object.keys(unlimited) as (keyof PolicyLimits)[]

/** The one that always exists, and is used when nothing else is said. */
export const defaultPolicy = 'default'

export const policy = z.object({
  name: z.string(),
  ...policyLimits.shape,
  createdAt: time,
  updatedAt: time,
  /** The ETag, without its quotes, for `If-Match` where it was read in a list. */
  version: z.string(),
})
export type Policy = z.infer<typeof policy>

export const newPolicy = z.strictObject({ name: policyName, ...policyLimits.partial().shape })
export const policyChanges = policyLimits.partial()

/** Somebody who uses more now than the new limits give. */
export const overLimit = z.object({
  user: z.object({ id, username: z.string(), email: z.string() }),
  workspace: z.object({ id, name: z.string() }),
  credential: z.string(),
  /** `credential`: counted over its own sessions; `user`: over all of the user’s in the workspace. */
  scope: z.enum(['credential', 'user']),
  limits: z.array(
    z.object({
      resource: z.enum(['cpu', 'memory', 'gpu', 'gpuShares', 'concurrentSessions', 'pendingSessions']),
      used: z.number(),
      max: z.number(),
    }),
  ),
})
export type OverLimit = z.infer<typeof overLimit>

export const policyPreview = z.object({
  /** The first 100. */
  over: z.array(overLimit),
  overCount: z.number().int(),
  /** Of the starts with this policy in the last 30 days, how many the new limits would have refused. */
  starts: z.number().int(),
  refusedStarts: z.number().int(),
})
export type PolicyPreview = z.infer<typeof policyPreview>

export const policySorts = ['name', 'cpu', 'memory', 'gpu', 'gpuShares', 'concurrentSessions', 'createdAt'] as const
/** Of an export. */
export const policyColumns = ['name', ...limitNames, 'createdAt', 'updatedAt'] as const
export type PolicyColumn = (typeof policyColumns)[number]

const byName = z.strictObject({ name: policyName })

export const policies = {
  list: endpoint({
    method: 'GET',
    path: '/policies',
    summary: 'Resource policies',
    access: 'superadmin',
    query: z.strictObject({ ...listQuery, sort: sortBy(policySorts) }),
    response: page(policy),
  }),
  create: endpoint({
    method: 'POST',
    path: '/policies',
    summary: 'Create a policy; what is not said is unlimited',
    access: 'superadmin',
    body: newPolicy,
    response: policy,
    status: 201,
  }),
  show: endpoint({
    method: 'GET',
    path: '/policies/{name}',
    summary: 'One policy, with its ETag',
    access: 'superadmin',
    params: byName,
    response: policy,
    problems: ['not-found'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/policies/{name}',
    summary: 'Change a policy, for what starts from now on; with If-Match only if nobody changed it meanwhile',
    access: 'superadmin',
    params: byName,
    body: policyChanges,
    response: policy,
    problems: ['not-found', 'changed-meanwhile'],
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/policies/{name}',
    summary: 'Delete a policy that nothing uses',
    access: 'superadmin',
    params: byName,
    response: 'none',
    problems: ['not-found', 'policy-in-use', 'default-policy', 'changed-meanwhile'],
  }),
  preview: endpoint({
    method: 'POST',
    path: '/policies/{name}/preview',
    summary: 'What a change would mean: who is over the new limits now, and which starts it would have refused',
    access: 'superadmin',
    params: byName,
    body: policyChanges,
    response: policyPreview,
    problems: ['not-found'],
  }),
  export: endpoint({
    method: 'GET',
    path: '/policies/export.csv',
    summary: 'The policies that the search finds, as CSV',
    access: 'superadmin',
    query: z.strictObject({ q: listQuery.q, sort: sortBy(policySorts), ...exportQuery }),
    response: 'stream',
  }),
}
