import type { activity } from '@berth/contract/activity.ts'
import { databaseRead, type Handlers } from '../../platform/http/handlers.ts'
import type { SessionUses } from './metrics/session-use.ts'

export const activityRoutes = (uses: SessionUses): Handlers<typeof activity> => ({
  metrics: databaseRead(({ caller, params, query }) => uses.metrics(caller, params.id, query.last ?? null)),
  idle: databaseRead(async ({ caller, params }) => ({ idle: await uses.idle(caller, params.id) })),
  keep: ({ caller, params, body }) => uses.keep(caller, params.id, body.seconds),
})
