/** How long each status may last; then the reconciler leaves it by force, so that nothing can be stuck. */
import type { SessionStatus } from '@berth/contract/session-states.ts'

const minute = 60
const day = 24 * 60 * minute

/** Seconds. RUNNING lasts as long as its time limit says. */
const longest: Readonly<Partial<Record<SessionStatus, number>>> = {
  PENDING: 90 * day,
  SCHEDULED: 30 * minute,
  // 10 minutes for scripts of the user, one for everything else
  PREPARING: 11 * minute,
  TERMINATING: 30,
}

/** `from`: when the status began; for PENDING when it is due. */
export function deadlineOf(status: SessionStatus, from: Date): Date | null {
  const seconds = longest[status]
  return seconds === undefined ? null : new Date(from.getTime() + seconds * 1000)
}

/** A start that was interrupted so often is what interrupts the server. */
export const mostStarts = 5
