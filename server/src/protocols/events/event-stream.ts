/** One viewer's live events as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
import { beatMs } from '@berth/contract/event-beat.ts'
import { PassThrough, type Readable } from 'node:stream'
import { leaseScope, type Caller } from '../../platform/http/caller.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import type { LiveHub, Viewer } from './live-hub.ts'

export interface EventStreamDeps {
  readonly hub: LiveHub
  readonly leases: Pick<Leases, 'take'>
  /** Where it is known which pages are open. */
  readonly pages: { open(login: string): Disposable }
  readonly heartbeatMs?: number
}

/** A viewer that has not read so much is cut; it comes back and resumes. */
const mostUnread = 1024 * 1024
/** A viewer whose right has ended and who does not take what is left is cut after this long. */
const cutMs = 500

export function openEventStream(
  { hub, leases, pages, heartbeatMs = beatMs }: EventStreamDeps,
  caller: Caller,
  since: string | undefined,
): Readable {
  const body = new PassThrough({ highWaterMark: 64 * 1024 })
  const write = (text: string) => {
    if (body.destroyed || body.writableEnded) return
    body.write(text)
    if (body.writableLength + body.readableLength > mostUnread) body.destroy()
  }
  const viewer: Viewer = { caller, send: (id, event, data) => write(frame(id, event, data)) }
  const end = () => {
    body.end()
    setTimeout(() => body.destroy(), cutMs).unref()
  }
  const lease = leases.take(leaseScope(caller), end, caller.until)
  const joined = hub.join(viewer, since)
  // With the place, so that a quiet stream can still be resumed after hours. An event that is heard, so that whoever
  // hears none knows that the connection is dead, though nothing closed it.
  const beat = () => write(frame(hub.placeOf(viewer), 'beat', '{}'))
  const page = caller.login === null ? undefined : pages.open(caller.login)
  const heartbeat = setInterval(beat, heartbeatMs)
  body.once('close', () => {
    clearInterval(heartbeat)
    joined[Symbol.dispose]()
    page?.[Symbol.dispose]()
    lease[Symbol.dispose]()
  })
  // Tells proxies and the browser that it is open, and the browser how soon to come back.
  write('retry: 1000\n\n')
  beat()
  return body
}

/** JSON has no line breaks of its own, so the data is one line. */
const frame = (id: string | null, event: string, data: string) =>
  `${id === null ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`
