/** How long each status may last; then the reconciler leaves it by force, so that nothing can be stuck. */
import type { SessionStatus } from '@berth/contract/session-states.ts'

const minute = 60
const day = 24 * 60 * minute

/** Seconds. RUNNING lasts as long as its time limit says. */
const longest: Readonly<Partial<Record<SessionStatus, number>>> = {
  PENDING: 90 * day,
  SCHEDULED: 30 * minute,
  // and the time that the bootstrap script may take
  PREPARING: minute,
  TERMINATING: 30,
}

/** `from`: when the status began; for PENDING when it is due. */
export function deadlineOf(status: SessionStatus, from: Date, bootstrapSeconds: number | null = null): Date | null {
  const seconds = longest[status]
  if (seconds === undefined) return null
  return new Date(from.getTime() + (seconds + (status === 'PREPARING' ? (bootstrapSeconds ?? 0) : 0)) * 1000)
}

/** A start that was interrupted so often is what interrupts the server. */
export const mostStarts = 5
