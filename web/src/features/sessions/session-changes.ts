/** What a person does to a session. */
import { heldStatuses } from '@berth/contract/session-states.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { useQueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { changeAtOnce } from './change-at-once.ts'

export function useSessionChanges() {
  const cache = useQueryClient()
  return {
    rename: (session: Session, name: string) =>
      changeAtOnce(cache, session, { ...session, name }, () =>
        client.sessions.update({ params: { id: session.id }, body: { name } }),
      ),
    prioritize: (session: Session, priority: number) =>
      changeAtOnce(cache, session, { ...session, priority }, () =>
        client.sessions.update({ params: { id: session.id }, body: { priority } }),
      ),
    terminate: (session: Session) =>
      changeAtOnce(cache, session, terminating(session), () =>
        client.sessions.terminate({ params: { id: session.id } }),
      ),
  }
}

/** One that waits is gone as soon as the server says so; one that holds resources takes its time. */
const terminating = (session: Session): Session =>
  (heldStatuses as readonly string[]).includes(session.status) ? { ...session, status: 'TERMINATING' } : session
