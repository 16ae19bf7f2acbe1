/** Ends what nobody uses, after its owner was told: looked at from time to time, by the one process that leads. */
import type { Kysely, Transaction } from 'kysely'
import { idleWarningText } from '@berth/contract/texts/in-terminal.en.ts'
import { warningSeconds } from '@berth/contract/idle.ts'
import type { Engine } from '../../../engines/engine.ts'
import type { Tables } from '../../../platform/database/tables.ts'
import { transaction } from '../../../platform/database/transaction.ts'
import { emit } from '../../../platform/events/outbox.ts'
import type { Log } from '../../../platform/log/log.ts'
import type { Clock } from '../../../platform/time.ts'
import { idleOf, idleStep, type IdleStep } from './idle-state.ts'
import { idleCandidates, lockCandidate, setWarned, type IdleCandidate } from './idle.store.ts'
import { moveSession, sessionUpdated } from '../sessions.store.ts'

/** Its owner is told that it ends soon; the payload says how it is named, and when. */
export const sessionIdleSoon = 'session.idle-soon'

export interface IdleWatchDeps {
  readonly db: Kysely<Tables>
  readonly engine: Pick<Engine, 'kind' | 'announce'>
  readonly clock: Clock
  readonly log: Log
}

/** Answers whether it ended something. */
export async function lookForIdle(deps: IdleWatchDeps): Promise<boolean> {
  const { db, engine, clock } = deps
  const now = clock.now()
  let ended = false
  for (const candidate of await idleCandidates(db, engine.kind)) {
    if (idleStep(candidate, now) === null) continue
    // Somebody may just have begun to use it: decided anew behind the lock.
    const done = await transaction(db, async (tx) => {
      const current = await lockCandidate(tx, candidate.id)
      const step = current ? idleStep(current, now) : null
      if (current && step) await steps[step](tx, current, now)
      return step
    })
    if (done === 'end') ended = true
    if (done === 'warn') await announce(deps, candidate)
  }
  return ended
}

type Step = (tx: Transaction<Tables>, session: IdleCandidate, now: Date) => Promise<unknown>

const changed = (tx: Transaction<Tables>, { id, owner }: IdleCandidate) =>
  emit(tx, { kind: sessionUpdated, subject: id, user: owner })

const steps: Readonly<Record<IdleStep, Step>> = {
  async warn(tx, session, now) {
    const { id, owner, name } = session
    await setWarned(tx, id, now)
    const { endsAt } = idleOf({ ...session, idle_warned_at: now }) ?? {}
    await emit(tx, { kind: sessionIdleSoon, subject: id, user: owner, payload: { name, endsAt } })
    await changed(tx, session)
  },
  async relax(tx, session) {
    await setWarned(tx, session.id, null)
    await changed(tx, session)
  },
  end: (tx, { id }, now) => moveSession(tx, id, 'TERMINATING', { at: now, reason: 'idle', from: ['RUNNING'] }),
}

/** Whoever sits before a terminal of it sees it there. */
async function announce({ engine, log }: IdleWatchDeps, { id, idle_timeout: timeout }: IdleCandidate): Promise<void> {
  try {
    await engine.announce(id, idleWarningText(warningSeconds(timeout ?? 0)))
  } catch (error) {
    log.debug('A warning could not be shown in the terminals', { session: id, error: error as Error })
  }
}
