/** A change shows before the server has answered, and goes back when it refuses. */
import type { Session } from '@berth/contract/sessions.ts'
import type { QueryClient } from '@tanstack/react-query'
import { applySession, sessionKeys } from '../../api/session-cache.ts'

export async function changeAtOnce(
  cache: QueryClient,
  session: Session,
  expected: Session,
  send: () => Promise<Session>,
): Promise<void> {
  applySession(cache, expected)
  // the cache keeps an object of its own, which stays the same until something else is put there
  const shown = cache.getQueryData(sessionKeys.detail(session.id))
  try {
    applySession(cache, await send())
  } catch (error) {
    // an event may have brought something newer meanwhile; that stays
    if (cache.getQueryData(sessionKeys.detail(session.id)) === shown) applySession(cache, session)
    throw error
  }
}
