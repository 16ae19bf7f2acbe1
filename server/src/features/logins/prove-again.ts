/**
 * Asking somebody who is signed in for their password or a code once more. What comes to nothing counts like a failed
 * sign-in, so that an unattended browser is no place to guess.
 */
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Clock } from '../../platform/time.ts'
import { countersOf, countFailure, countSuccess, lockAttempts } from './attempts.ts'

export type ProveAgain = ReturnType<typeof createProveAgain>

export function createProveAgain({ db, clock }: { readonly db: Kysely<Tables>; readonly clock: Clock }) {
  /** `attempt` writes only what follows from being right. */
  return async (caller: Caller, attempt: (tx: Transaction<Tables>) => Promise<boolean>): Promise<boolean> => {
    const { user, address } = caller
    const counters = await countersOf(db, { id: user }, { address, device: null })
    const outcome = await transaction(db, async (tx) => {
      const now = clock.now()
      const wait = await lockAttempts(tx, counters, now)
      if (wait === 0 && (await attempt(tx))) {
        await countSuccess(tx, counters)
        return { right: true, wait: 0 }
      }
      const counted = await countFailure(tx, counters, now)
      const reason = counted.blocked ? 'locked-out' : 'wrong-proof'
      await recordAudit(tx, { action: 'proof', result: 'failure', reason, actor: user, user, address })
      return { right: false, wait: counted.blocked ? counted.wait : 0 }
    })
    if (outcome.wait > 0) throw new Problem('too-many-requests', { retryAfter: outcome.wait })
    return outcome.right
  }
}
