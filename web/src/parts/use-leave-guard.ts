/** What was typed and not saved is asked about before it is lost: by the way back, a link, or the end of the page. */
import { useBlocker } from '@tanstack/react-router'

export interface LeaveGuard {
  /** Somebody is about to leave the page. */
  readonly isLeaving: boolean
  readonly leave: () => void
  readonly stay: () => void
}

export function useLeaveGuard(isDirty: boolean): LeaveGuard {
  const blocker = useBlocker({
    shouldBlockFn: () => true,
    enableBeforeUnload: isDirty,
    disabled: !isDirty,
    withResolver: true,
  })
  return {
    isLeaving: blocker.status === 'blocked',
    leave: () => blocker.proceed?.(),
    stay: () => blocker.reset?.(),
  }
}
