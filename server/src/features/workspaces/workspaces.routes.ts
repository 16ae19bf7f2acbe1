import type { workspaces } from '@berth/contract/workspaces.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import { listWorkspaces } from './workspaces.views.ts'

export const workspaceRoutes = (db: Kysely<Tables>): Handlers<typeof workspaces> => ({
  list: shared(({ caller, query }) => listWorkspaces(db, caller.user, query)),
})
