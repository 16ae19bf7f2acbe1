import type { notifications } from '@berth/contract/notifications.ts'
import type pg from 'pg'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import type { Notifications } from './notifications.service.ts'
import { listNotifications } from './notifications.views.ts'

export const notificationRoutes = (pool: pg.Pool, service: Notifications): Handlers<typeof notifications> => ({
  list: shared(({ caller, query }) => listNotifications(pool, caller.user, query)),
  update: ({ caller, params, body }) => service.mark(caller.user, params.id, body.read),
  readAll: async ({ caller }) => {
    await service.markAll(caller.user)
    return undefined
  },
})
