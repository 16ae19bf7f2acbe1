import type { EnvironmentDetail, environments as endpoints } from '@berth/contract/environments.ts'
import type { FastifyReply } from 'fastify'
import { entityTag } from '../../platform/entity-tag.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { Environments } from './environments.service.ts'

const tagged = (reply: FastifyReply, environment: EnvironmentDetail): EnvironmentDetail => {
  void reply.header('etag', entityTag(environment.version))
  return environment
}

export const environmentRoutes = (deps: { readonly environments: Environments }): Handlers<typeof endpoints> => {
  const { environments } = deps
  return {
    list: shared(({ query }) => environments.list(query)),
    listAll: shared(({ query }) => environments.listAll(query)),
    create: async ({ caller, body, reply }) => tagged(reply, await environments.create(caller, body)),
    show: async ({ params, reply }) => tagged(reply, await environments.show(params.name)),
    update: async ({ caller, params, body, headers, reply }) =>
      tagged(reply, await environments.update(caller, params.name, body, headers['if-match'])),
    remove: ({ caller, params, headers }) => environments.remove(caller, params.name, headers['if-match']),
    rescan: () => environments.rescan(),
  }
}
