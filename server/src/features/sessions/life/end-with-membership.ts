/** Sessions of somebody who is no longer a member of their workspace. */
import type { Kysely } from 'kysely'
import type { Notifications } from '../../../platform/database/notifications.ts'
import type { Tables } from '../../../platform/database/tables.ts'
import { createDurableReader, type DurableReader } from '../../../platform/events/durable-reader.ts'
import type { Log } from '../../../platform/log/log.ts'
import type { Clock } from '../../../platform/time.ts'
import { membershipEnded } from '../../workspaces/workspaces.service.ts'
import { liveOfRevoked } from '../admission/admission.views.ts'
import { endSessions } from './end-sessions.ts'

export interface EndWithMembershipDeps {
  readonly db: Kysely<Tables>
  readonly notifications: Notifications
  readonly clock: Clock
  readonly log: Log
}

/**
 * An admission that was under way when the membership ended has committed before, since it held the lock that the
 * revocation of the credentials waits for; so what is live now is all there will be.
 */
export const createEndWithMembership = (deps: EndWithMembershipDeps): Promise<DurableReader> =>
  createDurableReader({
    ...deps,
    name: 'sessions of ended memberships',
    kind: membershipEnded,
    from: 'now',
    handle: async (tx, events) => {
      const over: string[] = []
      for (const { subject, workspace } of events) {
        if (subject === null || workspace === null) continue
        // Who has come back meanwhile has other credentials, and keeps what they started with those.
        for (const { id } of await liveOfRevoked(tx, subject, workspace)) over.push(id)
      }
      await endSessions(tx, over, { at: deps.clock.now(), reason: 'ended-with-membership' })
    },
  })
