import type { Project, projects } from '@berth/contract/projects.ts'
import type { FastifyReply } from 'fastify'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { entityTag } from '../../platform/entity-tag.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import { Problem } from '../../platform/http/problem.ts'
import { viewerOf, type Projects } from './projects.service.ts'
import { listProjectMembers, listProjects } from './projects.views.ts'

const tagged = (reply: FastifyReply, project: Project): Project => {
  void reply.header('etag', entityTag(project.version))
  return project
}

export const projectRoutes = (db: Kysely<Tables>, service: Projects): Handlers<typeof projects> => ({
  list: shared(({ caller, query: { all, ...query } }) => {
    if (all !== 'true') return listProjects(db, viewerOf(caller), { ...query, active: query.active ?? 'true' })
    if (caller.role !== 'superadmin' || caller.workspace !== null) throw new Problem('not-allowed')
    return listProjects(db, null, query)
  }),
  create: async ({ caller, body, reply }) => tagged(reply, await service.create(caller, body)),
  show: async ({ caller, params, reply }) => tagged(reply, await service.show(caller, params.id)),
  update: async ({ caller, params, body, headers, reply }) =>
    tagged(reply, await service.update(caller, params.id, body, headers['if-match'])),
  members: shared(async ({ caller, params, query }) =>
    listProjectMembers(db, await service.show(caller, params.id), query),
  ),
  addMember: ({ caller, params }) => service.addMember(caller, params.id, params.user),
  removeMember: ({ caller, params }) => service.removeMember(caller, params.id, params.user),
})
