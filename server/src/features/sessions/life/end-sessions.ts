/** The end of several sessions at once, for one reason that none of them gave. */
import { sessionCan } from '@berth/contract/session-states.ts'
import type { Transaction } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'
import { lockSessions, moveSession, type Move } from '../sessions.store.ts'

/** Answers those that were not over, nor about to be. */
export async function endSessions(
  tx: Transaction<Tables>,
  ids: readonly string[],
  move: Pick<Move, 'at' | 'reason'>,
): Promise<string[]> {
  const ended: string[] = []
  for (const { id, status } of await lockSessions(tx, ids)) {
    if (!sessionCan.terminate(status)) continue
    // What the engine has not been told of is over at once.
    const to = status === 'PENDING' || status === 'SCHEDULED' ? 'CANCELLED' : 'TERMINATING'
    if (await moveSession(tx, id, to, move)) ended.push(id)
  }
  return ended
}
