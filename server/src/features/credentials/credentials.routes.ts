import { credentialColumns, type credentials as endpoints, type tokens } from '@berth/contract/credentials.ts'
import type { Database } from '../../platform/database/database.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { entityTag } from '../../platform/entity-tag.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import { attachment } from '../../platform/http/attachment.ts'
import { chosenColumns } from '../../platform/http/chosen-columns.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { Clock } from '../../platform/time.ts'
import type { Credentials } from './credentials.service.ts'
import { exportCredentials, listCredentials } from './credentials.views.ts'

export interface CredentialRouteDeps {
  readonly database: Database
  readonly clock: Clock
  readonly credentials: Credentials
}

export const credentialRoutes = ({
  database,
  clock,
  credentials,
}: CredentialRouteDeps): Handlers<typeof endpoints> => ({
  list: shared(({ caller, query }) => listCredentials(database.pool, caller, query)),
  create: ({ caller, body }) => credentials.create(caller, body),
  show: async ({ caller, params, reply }) => {
    const credential = await credentials.show(caller, params.accessKey)
    void reply.header('etag', entityTag(credential.version))
    return credential
  },
  update: ({ caller, params, body, headers }) =>
    credentials.update(caller, params.accessKey, body, headers['if-match']),
  revoke: ({ caller, params }) => credentials.revoke(caller, params.accessKey),
  activate: ({ caller, params }) => credentials.activate(caller, params.accessKey),
  deactivate: ({ caller, params }) => credentials.deactivate(caller, params.accessKey),
  export: async ({ caller, query: { columns, filename, ...filters } }) => {
    const chosen = chosenColumns(columns, credentialColumns)
    const { user: actor, address } = caller
    await transaction(database.db, (tx) =>
      recordAudit(tx, { action: 'credentials.exported', result: 'success', actor, address, after: { ...filters } }),
    )
    const name = filename ?? `credentials-${clock.now().toISOString().slice(0, 10)}`
    return {
      type: 'text/csv; charset=utf-8',
      headers: { 'content-disposition': attachment(name, 'csv', 'credentials') },
      body: exportCredentials(database.pool, caller, filters, chosen),
    }
  },
})

export const tokenRoutes = (credentials: Credentials): Handlers<typeof tokens> => ({
  issue: ({ caller, userAgent }) => credentials.issueToken(caller, userAgent),
})
