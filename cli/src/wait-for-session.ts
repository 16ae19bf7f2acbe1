import { finishedStatuses } from '@berth/contract/session-states.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { reasonsEn } from '@berth/contract/texts/reasons.en.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { exitCodes, Failure } from './failure.ts'
import type { Server } from './server.ts'
import type { Io } from './terminal-io.ts'
import { createProgress } from './terminal-io.ts'

export const isFinished = ({ status }: Session) => finishedStatuses.includes(status as never)
/** Past its start: it runs, or will never. */
export const isStarted = (session: Session) => session.status === 'RUNNING' || isFinished(session)

/** Asks often at first, since a session is ready in well under a second, then every second. */
export async function waitFor(
  server: Server,
  io: Io,
  first: Session,
  until: (session: Session) => boolean,
): Promise<Session> {
  const progress = createProgress(io)
  let session = first
  try {
    for (let delay = 50; !until(session); delay = Math.min(delay * 1.5, 1000)) {
      progress.show(`${session.name}: ${session.status}${session.queue ? ` #${session.queue.position}` : ''}`)
      await pause(delay)
      session = await server.client.sessions.show({ params: { id: session.id } })
    }
    return session
  } finally {
    progress.clear()
  }
}

/** How a finished session ended, as an exit code: a batch command's own, 0 when somebody ended it. */
export function endOf(session: Session): number {
  if (session.status === 'ERROR' || session.result === 'failure') {
    if (session.exitCode) return session.exitCode
    const reason = session.reason ? reasonsEn.reasons[session.reason] : undefined
    throw new Failure(exitCodes.failed, `${session.name} failed. ${reason?.text ?? ''}`, reason?.next)
  }
  return exitCodes.ok
}
