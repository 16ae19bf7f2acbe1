/** Projects of a workspace; compute sessions belong to one. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, listQuery, page, time } from './shapes.ts'

export const project = z.object({
  id,
  workspace: id,
  name: z.string(),
  description: z.string(),
  createdAt: time,
})
export type Project = z.infer<typeof project>

export const projects = {
  list: endpoint({
    method: 'GET',
    path: '/projects',
    summary: 'The projects that you can start sessions in',
    access: 'login',
    query: z.strictObject({ ...listQuery, workspace: id.optional() }),
    response: page(project),
  }),
}
