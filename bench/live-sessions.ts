/** Sessions as live events tell of them, so that waiting for a state costs the server no asking. */
import { addressOf } from '@berth/contract/client.ts'
import { events } from '@berth/contract/events.ts'
import type { Session } from '@berth/contract/sessions.ts'
import type { SignedInSite } from './signed-in-site.ts'

export interface LiveSessions extends Disposable {
  /** Resolves when the session is in this state, rejects when it failed instead. */
  reached(id: string, status: Session['status']): Promise<void>
}

export async function watchSessions({
  origin,
  headers,
}: Pick<SignedInSite, 'origin' | 'headers'>): Promise<LiveSessions> {
  const closing = new AbortController()
  const answer = await fetch(origin + addressOf(events.stream), { headers, signal: closing.signal })
  if (!answer.ok || !answer.body) throw new Error(`live events were refused: ${answer.status}`)
  const seen = new Map<string, Session>()
  const waiting = new Set<() => void>()
  let failure: Error | null = null

  void read(answer.body.pipeThrough(new TextDecoderStream()), (session) => {
    seen.set(session.id, session)
    for (const look of waiting) look()
  }).catch((error: Error) => {
    failure = error
    for (const look of waiting) look()
  })

  return {
    reached: (id, status) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const session = seen.get(id)
          const failed =
            failure ?? (session?.status === 'ERROR' ? new Error(`a session failed: ${session.reason}`) : null)
          if (!failed && session?.status !== status) return
          waiting.delete(look)
          if (failed) reject(failed)
          else resolve()
        }
        waiting.add(look)
        look()
      }),
    [Symbol.dispose]: () => closing.abort(),
  }
}

/** The frames of https://html.spec.whatwg.org/multipage/server-sent-events.html that this server sends. */
async function read(stream: ReadableStream<string>, onSession: (session: Session) => void): Promise<void> {
  let text = ''
  for await (const piece of stream) {
    const frames = (text + piece).split('\n\n')
    text = frames.pop() ?? ''
    for (const frame of frames) {
      const data = /^event: session\.updated\ndata: (.*)$/m.exec(frame)?.[1]
      if (data !== undefined) onSession(JSON.parse(data) as Session)
    }
  }
  throw new Error('the live events ended')
}
