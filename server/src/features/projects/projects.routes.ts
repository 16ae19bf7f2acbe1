import type { projects } from '@berth/contract/projects.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import { listProjects } from './projects.views.ts'

export const projectRoutes = (db: Kysely<Tables>): Handlers<typeof projects> => ({
  list: shared(({ caller, query }) => listProjects(db, caller.user, query)),
})
