/** How far the start of a session has come. Pure. */
import type { SessionReason, SessionStatus } from '@berth/contract/session-states.ts'
import type { Step } from './progress.ts'

export interface Start {
  readonly status: SessionStatus
  readonly reason: SessionReason
  /** It ran, whatever became of it. */
  readonly ran: boolean
}

/** Somebody wanted its end before it began. */
const wishes: readonly SessionReason[] = [
  'ended-by-owner',
  'ended-by-administrator',
  'ended-with-membership',
  'credential-ended',
  'project-inactive',
  'project-membership-ended',
  'folder-access-ended',
]

/** `before`: the share that it had come to, which what fails keeps. */
export function stepOf({ status, reason, ran }: Start, before: number): Step {
  if (ran || status === 'RUNNING') return { state: 'done', step: 'started', share: 1 }
  switch (status) {
    case 'PENDING':
      return { state: 'going', step: reason, share: 0 }
    case 'SCHEDULED':
      return { state: 'going', step: reason, share: 0.25 }
    case 'PREPARING':
      return { state: 'going', step: reason, share: reason === 'bootstrap-running' ? 0.75 : 0.5 }
    default:
      return { state: wishes.includes(reason) ? 'cancelled' : 'failed', step: reason, share: before }
  }
}
