/** Resource groups (8.5): pools of machines, each with its own queue and a rule for whose turn it is. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const schedulers = ['fifo', 'fair-share'] as const
export type Scheduler = (typeof schedulers)[number]

/** Seconds, up to a week. */
export const longestHold = 604_800

const groupName = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, { error: '1 to 64 letters, digits, ".", "_" and "-"' })

/** Cores, bytes, devices, shares of devices. */
const amounts = z.object({ cpu: z.number(), memory: z.number(), gpu: z.number(), gpuShares: z.number() })

export const resourceGroup = z.object({
  name: z.string(),
  /** Of the same priority: who waits longest, or whoever had least. */
  scheduler: z.enum(schedulers),
  /** Seconds after which resources are held back for a session that waits. */
  holdAfter: z.number().int(),
  /** Can sessions start on any of its machines now? */
  available: z.boolean(),
  nodes: z.number().int(),
  availableNodes: z.number().int(),
  fractionalGpus: z.boolean(),
  /** Of all its machines together. */
  capacity: amounts,
  /** What its sessions hold. */
  allocated: amounts,
  /** Sessions that hold resources, and that wait. */
  sessions: z.number().int(),
  queued: z.number().int(),
  /** The ETag, without its quotes, for `If-Match` where it was read in a list. */
  version: z.string(),
})
export type ResourceGroup = z.infer<typeof resourceGroup>

export const resourceGroupChanges = z.strictObject({
  scheduler: z.enum(schedulers).optional(),
  holdAfter: z.number().int().min(0).max(longestHold).optional(),
})

const byName = z.strictObject({ name: groupName })

export const resourceGroups = {
  list: endpoint({
    method: 'GET',
    path: '/resource-groups',
    summary: 'Where sessions can run: pools of machines with what they have and hold, each with its own queue',
    access: 'login',
    response: z.object({ items: z.array(resourceGroup) }),
  }),
  show: endpoint({
    method: 'GET',
    path: '/resource-groups/{name}',
    summary: 'One resource group, with its ETag',
    access: 'login',
    params: byName,
    response: resourceGroup,
    problems: ['not-found'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/resource-groups/{name}',
    summary:
      'Change whose turn it is in its queue, from the next look at it; with If-Match only if nobody did meanwhile',
    access: 'superadmin',
    params: byName,
    body: resourceGroupChanges,
    response: resourceGroup,
    problems: ['not-found', 'changed-meanwhile'],
  }),
}
