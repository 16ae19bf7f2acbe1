import type { userScripts } from '@berth/contract/user-scripts.ts'
import type { FastifyReply } from 'fastify'
import { conditionsOf, entityTag } from '../../platform/entity-tag.ts'
import type { Handlers } from '../../platform/http/handlers.ts'
import type { UserScripts } from './user-scripts.service.ts'

function tagged<Script extends { readonly version: string }>(reply: FastifyReply, script: Script): Script {
  void reply.header('etag', entityTag(script.version))
  return script
}

export const userScriptRoutes = (service: UserScripts): Handlers<typeof userScripts> => ({
  list: ({ caller }) => service.list(caller),
  show: async ({ caller, params, reply }) => tagged(reply, await service.show(caller, params.name)),
  save: async ({ caller, params, body, headers, reply }) =>
    tagged(reply, await service.save(caller, params.name, body.content, conditionsOf(headers))),
  remove: ({ caller, params, headers }) => service.remove(caller, params.name, conditionsOf(headers)),
  showBootstrap: async ({ caller, reply }) => tagged(reply, await service.showBootstrap(caller)),
  saveBootstrap: async ({ caller, body, headers, reply }) =>
    tagged(reply, await service.saveBootstrap(caller, body.content, conditionsOf(headers))),
  removeBootstrap: ({ caller, headers }) => service.removeBootstrap(caller, conditionsOf(headers)),
})
