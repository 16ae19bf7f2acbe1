import type { User, users as endpoints } from '@berth/contract/users.ts'
import type { Database } from '../../platform/database/database.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import { attachment } from '../../platform/http/attachment.ts'
import { chosenColumns } from '../../platform/http/chosen-columns.ts'
import { databaseRead, shared, type Handlers } from '../../platform/http/handlers.ts'
import type { Clock } from '../../platform/time.ts'
import type { Accounts } from './accounts.service.ts'
import { exportColumns, exportUsers, type ExportColumn } from './export-users.views.ts'
import { importUsers } from './import-users.ts'
import { createRareTexts } from './rare-texts.ts'
import type { Users } from './users.service.ts'
import { listUsers } from './users.views.ts'

export interface Holdings {
  readonly loginSessions: number
  readonly openTerminals: number
  readonly credentials: number
  readonly computeSessions: { id: string; name: string; status: string }[]
  readonly workspacesWithoutAdmin: { id: string; name: string }[]
}

export interface UserRouteDeps {
  readonly database: Database
  readonly clock: Clock
  readonly accounts: Accounts
  readonly users: Users
  /** What later slices hold for a user. */
  readonly holdings: (user: User) => Promise<Holdings>
}

export function userRoutes(deps: UserRouteDeps): Handlers<typeof endpoints> {
  const { database, clock, accounts, users, holdings } = deps
  const rareTexts = createRareTexts(database.pool)
  return {
    list: databaseRead(async ({ query }) => listUsers(database.pool, query, await rareTexts(query))),
    create: ({ caller, body }) => users.create(caller, body),
    show: shared(({ params }) => users.show(params.id)),
    update: ({ caller, params, body }) => users.update(caller, params.id, body),
    holdings: async ({ params }) => holdings(await users.show(params.id)),
    deactivate: ({ caller, params, body }) => users.deactivate(caller, params.id, body),
    reactivate: ({ caller, params }) => users.reactivate(caller, params.id),
    resetTwoFactor: ({ caller, params }) => users.resetTwoFactor(caller, params.id),
    unlock: ({ caller, params }) => users.unlock(caller, params.id),
    import: ({ caller, body }) => importUsers({ database, accounts }, caller, body.csv, body.dryRun),
    export: async ({ caller, query: { columns, filename, ...filters } }) => {
      const chosen = chosenColumns(columns, Object.keys(exportColumns) as ExportColumn[])
      const { user: actor, address } = caller
      await transaction(database.db, (tx) =>
        recordAudit(tx, { action: 'users.exported', result: 'success', actor, address, after: { ...filters } }),
      )
      const name = filename ?? `users-${clock.now().toISOString().slice(0, 10)}`
      return {
        type: 'text/csv; charset=utf-8',
        headers: { 'content-disposition': attachment(name, 'csv', 'users') },
        body: exportUsers(database.pool, filters, chosen),
      }
    },
  }
}
