import type { notifications } from '@berth/contract/notifications.ts'
import type pg from 'pg'
import type { Caller } from '../../platform/http/caller.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Notifications } from './notifications.service.ts'
import { listNotifications } from './notifications.views.ts'

/** They tell a person of all that is theirs; a program is there for one workspace, and has none. */
const isProgram = ({ credential }: Caller) => credential !== null

export const notificationRoutes = (pool: pg.Pool, service: Notifications): Handlers<typeof notifications> => ({
  list: shared(async ({ caller, query }) =>
    isProgram(caller)
      ? { items: [], nextCursor: null, unread: 0, inProgress: 0 }
      : listNotifications(pool, caller.user, query),
  ),
  update: async ({ caller, params, body }) => {
    if (isProgram(caller)) throw new Problem('not-found')
    return service.mark(caller.user, params.id, body.read)
  },
  readAll: async ({ caller }) => {
    if (!isProgram(caller)) await service.markAll(caller.user)
    return undefined
  },
  cancel: async ({ caller, params }) => {
    if (isProgram(caller)) throw new Problem('not-found')
    return service.cancel(caller, params.id)
  },
  remove: async ({ caller, params }) => {
    if (isProgram(caller)) throw new Problem('not-found')
    await service.remove(caller.user, params.id)
    return undefined
  },
  clear: async ({ caller }) => {
    if (!isProgram(caller)) await service.clear(caller.user)
    return undefined
  },
})
