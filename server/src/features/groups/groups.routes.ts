import type { groups } from '@berth/contract/groups.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { Workspaces } from '../workspaces/workspaces.service.ts'
import type { Groups } from './groups.service.ts'
import { listGroupMembers, listGroups } from './groups.views.ts'

export const groupRoutes = (db: Kysely<Tables>, workspaces: Workspaces, service: Groups): Handlers<typeof groups> => ({
  list: shared(async ({ caller, params, query }) => {
    await workspaces.standing(caller, params.id)
    return listGroups(db, params.id, query)
  }),
  create: ({ caller, params, body }) => service.create(caller, params.id, body),
  update: ({ caller, params, body }) => service.update(caller, params.id, params.group, body),
  delete: ({ caller, params }) => service.delete(caller, params.id, params.group),
  members: shared(async ({ caller, params, query }) => {
    await workspaces.standing(caller, params.id)
    return listGroupMembers(db, await service.show(params.id, params.group), query)
  }),
  addMember: ({ caller, params }) => service.addMember(caller, params.id, params.group, params.user),
  removeMember: ({ caller, params }) => service.removeMember(caller, params.id, params.group, params.user),
})
