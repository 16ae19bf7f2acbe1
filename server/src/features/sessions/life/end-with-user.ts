/**
 * Of a user who was deactivated: others look at none of their terminals any more, and their sessions end where the
 * administrator said so.
 */
import type { Kysely } from 'kysely'
import type { Notifications } from '../../../platform/database/notifications.ts'
import type { Tables } from '../../../platform/database/tables.ts'
import { createDurableReader, type DurableReader } from '../../../platform/events/durable-reader.ts'
import type { Log } from '../../../platform/log/log.ts'
import type { Leases } from '../../../platform/leases/leases.ts'
import type { Clock } from '../../../platform/time.ts'
import { userDeactivated } from '../../accounts/users.service.ts'
import { liveSessionsOf } from '../sessions.store.ts'
import { shareEnded } from '../sharing/terminal-shares.ts'
import { sharesByOwner } from '../sharing/terminal-shares.views.ts'
import { endSessions } from './end-sessions.ts'

export interface EndWithUserDeps {
  readonly db: Kysely<Tables>
  readonly notifications: Notifications
  readonly clock: Clock
  readonly leases: Pick<Leases, 'revoke'>
  readonly log: Log
}

export const createEndWithUser = (deps: EndWithUserDeps): Promise<DurableReader> =>
  createDurableReader({
    ...deps,
    name: 'sessions of deactivated users',
    kind: userDeactivated,
    from: 'now',
    handle: async (tx, events) => {
      const over: string[] = []
      for (const { subject, payload } of events) {
        if (subject === null) continue
        for (const share of await sharesByOwner(tx, subject)) await deps.leases.revoke(tx, { share }, shareEnded)
        if (payload['terminateSessions'] !== true) continue
        for (const { id } of await liveSessionsOf(tx, subject)) over.push(id)
      }
      await endSessions(tx, over, { at: deps.clock.now(), reason: 'ended-by-administrator' })
    },
  })
