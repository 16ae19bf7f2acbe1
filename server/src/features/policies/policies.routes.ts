import { policyColumns, type policies as endpoints, type Policy } from '@berth/contract/policies.ts'
import type { FastifyReply } from 'fastify'
import type { Database } from '../../platform/database/database.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { entityTag } from '../../platform/entity-tag.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import { attachment } from '../../platform/http/attachment.ts'
import { chosenColumns } from '../../platform/http/chosen-columns.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { Clock } from '../../platform/time.ts'
import type { Policies } from './policies.service.ts'
import { exportPolicies, listPolicies } from './policies.views.ts'

export interface PolicyRouteDeps {
  readonly database: Database
  readonly clock: Clock
  readonly policies: Policies
}

const tagged = (reply: FastifyReply, policy: Policy): Policy => {
  void reply.header('etag', entityTag(policy.version))
  return policy
}

export const policyRoutes = ({ database, clock, policies }: PolicyRouteDeps): Handlers<typeof endpoints> => ({
  list: shared(({ query }) => listPolicies(database.pool, query)),
  create: async ({ caller, body, reply }) => tagged(reply, await policies.create(caller, body)),
  show: async ({ params, reply }) => tagged(reply, await policies.show(params.name)),
  update: async ({ caller, params, body, headers, reply }) =>
    tagged(reply, await policies.update(caller, params.name, body, headers['if-match'])),
  remove: ({ caller, params, headers }) => policies.remove(caller, params.name, headers['if-match']),
  preview: ({ params, body }) => policies.preview(params.name, body),
  export: async ({ caller, query: { columns, filename, ...filters } }) => {
    const chosen = chosenColumns(columns, policyColumns)
    const { user: actor, address } = caller
    await transaction(database.db, (tx) =>
      recordAudit(tx, { action: 'policies.exported', result: 'success', actor, address, after: { ...filters } }),
    )
    const name = filename ?? `policies-${clock.now().toISOString().slice(0, 10)}`
    return {
      type: 'text/csv; charset=utf-8',
      headers: { 'content-disposition': attachment(name, 'csv', 'policies') },
      body: exportPolicies(database.pool, filters, chosen),
    }
  },
})
