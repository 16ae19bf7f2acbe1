/** How much mail a workspace can make go out: to one email, and to how many of them. */
import type { Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Clock } from '../../platform/time.ts'
import { lastSentTo, placesTaken } from './invitations.store.ts'

const dayMs = 86_400_000
/** An invitation was sent so long before it expires. */
export const livesMs = 7 * dayMs
/** Between two mails to one email. */
const betweenMs = 60_000
/** Open in one workspace at a time: more than anybody keeps track of, and mail to no more people than that in a day. */
const mostOpen = 1000

/** Asked behind the lock of the workspace, so that of two who come at once the second one is counted after the first. */
export function createInvitationLimits(clock: Clock) {
  const waitUntil = (time: Date) => {
    const retryAfter = Math.max(1, Math.ceil((time.getTime() - clock.now().getTime()) / 1000))
    return new Problem('too-many-requests', { retryAfter })
  }
  return {
    async requirePlace(tx: Transaction<Tables>, workspace: string): Promise<void> {
      const keptFor = { lives: livesMs, revoked: dayMs }
      const { count, first_ends } = await placesTaken(tx, workspace, clock.now(), keptFor)
      if (count >= mostOpen) throw waitUntil(first_ends)
    },

    async requireMinute(tx: Transaction<Tables>, workspace: string, email: string): Promise<void> {
      const last = await lastSentTo(tx, workspace, email)
      if (!last?.expires_at) return
      const mayAgain = new Date(last.expires_at.getTime() - livesMs + betweenMs)
      if (mayAgain > clock.now()) throw waitUntil(mayAgain)
    },
  }
}
