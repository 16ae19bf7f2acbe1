import type { SessionTemplate, sessionTemplates } from '@berth/contract/session-templates.ts'
import type { FastifyReply } from 'fastify'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { entityTag } from '../../platform/entity-tag.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { SessionTemplates } from './session-templates.service.ts'
import { listTemplates } from './session-templates.views.ts'

const tagged = (reply: FastifyReply, template: SessionTemplate): SessionTemplate => {
  void reply.header('etag', entityTag(template.version))
  return template
}

export const sessionTemplateRoutes = (
  db: Kysely<Tables>,
  templates: SessionTemplates,
): Handlers<typeof sessionTemplates> => ({
  list: shared(({ caller, query }) => listTemplates(db, caller, query)),
  show: async ({ caller, params, reply }) => tagged(reply, await templates.show(caller, params.id)),
  create: async ({ caller, body, reply }) => tagged(reply, await templates.create(caller, body)),
  update: async ({ caller, params, body, headers, reply }) =>
    tagged(reply, await templates.update(caller, params.id, body, headers['if-match'])),
  remove: ({ caller, params, headers }) => templates.remove(caller, params.id, headers['if-match']),
})
