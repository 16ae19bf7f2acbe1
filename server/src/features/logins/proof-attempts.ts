/** Proofs that somebody who is signed in is asked for (a password, a code): counted like attempts to sign in. */
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Clock } from '../../platform/time.ts'
import { countersOf, countFailure, lockAttempts } from './attempts.ts'

/**
 * Runs the attempt in a transaction and says whether it succeeded. A success forgets no failure: some of what is proven
 * here can be proven with what was just handed out, and would make room for more guesses at what cannot.
 */
export const createProofAttempts =
  ({ db, clock }: { readonly db: Kysely<Tables>; readonly clock: Clock }) =>
  async (
    { user, address }: Pick<Caller, 'user' | 'address'>,
    attempt: (tx: Transaction<Tables>) => Promise<boolean>,
  ): Promise<boolean> => {
    const counters = await countersOf(db, { id: user }, { address, device: null })
    const { right, wait } = await transaction(db, async (tx) => {
      const now = clock.now()
      const blocked = await lockAttempts(tx, counters, now)
      if (blocked === 0 && (await attempt(tx))) return { right: true, wait: 0 }
      const wait = await countFailure(tx, counters, now)
      const reason = blocked > 0 ? 'locked-out' : 'wrong-proof'
      await recordAudit(tx, { action: 'proof', result: 'failure', reason, actor: user, user, address })
      return { right: false, wait: blocked > 0 ? wait : 0 }
    })
    if (wait > 0) throw new Problem('too-many-requests', { retryAfter: wait })
    return right
  }
