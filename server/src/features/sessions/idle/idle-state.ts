/** Whether a session is used, from what its row and its signs of use say. Pure. */
import { idleSignals, warningSeconds, type Idle, type IdleSignal } from '@berth/contract/idle.ts'
import type { SessionStatus } from '@berth/contract/session-states.ts'

export interface IdleFacts {
  readonly status: SessionStatus
  /** Null: never ended for want of use. */
  readonly idle_timeout: number | null
  readonly kept_until: Date | null
  readonly idle_warned_at: Date | null
  readonly started_at: Date | null
  /** The end of its lifetime. */
  readonly deadline_at: Date | null
  /** As the database says times in JSON; null: none was seen. */
  readonly activity: Readonly<Partial<Record<IdleSignal, string>>> | null
}

/** Null: it is not ended for want of use, neither now nor later. */
export function idleOf(row: IdleFacts): Idle | null {
  const timeout = row.idle_timeout
  if (timeout === null || row.status !== 'RUNNING' || row.started_at === null) return null
  return {
    timeout,
    endsAt: new Date(endOf(row, timeout, row.started_at)).toISOString(),
    warned: row.idle_warned_at !== null,
    keptUntil: row.kept_until?.toISOString() ?? null,
    keepUntilAtMost: row.deadline_at?.toISOString() ?? null,
    signals: Object.fromEntries(
      idleSignals.map((signal) => [signal, isoOf(row.activity?.[signal])]),
    ) as Idle['signals'],
  }
}

const isoOf = (at: string | undefined) => (at === undefined ? null : new Date(at).toISOString())

/** Without the time that a warning gives: how long it may stay as it is. */
function quietUntil(row: IdleFacts, timeout: number, startedAt: Date): number {
  const seen = Object.values(row.activity ?? {}).map((at) => Date.parse(at))
  const lastUse = Math.max(startedAt.getTime(), ...seen)
  return Math.max(lastUse + timeout * 1000, row.kept_until?.getTime() ?? 0)
}

/** Nothing ends before its owner had the time to do something about it. */
function endOf(row: IdleFacts, timeout: number, startedAt: Date): number {
  const warned = row.idle_warned_at === null ? 0 : row.idle_warned_at.getTime() + warningSeconds(timeout) * 1000
  return Math.max(quietUntil(row, timeout, startedAt), warned)
}

/**
 * It would have ended so long ago that nobody looked, for the server or its engine was away, or the clock went ahead:
 * its owner could not use it or keep it either.
 */
const overdueMs = 120_000

export type IdleStep =
  /** Tell its owner that it ends soon; once more, where that could be of no use. */
  | 'warn'
  /** It is used again, or kept: the warning holds no more. */
  | 'relax'
  | 'end'

/** Signs of use are written down by each process from time to time: what was seen just now must still count. */
export const graceMs = 10_000

/** What has to be done now. */
export function idleStep(row: IdleFacts, now: Date): IdleStep | null {
  const { idle_timeout: timeout, started_at: startedAt } = row
  if (timeout === null || row.status !== 'RUNNING' || startedAt === null) return null
  const soon = quietUntil(row, timeout, startedAt) - warningSeconds(timeout) * 1000
  if (row.idle_warned_at === null) return soon <= now.getTime() ? 'warn' : null
  if (soon > now.getTime()) return 'relax'
  const over = now.getTime() - endOf(row, timeout, startedAt)
  return over < graceMs ? null : over < overdueMs ? 'end' : 'warn'
}
