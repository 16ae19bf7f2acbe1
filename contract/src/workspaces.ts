/** Tenants. A user has a personal one and belongs to others. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, listQuery, page } from './shapes.ts'

export const workspace = z.object({
  id,
  name: z.string(),
  personal: z.boolean(),
  role: z.enum(['admin', 'member']),
})

export const workspaces = {
  list: endpoint({
    method: 'GET',
    path: '/workspaces',
    summary: 'The workspaces that you belong to',
    access: 'login',
    query: z.strictObject(listQuery),
    response: page(workspace),
  }),
}
