/** Who is connected, and to which session, so that the end of a session ends what leads into it. */
import type { Session } from '@berth/contract/sessions.ts'
import type { EventFeed } from '../../platform/events/event-feed.ts'
import type { Log } from '../../platform/log/log.ts'

export interface Presence extends Disposable {
  /** `session`: null where it leads into none. */
  arrive(user: string, session: string | null, end: (reason: string) => void): { count: number; leave(): void }
}

export interface PresenceDeps {
  readonly load: (ids: readonly string[]) => Promise<Session[]>
  readonly events: EventFeed
  readonly sessionUpdated: string
  readonly log: Log
}

export function createPresence({ load, events, sessionUpdated, log }: PresenceDeps): Presence {
  const ofSession = new Map<string, Set<(reason: string) => void>>()
  const ofUser = new Map<string, number>()

  const look = async (ids: readonly string[]) => {
    const known = ids.filter((id) => ofSession.has(id))
    if (known.length === 0) return
    const running = new Set((await load(known)).filter(({ status }) => status === 'RUNNING').map(({ id }) => id))
    for (const id of known) if (!running.has(id)) for (const end of [...(ofSession.get(id) ?? [])]) end('session-ended')
  }
  // What is missed here ends with its lease, a little later.
  const lookAt = (ids: readonly string[]) =>
    void look(ids).catch((error: Error) => log.warn('Sessions with SSH could not be looked at', { error }))

  const subscription = events.subscribe({
    onEvent({ kind, subject }) {
      if (kind === sessionUpdated && subject !== null && ofSession.has(subject)) lookAt([subject])
    },
    onGap: () => lookAt([...ofSession.keys()]),
  })

  return {
    arrive(user, session, end) {
      const others = session === null ? null : (ofSession.get(session) ?? new Set())
      if (session !== null && others) ofSession.set(session, others.add(end))
      const count = (ofUser.get(user) ?? 0) + 1
      ofUser.set(user, count)
      let here = true
      return {
        count,
        leave() {
          if (!here) return
          here = false
          others?.delete(end)
          if (session !== null && others?.size === 0) ofSession.delete(session)
          const left = (ofUser.get(user) ?? 1) - 1
          if (left > 0) ofUser.set(user, left)
          else ofUser.delete(user)
        },
      }
    },
    [Symbol.dispose]: () => subscription[Symbol.dispose](),
  }
}
