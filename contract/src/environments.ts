/** What a session can run in. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { listQuery, page } from './shapes.ts'

export const environment = z.object({
  /** Stable short name, the `environment` of a session. */
  name: z.string(),
  title: z.string(),
  description: z.string(),
  engine: z.string(),
})

export const environments = {
  list: endpoint({
    method: 'GET',
    path: '/environments',
    summary: 'The environments that sessions can start in',
    access: 'login',
    query: z.strictObject(listQuery),
    response: page(environment),
  }),
}
