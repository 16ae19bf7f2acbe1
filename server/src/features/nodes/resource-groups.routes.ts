import type { ResourceGroup, resourceGroups } from '@berth/contract/resource-groups.ts'
import type { FastifyReply } from 'fastify'
import { entityTag } from '../../platform/entity-tag.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { Nodes } from './nodes.service.ts'

const tagged = (reply: FastifyReply, group: ResourceGroup): ResourceGroup => {
  void reply.header('etag', entityTag(group.version))
  return group
}

export const resourceGroupRoutes = (nodes: Nodes): Handlers<typeof resourceGroups> => ({
  list: shared(async () => ({ items: await nodes.groups() })),
  show: async ({ params, reply }) => tagged(reply, await nodes.showGroup(params.name)),
  update: async ({ caller, params, body, headers, reply }) =>
    tagged(reply, await nodes.updateGroup(caller, params.name, body, headers['if-match'])),
})
