/** What a person does to a session. It shows at once, and goes back when the server refuses. */
import { heldStatuses } from '@berth/contract/session-states.ts'
import type { Session } from '@berth/contract/sessions.ts'
import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { applySession, sessionKeys } from '../../api/session-cache.ts'

export async function changeAtOnce(
  cache: QueryClient,
  session: Session,
  expected: Session,
  send: () => Promise<Session>,
): Promise<void> {
  applySession(cache, expected)
  try {
    applySession(cache, await send())
  } catch (error) {
    // an event may have brought something newer meanwhile; that stays
    if (cache.getQueryData(sessionKeys.detail(session.id)) === expected) applySession(cache, session)
    throw error
  }
}

export function useSessionChanges() {
  const cache = useQueryClient()
  return {
    rename: (session: Session, name: string) =>
      changeAtOnce(cache, session, { ...session, name }, () =>
        client.sessions.rename({ params: { id: session.id }, body: { name } }),
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
