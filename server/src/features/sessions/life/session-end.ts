/** What the end that an engine reports means for a session. Pure. */
import type { SessionReason } from '@berth/contract/session-states.ts'
import type { SessionEnd } from '../../../engines/engine.ts'

export interface Finish {
  readonly to: 'TERMINATED' | 'ERROR'
  readonly reason: SessionReason
  readonly result: 'success' | 'failure' | null
  readonly exitCode: number | null
}

interface Ended {
  readonly type: 'interactive' | 'batch' | 'service'
  readonly status: 'RUNNING' | 'TERMINATING'
  /** Of a TERMINATING session: why it was to end. */
  readonly reason: SessionReason
}

/** `end` is null when the engine does not know the session. */
export function finishOf(session: Ended, end: SessionEnd | null): Finish {
  const result = session.type === 'batch' ? 'failure' : null
  const exitCode = end?.exitCode ?? null
  // What it did by itself before it was stopped is the truth, also when somebody was about to end it.
  if (end?.cause === 'exited' && session.type === 'batch')
    return exitCode === 0
      ? { to: 'TERMINATED', reason: 'command-succeeded', result: 'success', exitCode }
      : { to: 'TERMINATED', reason: 'command-failed', result, exitCode }
  if (end?.cause === 'out-of-memory') return { to: 'TERMINATED', reason: 'out-of-memory', result, exitCode }
  if (session.status === 'TERMINATING')
    return { to: failures.has(session.reason) ? 'ERROR' : 'TERMINATED', reason: session.reason, result, exitCode }
  return { to: 'ERROR', reason: 'lost', result, exitCode }
}

/** Reasons for ending a session that are nobody's wish. */
const failures: ReadonlySet<SessionReason> = new Set(['start-timeout', 'start-failed'])
