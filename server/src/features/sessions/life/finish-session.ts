import type { SessionStatus } from '@berth/contract/session-states.ts'
import type { SessionEnd } from '../../../engines/engine.ts'
import type { Ground } from './reconciler-ground.ts'
import { finishOf } from './session-end.ts'
import { within } from './session-tasks.ts'
import { statusOf, type LiveSession } from './reconciler.views.ts'
import { moveSession } from '../sessions.store.ts'

/** Between asking the processes of a session to end and killing them. */
const graceMs = 1_000

/** TERMINATING: ends it in the engine, then writes down how it ended. */
export async function stopSession(ground: Ground, session: LiveSession, signal: AbortSignal): Promise<void> {
  const end = await within(signal, ground.engine.stop(session.id, { graceMs }))
  await finishSession(ground, session, end)
}

/** Writes down how it ended; after that nothing of it needs to be left in the engine but its logs. */
export async function finishSession(ground: Ground, session: LiveSession, end: SessionEnd | null): Promise<void> {
  const { db, clock } = ground
  const status = session.status === 'TERMINATING' ? 'TERMINATING' : 'RUNNING'
  const { to, reason, result, exitCode } = finishOf({ type: session.type, status, reason: session.reason }, end)
  const at = end && end.at < clock.now() ? end.at : clock.now()
  const set = { result, exit_code: exitCode }
  await moveSession(db, session.id, to, { at, reason, set, from: [status] })
  await forget(ground, session.id)
}

/** Forced way out of a status that lasted too long; what the engine still has of it is an orphan then. */
export const giveUp = (
  { db, clock }: Ground,
  session: LiveSession,
  to: SessionStatus,
  reason: 'start-timeout' | 'stop-timeout' | 'time-limit' | 'lifetime',
) =>
  moveSession(db, session.id, to, {
    at: clock.now(),
    reason,
    from: [session.status],
    ...(to === 'ERROR' && session.type === 'batch' ? { set: { result: 'failure' as const } } : {}),
  })

/** What the engine has and no row wants any more: ended by force, then forgotten. */
export async function removeOrphan(ground: Ground, id: string, signal: AbortSignal): Promise<void> {
  const status = await statusOf(ground.db, id)
  if (status === 'SCHEDULED' || status === 'PREPARING' || status === 'RUNNING' || status === 'TERMINATING') return
  await within(signal, ground.engine.stop(id, { graceMs: 0 }))
  await forget(ground, id)
}

/** A failure is no harm: what is still listed next time is an orphan. */
async function forget({ engine, log }: Ground, id: string): Promise<void> {
  try {
    await engine.remove(id)
  } catch (error) {
    log.warn('An ended session could not be removed yet', { session: id, error: error as Error })
  }
}
